from pathlib import Path

import pytest

from tests.dossiers.authored.conftest import There
from undersigned.claims.reading import Subject, Trace
from undersigned.dossiers.authored import corrections, replies
from undersigned.dossiers.authored.known import About, Known
from undersigned.errors import CatalogError

REST = 'from = "Heron"\ndate = 2032-09-01\ntext = """One.\n\nTwo <b>."""\n'


def reply(folder: Path, text: str) -> Path:
    (folder / "replies.toml").write_text(text, encoding="utf-8")
    return folder


def correct(folder: Path, text: str) -> Path:
    (folder / "corrections.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_case_without_the_files_has_none(tmp_path: Path, known: Known) -> None:
    assert replies.load(tmp_path, known) == replies.Replies()
    assert corrections.load(tmp_path, known) == corrections.Corrections()


def test_replies_are_found_by_claim_award_and_name_the_oldest_first(tmp_path: Path, known: Known, there: There) -> None:
    claim = there.claim.claim_id
    text = "".join(
        f'[[reply]]\nabout = "{about}"\n{REST}' for about in (claim, there.award_id, there.company.lower(), claim)
    )
    text = text.replace("2032-09-01", '"2032-10-01"', 1) + 'source = "https://example.org/x"\nlanguage = "es"\n'
    found = replies.load(reply(tmp_path, text), known)
    assert [(line.day, line.source, line.language) for line in found.by_claim[claim]] == [
        ("2032-09-01", "https://example.org/x", "es"),
        ("2032-10-01", "", "en"),
    ]
    assert found.by_award[there.award_key][0].paragraphs == ("One.", "Two <b>.")
    assert found.by_subject[Subject("company", there.company)][0].sender == "Heron"
    assert len(found.all) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[replies]]", "replies.toml: `replies` is not one of reply."),
        ("[[reply]]", "replies.toml: [[reply]] number 1: there is no `about`."),
        (f'[[reply]]\nabout = "C00000000beef"\n{REST}', "number 1: `about`: There is no claim 'C00000000beef'"),
        (f'[[reply]]\nabout = "Nobody at all"\n{REST}', "`about`: Nothing in this case is called 'Nobody at all'."),
        (f'[[reply]]\nabout = "cloud_hosting"\n{REST}', "`about` 'cloud_hosting' is a category; a reply is about a"),
        (
            f'[[reply]]\nabout = "CLAIM"\n{REST}form = "x"',
            "`form` is not one of about, from, date, text, source, language.",
        ),
        (
            f'[[reply]]\nabout = "CLAIM"\n{REST}language = "Spanish!"',
            "`language` 'Spanish!' is not a language tag such as",
        ),
        (
            f'[[reply]]\nabout = "CLAIM"\n{REST}source = "javascript:x"',
            "`source` 'javascript:x' is not a whole web address",
        ),
        ('[[reply]]\nabout = "CLAIM"\nfrom = "x"\ntext = "x"', "there is no `date` such as 2026-01-31."),
        ('[[reply]]\nabout = "CLAIM"\nfrom = "x"\ndate = "May"\ntext = "x"', "there is no `date` such as 2026-01-31."),
        ('[[reply]]\nabout = "CLAIM"\nfrom = " "\ndate = 2032-09-01\ntext = "x"', "there is no `from`."),
        ('[[reply]]\nabout = "CLAIM"\nfrom = "x"\ndate = 2032-09-01', "there is no `text`."),
    ],
)
def test_a_reply_that_cannot_be_is_one_sentence(
    tmp_path: Path, known: Known, there: There, text: str, said: str
) -> None:
    with pytest.raises(CatalogError) as refused:
        replies.load(reply(tmp_path, text.replace("CLAIM", there.claim.claim_id)), known)
    assert said in str(refused.value)


def test_a_name_written_nearly_right_is_answered_with_the_name(tmp_path: Path, trace: Trace, there: There) -> None:
    text = f'[[reply]]\nabout = "{there.company[:-4]}x{there.company[-4:]}"\n{REST}'
    with pytest.raises(CatalogError) as refused:
        replies.load(reply(tmp_path, text), Known(trace))
    assert there.company in str(refused.value)


def test_corrections_and_withdrawn_claims_are_read(tmp_path: Path, known: Known, there: There) -> None:
    claim, other = there.claim.claim_id, there.other.claim_id
    text = (
        '[[correction]]\ndate = 2032-09-01\nabout = "company/heron.html"\nwhat = "A."\n'
        f'[[correction]]\ndate = 2032-09-02\nabout = "{there.maker}"\nwhat = "B."\n'
        f'[[withdrawn]]\nclaim = "{claim}"\ndate = 2032-09-03\nwhy = "Counted twice."\nreplaced_by = "{other}"\n'
        '[[withdrawn]]\nclaim = "C00000000dead"\ndate = 2032-09-03\nwhy = "Gone."\n'
    )
    found = corrections.load(correct(tmp_path, text), known)
    assert [line.what for line in found.all] == [("B.",), ("A.",)]
    assert found.all[1].about == About("page", "company/heron.html")
    assert found.all[0].about.subjects[0].name == there.maker
    assert found.withdrawn[claim].replaced_by == other
    assert found.withdrawn["C00000000dead"].why == "Gone."


W = '[[withdrawn]]\nclaim = "CLAIM"\ndate = 2032-09-01\nwhy = "x"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[corrections]]", "corrections.toml: `corrections` is not one of correction, withdrawn."),
        ('[[correction]]\ndate = 2032-09-01\nabout = "CLAIM"', "[[correction]] number 1: there is no `what`."),
        ('[[correction]]\nabout = "CLAIM"\nwhat = "x"', "there is no `date` such as 2026-01-31."),
        (
            '[[correction]]\ndate = 2032-09-01\nabout = "../x.html"\nwhat = "x"',
            "Nothing in this case is called '../x.html'",
        ),
        (W.replace("CLAIM", "C00000000beef"), "[[withdrawn]] number 1: `claim`: There is no claim 'C00000000beef'"),
        (W.replace("why", "reason"), "`reason` is not one of claim, date, why, replaced_by."),
        (W + 'replaced_by = "C00000000dead"', "`replaced_by`: There is no claim 'C00000000dead'"),
        (W + 'replaced_by = "CLAIM"', "is withdrawn itself; name a claim that stands."),
        (W + W, "[[withdrawn]] number 2: the claim CLAIM is withdrawn twice; keep one entry."),
    ],
)
def test_a_correction_that_cannot_be_is_one_sentence(
    tmp_path: Path, known: Known, there: There, text: str, said: str
) -> None:
    claim = there.claim.claim_id
    with pytest.raises(CatalogError) as refused:
        corrections.load(correct(tmp_path, text.replace("CLAIM", claim)), known)
    assert said.replace("CLAIM", claim) in str(refused.value)
