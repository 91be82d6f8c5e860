"""Staff sign a letter that shows nobody before three have signed; then the key holders open its names."""

import json

from tests.browsing import Visit
from tests.journeys.hosted import ENOUGH, LETTER, Hosted, command, confirm, sign, someone
from tests.serving.served import until

NAMES = ("Amina Haddad", "Bo Jensen", "Carla Ruiz")


def pages_of(hosted: Hosted) -> str:
    paths = (f"/c/{LETTER}/", f"/c/{LETTER}/es/", f"/c/{LETTER}/ar/", f"/c/{LETTER}/tally.json", f"/c/{LETTER}/share/")
    return "".join(hosted.served.answer(path)[2].decode() for path in paths)


def page_text(hosted: Hosted) -> str:
    return hosted.text(LETTER)


def test_the_letter_appears_when_enough_have_signed(visit: Visit, hosted: Hosted) -> None:
    page = visit(hosted.page_of(LETTER), width=390)
    for number, name in enumerate(NAMES, 1):
        page.goto(hosted.page_of(LETTER))
        address = someone()
        sign(page, address, name, how="name")
        confirm(page, hosted.link(address))
        if number < ENOUGH:
            told = json.loads(hosted.served.answer(f"/c/{LETTER}/tally.json")[2])
            assert not told.get("counts")
            assert not any(shown in pages_of(hosted) for shown in NAMES)
            assert f"appears when {ENOUGH}" in " ".join(page_text(hosted).split())
    until(lambda: "counts" in json.loads(hosted.served.answer(f"/c/{LETTER}/tally.json")[2]))
    assert not any(shown in pages_of(hosted) for shown in NAMES)  # the server cannot read them

    bundle, names = hosted.keys / "letter.bundle", hosted.keys / "names.csv"
    command("campaign", "bundle", LETTER, "-o", bundle, "--site", hosted.site)
    shares = [word for holder in (2, 3) for word in ("--share", hosted.keys / LETTER / f"holder-{holder}.key.toml")]
    secret = hosted.passphrases(2, 3)
    command("unseal", bundle, *shares, "--public", "-o", names, "--passphrase-file", secret)
    command("campaign", "appear", LETTER, names, "--site", hosted.site)
    until(lambda: all(shown in pages_of(hosted) for shown in NAMES))
