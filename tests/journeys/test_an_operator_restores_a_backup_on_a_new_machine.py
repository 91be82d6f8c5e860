"""The server is lost; from the backup, and the keys kept apart, everything stands again and links in old mails work."""

import json
from pathlib import Path

from tests.browsing import Visit
from tests.journeys.hosted import PETITION, Hosted, command, confirm, sign, someone
from tests.serving.served import Served


def test_counts_links_and_the_one_signature_an_address_stand_again(
    visit: Visit, hosted: Hosted, reachable: Path
) -> None:
    address = someone()
    page = visit(hosted.page_of())
    sign(page, address, "Grace Lee Boggs-Miller")
    link = hosted.link(address)
    confirm(page, link)
    tally = json.loads(command("campaign", "tally", PETITION, "--json", "--site", hosted.site))
    backup, keys, secret = (hosted.keys / name for name in ("site.backup", "site.keys", "keys-passphrase"))
    secret.write_text("a long walk by the river\n")
    command("backup", backup, "--site", hosted.site)
    command("backup-keys", keys, "--site", hosted.site, "--passphrase-file", secret)
    assert b"Boggs" not in backup.read_bytes()

    new = reachable / "new machine"
    command("restore", backup, "--site", new)
    command("restore-keys", keys, "--site", new, "--passphrase-file", secret)
    served = Served.begin(new).ready()
    try:
        again = json.loads(command("campaign", "tally", PETITION, "--json", "--site", new))
        assert again == tally
        status, _, body = served.answer(link[link.index("/s/") :])
        assert status == 200, served.stop()
        assert "Grace Lee Boggs-Miller" in body.decode()
        assert "everything agrees" in command("campaign", "tally", PETITION, "--recount", "--site", new)
    finally:
        served.end()
