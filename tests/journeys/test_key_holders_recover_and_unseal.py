"""Two of three key holders open what signers typed, offline; one alone opens nothing."""

import csv

from tests.browsing import Visit
from tests.journeys.hosted import PETITION, Hosted, command, confirm, sign, someone


def test_two_holders_open_the_bundle_and_one_does_not(visit: Visit, hosted: Hosted) -> None:
    address = someone()
    page = visit(hosted.page_of())
    sign(page, address, "Dolores Huerta-Smith")
    confirm(page, hosted.link(address))

    bundle, names = hosted.keys / "petition.bundle", hosted.keys / "signers.csv"
    command("campaign", "bundle", PETITION, "-o", bundle, "--site", hosted.site)
    assert b"Dolores" not in bundle.read_bytes()
    assert address.encode() not in bundle.read_bytes()

    one = ("--share", hosted.keys / PETITION / "holder-1.key.toml")
    three = ("--share", hosted.keys / PETITION / "holder-3.key.toml")
    command("unseal", bundle, *one, "-o", names, "--passphrase-file", hosted.passphrases(1), fails=8)
    assert not names.exists()
    command("unseal", bundle, *one, *three, "-o", names, "--passphrase-file", hosted.passphrases(1, 3))
    rows = list(csv.DictReader(names.read_text(encoding="utf-8-sig").splitlines()))
    assert any("Dolores Huerta-Smith" in row.values() and address in row.values() for row in rows)
    assert names.stat().st_mode & 0o077 == 0
