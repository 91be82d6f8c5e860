"""A backup of a site that people signed becomes the same site on a new machine."""

import io
import json
import stat
import tarfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.campaigns.organising import SLUG, write
from tests.serving import signers
from tests.serving.served import Served
from undersigned.cli.main import run_as_command
from undersigned.errors import InputError, SiteError
from undersigned.sealing.envelope import SealError
from undersigned.sealing.passphrases import Cost
from undersigned.serving.keeping import restoring, site_keys
from undersigned.serving.keeping.manifest import DATABASE, NAME, VOUCHER, Manifest, measured_text, voucher
from undersigned.site.addresses import Dsn
from undersigned.site.folder import Site
from undersigned.site.postgres import transfer
from undersigned.site.postgres.server import running

PASSPHRASE = "correct horse battery staple"  # noqa: S105 - invented
CHEAP = Cost(memory=64, passes=1, lanes=1)


@pytest.fixture(scope="module")
def before(reachable: Path) -> Path:
    """The folder of the machine before: a site, its backup, its keys; and the links that signers have."""
    folder = reachable / "machine before"
    folder.mkdir()
    site = folder / "site"
    Site(site).make()
    (site / "site.toml").write_text(signers.IMPATIENT, encoding="utf-8")
    write(Site(site).campaign(SLUG))
    assert run_as_command(["campaign", "publish", SLUG, "--site", str(site)]) == 0
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    served = Served.begin(site)
    try:
        links = three_sign(served.ready())
        (folder / "links.json").write_text(json.dumps(links), encoding="utf-8")
        keep(folder, site)
    finally:
        served.end()
    return folder


def three_sign(served: Served) -> dict[str, str]:
    """Three sign, one of them confirms; the links of all."""
    links = {}
    for name in ("ana", "bo", "cem"):
        signers.sign(served, SLUG, name.title(), f"{name}@gmail.com")
        links[name] = signers.link(served, f"{name}@gmail.com")
    assert signers.confirm(served, links["ana"]) in (200, 303)
    return links


def keep(folder: Path, site: Path) -> None:
    """Back up while the site is served."""
    assert run_as_command(["backup", str(folder / "site.backup"), "--site", str(site)]) == 0
    keys = ["backup-keys", str(folder / "site.keys"), "--passphrase-file", str(folder / "passphrase")]
    assert run_as_command([*keys, "--site", str(site)]) == 0


@pytest.fixture
def after(reachable: Path, request: pytest.FixtureRequest) -> Path:
    """The folder of a new site."""
    return reachable / f"after {request.node.name[:30]}"


def restore(before: Path, after: Path, *more: str) -> int:
    return run_as_command(["restore", str(before / "site.backup"), "--site", str(after), *more])


def with_keys(before: Path) -> tuple[str, ...]:
    return ("--keys", str(before / "site.keys"), "--passphrase-file", str(before / "passphrase"))


@pytest.fixture
def served_again(before: Path, after: Path) -> Iterator[Served]:
    assert restore(before, after, *with_keys(before)) == 0
    served = Served.begin(after)
    try:
        yield served.ready()
    finally:
        served.end()


def test_everything_stands_on_the_new_machine(before: Path, served_again: Served) -> None:
    links = json.loads((before / "links.json").read_text(encoding="utf-8"))
    old, new = (Site(before / "site").public, Site(served_again.site).public)
    assert (old / "c" / SLUG / "index.html").read_bytes() == (new / "c" / SLUG / "index.html").read_bytes()
    assert served_again.answer(f"/c/{SLUG}/")[0] == 200
    assert b"ana@gmail.com" in served_again.answer(f"{links['ana']}/download")[2]
    assert signers.confirm(served_again, links["bo"]) in (200, 303)
    with running(Site(served_again.site)) as address, psycopg.connect(address) as connection:
        states = connection.execute(
            "select state::text, count(*) from ledger.signature group by 1 order by 1"
        ).fetchall()
    assert dict(states) == {"pending": 1, "confirmed": 2}


def test_a_second_signing_is_still_recognised(served_again: Served) -> None:
    signers.sign(served_again, SLUG, "Ana again", "a.n.a@googlemail.com")
    again = signers.link(served_again, "a.n.a@googlemail.com")
    assert signers.confirm(served_again, again) in (200, 303, 409)
    with running(Site(served_again.site)) as address, psycopg.connect(address) as connection:
        row = connection.execute("select count(*) from ledger.confirmed").fetchone()
    assert row == (1,)


def test_without_keys_it_says_exactly_what_lacks(before: Path, after: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert restore(before, after) == 0
    said = capsys.readouterr().out
    for name in ("backup.key", "blocks.key", "stamps.key", "campaign-1.key"):
        assert f"- {name}: " in said
    assert str(after / "keys") in said.replace("\n", "")
    assert "The counts agree with the backup and with a recount." in said
    assert f"{after}: 1 campaign. " in " ".join(said.split())
    words = ["restore-keys", str(before / "site.keys"), "--site", str(after)]
    assert run_as_command([*words, "--passphrase-file", str(before / "passphrase")]) == 0
    assert (after / "keys" / "stamps.key").read_bytes() == (before / "site" / "keys" / "stamps.key").read_bytes()
    assert stat.S_IMODE((after / "keys" / "stamps.key").stat().st_mode) == 0o600


def test_neither_backup_nor_keys_tell_anything_by_themselves(before: Path) -> None:
    for file in ("site.backup", "site.keys"):
        assert stat.S_IMODE((before / file).stat().st_mode) == 0o600
    with tarfile.open(before / "site.backup") as archive:
        names = archive.getnames()
    assert names[:3] == [NAME, VOUCHER, DATABASE]
    assert {name.split("/")[0] for name in names[3:]} == {"campaigns", "public", "site.toml"}
    whole = (before / "site.backup").read_bytes()
    held = [path.read_bytes() for path in (before / "site" / "keys").glob("*.key")]
    assert len(held) >= 5
    assert not any(key in whole or key in (before / "site.keys").read_bytes() for key in held)
    assert json.loads((before / "site.keys").read_text())["keys"] == [
        "backup.key",
        "blocks.key",
        "stamps.key",
        "campaign-1.key",
    ]


def test_mails_that_waited_end_with_the_machine_before_and_are_counted(
    before: Path, after: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert restore(before, after, *with_keys(before)) == 0
    assert "Mails that waited cannot be sent" in capsys.readouterr().out.replace("\n", " ")
    with running(Site(after)) as address, psycopg.connect(address) as connection:
        assert connection.execute("select count(*) from ledger.outbox").fetchone() == (0,)


def test_a_site_that_has_data_is_not_touched(before: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = before / "site"
    held = {path: path.read_bytes() for path in (*(site / "keys").iterdir(), *(site / "campaigns").rglob("*.md"))}
    assert restore(before, site, *with_keys(before)) == 6
    assert "has data already" in capsys.readouterr().err.replace("\n", " ")
    assert {path: path.read_bytes() for path in held} == held


def test_a_restore_that_stopped_can_be_run_again(before: Path, after: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise InputError("stopped")

    with monkeypatch.context() as patched:
        patched.setattr(transfer, "load", interrupted)
        assert restore(before, after, *with_keys(before)) == 2
    assert restore(before, after, *with_keys(before)) == 0
    assert not list(after.glob(".restoring-*"))


def test_a_wrong_passphrase_changes_nothing(before: Path, after: Path, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("another passphrase", encoding="utf-8")
    words = ("--keys", str(before / "site.keys"), "--passphrase-file", str(tmp_path / "wrong"))
    assert restore(before, after, *words) == SealError.exit_code
    assert not after.exists()


def rewritten(name: str, text: bytes, change: str) -> bytes:
    """What a thief of the backup puts in its place: a settings file of his, and a list that agrees with it."""
    his = b'base_url = "https://evil.example"\n' if change == "another address" else b"# mine\n"
    if name == NAME:
        table = json.loads(text)
        table["files"]["site.toml"] = {"size": len(his), "sha256": measured_text(his).sha256}
        return json.dumps(table).encode()
    return his if name == "site.toml" else text


def damaged(before: Path, target: Path, change: str) -> Path:
    """A backup in which something is amiss."""
    whole = (before / "site.backup").read_bytes()
    if change == "cut short":
        target.write_bytes(whole[: len(whole) // 2])
        return target
    with tarfile.open(fileobj=io.BytesIO(whole)) as source, tarfile.open(target, "w") as made:
        for entry in source:
            text = (source.extractfile(entry) or io.BytesIO()).read()
            if change == "a changed page" and entry.name.endswith("index.html"):
                text = text.replace(b"<", b"[", 1)
            if change in ("settings that its list knows", "another address"):
                text = rewritten(entry.name, text, change)
            if change == "of a later version" and entry.name == NAME:
                text = text.replace(b'"format": 1', b'"format": 2')
            if change == "without its list" and entry.name == NAME:
                continue
            entry.size = len(text)
            made.addfile(entry, io.BytesIO(text))
    return target


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("cut short", "cut short|damaged"),
        ("a changed page", "damaged"),
        ("of a later version", "that or a later one"),
        ("without its list", "no backup of a site"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused(before: Path, tmp_path: Path, change: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        restoring.extract(damaged(before, tmp_path / "site.backup", change), tmp_path)


def evil(target: Path, *names: str, said: bytes | None = None) -> Path:
    """A backup that somebody made up, whole by its own list."""
    listed = Manifest("1", "2026-11-22T12:00:00+00:00", 18, [], {}, {name: measured_text(b"x") for name in names})
    more = {} if said is None else {VOUCHER: said}
    with tarfile.open(target, "w") as archive:
        for name, text in {NAME: listed.to_json(), **more, **dict.fromkeys(names, b"x")}.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
    return target


@pytest.mark.parametrize(
    "name",
    [
        "../keys.key",
        "keys/stamps.key",
        "run/postgres.lock",
        "postgres/pg_hba.conf",
        "outbox/mail.eml",
        "last-backup.json",
        "campaigns",
        "campaigns/../keys/stamps.key",
        "public//index.html",
        "public/./index.html",
        "/public/index.html",
        "public/.hidden",
        "public/\0",
    ],
)
def test_only_what_a_backup_has_is_taken_out_of_one(tmp_path: Path, name: str) -> None:
    (tmp_path / "into").mkdir()
    with pytest.raises(InputError, match="no backup of a site has"):
        restoring.extract(evil(tmp_path / "evil.backup", DATABASE, name), tmp_path / "into")
    assert list((tmp_path / "into").iterdir()) == []


def test_folders_that_are_there_keep_their_modes(tmp_path: Path) -> None:
    source = evil(tmp_path / "some.backup", DATABASE, "campaigns/stop/en.md", "public/index.html")
    (tmp_path / "into").mkdir()
    found = restoring.extract(source, tmp_path / "into")
    site = Site(tmp_path / "site").make()
    site.campaigns.chmod(0o700)
    restoring._place_files(site, found)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (site.campaigns, site.campaign("stop"), site.keys)}
    assert modes == {site.campaigns: 0o700, site.campaign("stop"): 0o755, site.keys: 0o700}


@pytest.mark.parametrize("said", [None, b"", b"0" * 64, voucher(b"l" * 32, b"another list")])
def test_a_backup_that_the_sites_key_does_not_vouch_for_is_refused(tmp_path: Path, said: bytes | None) -> None:
    (tmp_path / "into").mkdir()
    source = evil(tmp_path / "evil.backup", DATABASE, said=said)
    with pytest.raises(InputError, match=r"not made by the site with this backup\.key"):
        restoring.extract(source, tmp_path / "into", b"k" * 32)
    assert list((tmp_path / "into").iterdir()) == []
    assert not restoring.extract(source, tmp_path / "into").is_vouched


def test_keys_say_whether_the_backup_is_ours(
    before: Path, after: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = damaged(before, tmp_path / "site.backup", "settings that its list knows")
    assert run_as_command(["restore", str(changed), "--site", str(after), *with_keys(before)]) == 2
    assert "or it was changed since" in " ".join(capsys.readouterr().err.split())
    assert restore(before, after, *with_keys(before)) == 0
    assert "was made by the site with this backup.key" in " ".join(capsys.readouterr().out.split())


def test_without_keys_nobody_vouches_and_the_address_is_shown(
    before: Path, after: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = damaged(before, tmp_path / "site.backup", "another address")
    assert run_as_command(["restore", str(changed), "--site", str(after)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Nobody can vouch for this backup" in said
    assert "leads people to https://evil.example" in said


def test_keys_beside_the_new_site_vouch_too(before: Path, after: Path, tmp_path: Path) -> None:
    site = Site(after).make()
    (site.keys / "backup.key").write_bytes((before / "site" / "keys" / "backup.key").read_bytes())
    changed = damaged(before, tmp_path / "site.backup", "another address")
    assert run_as_command(["restore", str(changed), "--site", str(after)]) == 2
    assert restore(before, after) == 0


def test_a_campaign_that_is_over_gets_no_key_back(
    before: Path, after: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert restore(before, after) == 0
    words = ["restore-keys", str(before / "site.keys"), "--site", str(after)]
    for stage in ("closed", "destroyed"):
        with running(Site(after)) as address, psycopg.connect(address) as connection:
            connection.execute("update campaign set stage = %s", [stage])
        assert run_as_command([*words, "--passphrase-file", str(before / "passphrase")]) == 0
        assert "campaign-1.key was left out: its campaign is not open" in " ".join(capsys.readouterr().out.split())
        assert (after / "keys" / "stamps.key").exists()
        assert not (after / "keys" / "campaign-1.key").exists()


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Campaign 1 is open, as the database says."""
    monkeypatch.setattr(site_keys, "_keys_of_open_campaigns", lambda _: {"campaign-1.key"})


@pytest.mark.usefixtures("stages")
def test_a_key_is_never_written_over_another(tmp_path: Path) -> None:
    site = Site(tmp_path / "site").make()
    (site.keys / "campaign-1.key").write_bytes(b"a" * 32)
    with pytest.raises(SiteError, match=r"another campaign-1\.key already"):
        site_keys.put_in_place(site, {"campaign-1.key": b"b" * 32, "stamps.key": b"c" * 32}, Dsn(""))
    assert [path.name for path in site.keys.iterdir()] == ["campaign-1.key"]


@pytest.mark.usefixtures("stages")
def test_a_site_that_was_served_without_its_keys_still_gets_those_of_its_campaigns(tmp_path: Path) -> None:
    site = Site(tmp_path / "site").make()
    (site.keys / "stamps.key").write_bytes(b"a" * 32)
    held = {"campaign-1.key": b"b" * 32, "campaign-2.key": b"d" * 32, "stamps.key": b"c" * 32}
    placed = site_keys.put_in_place(site, held, Dsn(""))
    assert (placed.new, placed.left, placed.over) == (["campaign-1.key"], ["stamps.key"], ["campaign-2.key"])
    assert (site.keys / "stamps.key").read_bytes() == b"a" * 32


def test_only_keys_that_outlive_a_day_come_along(tmp_path: Path) -> None:
    site = Site(tmp_path / "site").make()
    for name in ("links-2026-11-22", "stamps", "postgres", "outbox-2026-11-22T07", "limits-2026-11-22", "campaign-3"):
        (site.keys / f"{name}.key").write_bytes(name.encode().ljust(32, b"."))
    (site.keys / "campaign-2.key").write_bytes(bytes(32))  # destroyed
    names = site_keys.back_up_keys(site, tmp_path / "site.keys", PASSPHRASE, CHEAP)
    assert names == ["backup.key", "stamps.key", "campaign-3.key"]
    assert site_keys.opened(tmp_path / "site.keys", PASSPHRASE)["campaign-3.key"] == b"campaign-3".ljust(32, b".")


@pytest.mark.usefixtures("stages")
def test_names_of_other_files_are_never_keys(tmp_path: Path) -> None:
    site = Site(tmp_path / "site").make()
    for name in (
        "../site.toml",
        "campaign-../x.key",
        "postgres.key",
        "outbox-2026-11-22T07.key",
        "links-2026-11-22.key",
    ):
        assert site_keys.put_in_place(site, {name: b"k" * 32}, Dsn("")).new == []
