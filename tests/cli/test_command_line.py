"""The command line: help, answers that fit a pipe, one-sentence errors with their exit codes."""

import json
import shutil
from pathlib import Path

import pytest

from undersigned.case.folder import Case
from undersigned.claims.reading import Trace
from undersigned.cli import loading
from undersigned.cli.main import run_as_command
from undersigned.cli.notes import folded

GROUPS = {"campaign", "keys"}
COMMANDS = sorted(set(loading.COMMANDS) - GROUPS)
Captured = pytest.CaptureFixture[str]


def refused(capsys: Captured, *arguments: object) -> tuple[int, str]:
    """The exit code and the one sentence with which a command line is refused."""
    code = run_as_command([str(word) for word in arguments])
    caught = capsys.readouterr()
    assert caught.out == ""
    assert "Traceback" not in caught.err
    return code, caught.err


def answer(capsys: Captured, *arguments: object) -> str:
    """What a command prints that succeeds."""
    code = run_as_command([str(word) for word in arguments])
    caught = capsys.readouterr()
    assert code == 0, caught.err
    return caught.out


def test_the_commands_are_these() -> None:
    assert [
        *("add", "attach", "backup", "backup-keys", "cite", "demo", "detach", "discover", "doctor", "documents"),
        *("export", "fetch", "glance", "publish", "quote", "report", "restore", "restore-keys", "review", "run"),
        *("sample", "serve", "show", "trace", "unseal", "verify", "why"),
    ] == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(capsys: Captured, name: str) -> None:
    told = answer(capsys, name, "--help")
    assert f"undersigned {name}" in told
    assert told in (answer(capsys, "--help", name), told)


def test_the_help_lists_every_command(capsys: Captured) -> None:
    told = answer(capsys, "--help")
    assert all(f"  {name} " in told for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show"], "Missing argument 'name'"),
        (["shwo", "Amazon"], "No such command 'shwo'. Did you mean 'show'?"),
        (["show", "Amazon", "--jsn"], "No such option: --jsn"),
        (["cite", "C1", "--rows", "many"], "Invalid value for '--rows'"),
        (["--case", "somewhere"], "Missing argument 'files'"),
    ],
)
def test_a_usage_error_prints_the_usage_and_exits_2(capsys: Captured, arguments: list[str], words: str) -> None:
    code, said = refused(capsys, *arguments)
    assert code == 2
    assert said.startswith("Usage: undersigned")
    assert words in said


def test_what_is_not_there_is_said_in_one_sentence(
    capsys: Captured, traced: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here = ("--case", traced.folder)
    for arguments, code, said in (
        (("show", "Amazon"), 3, "The case in . is not traced yet. Run: undersigned trace --case ."),
        (("trace",), 3, "The case in . has no files yet. Run: undersigned add --case . FILE"),
        (
            ("show", "Kestrelclod", *here),
            3,
            "Nothing in this case is called 'Kestrelclod'. Did you mean 'Kestrelcloud'",
        ),
        (("cite", "C0", *here), 3, "There is no claim 'C0' in this case. `undersigned show NAME` lists the claims"),
        (("why", "X1", *here), 3, "There is no award 'X1' in this case."),
        (("trace", "--as-of", "30.09.2031", *here), 2, "--as-of 30.09.2031: a day is written like 2025-09-30."),
        (("trace", "--as-of", "2031-13-01", *here), 2, "--as-of 2031-13-01: a day is written like 2025-09-30."),
        (("export", "claims", "-o", tmp_path, "--format", "csv", *here), 2, f"{tmp_path} is a folder. Name a file"),
        (("export", "claims", "-o", "x.ods", *here), 2, "'ods' is not a format; there are csv, parquet, xlsx."),
        (("export", "claims", "-o", "x", *here), 2, "'no ending' is not a format; there are csv, parquet, xlsx."),
        (("export", "claim", "-o", "x.csv", *here), 2, "There is no table 'claim' to export; there are attributions,"),
        (("export", "claims", "-o", "no/x.csv", *here), 2, "There is no folder no. Make it, or name another file"),
        (("gone.csv", *here), 2, "gone.csv"),
        (("sample", "-o", "x.csv", "--shape", "round"), 2, "'round' is not a shape; the shapes are api,"),
        (("demo", traced.folder), 2, f"{traced.folder} holds a case of yours."),
    ):
        left, printed = refused(capsys, *arguments)
        *_, sentence, end = printed.split("\n")
        assert (left, end) == (code, "")
        assert sentence.startswith("undersigned: ")
        assert said in sentence
    assert {path.name for path in tmp_path.iterdir()} <= {".lock"}


def test_json_is_the_claims_of_the_name(capsys: Captured, traced: Case, trace: Trace) -> None:
    told = json.loads(answer(capsys, "show", "kestrelcloud", "--json", "--case", traced.folder))
    claims = trace.rows("SELECT claim_id, figure, caveats FROM claims WHERE subject = 'Kestrelcloud' ORDER BY claim_id")
    assert [(claim["claim_id"], claim["figure"], claim["caveats"]) for claim in told["maker"]] == claims


@pytest.mark.parametrize("asked", ["Kestrelcloud", "IBS", "cloud_hosting", "FOUR MEADOWS TECHNOLOGY L.L.C."])
def test_a_piped_answer_is_plain_text_of_80_columns(capsys: Captured, traced: Case, asked: str) -> None:
    lines = answer(capsys, "show", asked, "--case", traced.folder).splitlines()
    assert len(lines) > 10
    assert [line for line in lines if len(line) > 80 and "https://" not in line] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert not any("\x1b" in line for line in lines)


def test_money_stands_in_columns_to_the_right(capsys: Captured, traced: Case) -> None:
    lines = answer(capsys, "show", "Kestrelcloud", "--case", traced.folder).splitlines()
    start = lines.index("Net obligations by fiscal year")
    table = lines[start + 1 : lines.index("", start)]
    assert len(table) > 2
    assert len({len(line) for line in table}) == 1
    assert table[-1].startswith("All years")


def test_every_figure_shown_can_be_cited(capsys: Captured, traced: Case, trace: Trace) -> None:
    claims = trace.rows("SELECT unit, min(claim_id) FROM claims WHERE transactions > 0 GROUP BY unit ORDER BY unit")
    assert [unit for unit, _ in claims] == ["awards", "cents", "percent"]
    for _, claim_id in claims:
        told = answer(capsys, "cite", claim_id.lower(), "--rows", "0", "--case", traced.folder)
        claim = trace.claim(claim_id)
        assert " ".join(claim.statement.split()) in " ".join(told.split())
        assert "The rows behind it\n" in told
        assert "SHA-256" in told


def test_a_claim_that_the_records_cannot_answer_says_so(capsys: Captured, traced: Case, trace: Trace) -> None:
    unknown = trace.rows("SELECT claim_id FROM claims WHERE unit = 'none' LIMIT 1")
    for (claim_id,) in unknown:
        told = answer(capsys, "cite", claim_id, "--case", traced.folder)
        assert "not in these records" in " ".join(told.split())
        assert "The rows behind it" not in told


@pytest.mark.parametrize("before", [True, False])
def test_files_alone_do_the_whole_road(capsys: Captured, invented: Path, tmp_path: Path, before: bool) -> None:
    where = ["--case", str(tmp_path / "case")]
    files = [str(invented / "invented_county.csv")]
    told = answer(capsys, *(where + files if before else files + where))
    assert told.index("What became of every row") < told.index("Makers whose products resellers hold most of")
    assert "See others with `undersigned show NAME`" in told
    assert Case(tmp_path / "case").trace_folder().is_dir()


def test_the_report_tells_which_file_won(capsys: Captured, traced: Case) -> None:
    told = answer(capsys, "report", "--case", traced.folder)
    assert "Shapes never add: one award and modification counts once." in told
    assert "1 rejected: the amount cannot be read." in told
    assert "1 description had e-mail addresses or telephone numbers, now masked." in told
    assert "16 columns about persons, not read: recipient_address_line_1," in told


def test_an_award_says_why(capsys: Captured, traced: Case, trace: Trace) -> None:
    key, award_id, evidence = trace.rows(
        """SELECT award_key, award_id, evidence FROM attributions JOIN awards USING (award_key)
           WHERE maker = 'Kestrelcloud' AND reseller AND NOT only_summary ORDER BY award_key LIMIT 1"""
    )[0]
    told = answer(capsys, "why", award_id.lower(), "--case", traced.folder)
    assert told.startswith(key)
    assert "through a reseller" in told
    assert " ".join(evidence.split()) in " ".join(told.split())
    assert f"https://www.usaspending.gov/award/{key}/" in told


def test_a_damaged_case_is_said(capsys: Captured, traced: Case, tmp_path: Path) -> None:
    copy = Case(tmp_path / "copy")
    shutil.copytree(traced.folder, copy.folder, symlinks=True)
    (copy.trace_folder() / "claims.parquet").write_bytes(b"PAR1 no more")
    code, said = refused(capsys, "show", "IBS", "--case", copy.folder)
    assert (code, "is missing or damaged. Trace the case again with: undersigned trace" in said) == (3, True)
    copy.manifest_path.write_text("{", encoding="utf-8")
    code, said = refused(capsys, "report", "--case", copy.folder)
    assert (code, "case.json is damaged" in said) == (3, True)


def test_a_cited_claim_names_the_official_page_of_each_award_printed_once(
    capsys: Captured, traced: Case, trace: Trace
) -> None:
    claim_id = trace.rows(
        """SELECT claim_id FROM claims WHERE unit = 'cents' AND awards > 2 AND transactions > awards
                  AND claim_id IN (SELECT claim_id FROM citations JOIN transactions USING (transaction_key)
                                   JOIN awards USING (award_key) WHERE link IS NOT NULL)
           ORDER BY transactions - awards DESC, claim_id LIMIT 1"""
    )[0][0]
    links = trace.rows(
        """SELECT DISTINCT link FROM citations JOIN transactions USING (transaction_key) JOIN awards USING (award_key)
           WHERE claim_id = ? AND link IS NOT NULL""",
        claim_id,
    )
    lines = answer(capsys, "cite", claim_id, "--rows", "0", "--case", traced.folder).splitlines()
    pages = [line.strip() for line in lines if "https://" in line]
    assert sorted(pages) == sorted(link for (link,) in links)
    first = answer(capsys, "cite", claim_id, "--rows", "1", "--case", traced.folder).splitlines()
    assert len([line for line in first if "https://" in line]) <= 1
    assert lines.index("The official pages of these awards:") > lines.index("The rows behind it")


def test_caveats_on_exact_repeats_become_one_line() -> None:
    one, other = (f"ICE, fiscal year {year}: 3 rows repeat an earlier row exactly." for year in (2031, 2032))
    line = "rows exactly; each row is counted once (see `undersigned report`)."
    assert folded(["Net.", one, "Net.", other, "Ends early."]) == [
        "Net.",
        "Ends early.",
        f"2 slices of these records repeat {line}",
    ]
    assert folded([one]) == [f"1 slice of these records repeats {line}"]


def test_a_cited_claim_folds_its_repeats_as_show_does(capsys: Captured, traced: Case, trace: Trace) -> None:
    claims = trace.rows("SELECT claim_id, caveats FROM claims WHERE array_to_string(caveats, ' ') LIKE '%row exactly%'")
    assert claims
    told = answer(capsys, "cite", claims[0][0], "--case", traced.folder)
    assert "an earlier row exactly" not in " ".join(told.split())
    assert "rows exactly; each row is counted once" in " ".join(told.split())


def test_the_report_needs_no_writer(capsys: Captured, traced: Case) -> None:
    with traced.changing():
        told = answer(capsys, "report", "--case", traced.folder)
    assert "Shapes never add" in told


def test_a_known_file_with_another_mapping_is_told_how_to_be_read_again(
    capsys: Captured, invented: Path, tmp_path: Path
) -> None:
    where = ("--case", tmp_path / "case")
    county = invented / "invented_county.csv"
    answer(capsys, "add", county, *where)
    assert "invented_county.csv is already in this case; nothing changed." in answer(capsys, "add", county, *where)
    told = answer(capsys, "add", county, "--mapping", invented / "invented_county.toml", *where)
    said = "read with its first mapping; to read it another way, add it to a new case."
    assert f"invented_county.csv is already in this case, {said}" in " ".join(told.split())
