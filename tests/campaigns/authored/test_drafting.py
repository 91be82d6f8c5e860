from datetime import date
from pathlib import Path

import pytest

from tests.campaigns.organising import TODAY, key_files
from undersigned.campaigns.authored import citing, settings, texts
from undersigned.campaigns.authored.drafting import Wanted, draft
from undersigned.campaigns.authored.mistakes import NotReadyError
from undersigned.campaigns.authored.reading import load
from undersigned.case.folder import Case
from undersigned.errors import CampaignError
from undersigned.terms.campaign import CitedClaim, Kind

SLUG = "end-it"


def filled(folder: Path, kind: Kind = Kind.PETITION) -> None:
    """What organisers do with a draft: fill in what is empty."""
    told = (folder / "campaign.toml").read_text()
    told = told.replace('organisers = ""', 'organisers = "We"').replace('contact = ""', 'contact = "we@example.org"')
    if kind is Kind.LETTER:
        told = told.replace("# appears_", "appears_")
    (folder / "campaign.toml").write_text(told)
    for path in folder.glob("*.md"):
        text = path.read_text()
        for part in ("Title:", "To:", "Demand:", "Letter:"):
            text = text.replace(f"\n{part}\n", f"\n{part} Something\n")
        path.write_text(text)
    for name, content in key_files(SLUG).items():
        (folder / name).write_text(content)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_draft_with_its_gaps_filled_can_be_published(tmp_path: Path, kind: Kind) -> None:
    folder = tmp_path / SLUG
    draft(folder, Wanted(SLUG, kind, ("es", "en"), kept_days=30), TODAY)
    filled(folder, kind)
    written = load(folder, SLUG, TODAY)
    assert (written.settings.kind, written.settings.languages) == (kind, ("es", "en"))
    assert (written.settings.closes, written.settings.retention) == (date(2027, 2, 20), date(2027, 3, 22))
    assert (written.settings.appears_at is not None) == (kind is Kind.LETTER)
    assert written.texts[1].letter == "Something"
    assert written.texts[0].next_steps == ()


def test_a_draft_as_it_is_cannot(tmp_path: Path) -> None:
    draft(tmp_path / SLUG, Wanted(SLUG), TODAY)
    with pytest.raises(NotReadyError) as told:
        load(tmp_path / SLUG, SLUG, TODAY)
    assert any("there is no `organisers`" in reason for reason in told.value.reasons)
    assert any("end-it.public.toml is missing" in reason for reason in told.value.reasons)


def test_the_claims_stand_in_it_as_the_reason_in_each_language(
    tmp_path: Path, traced: Case, claim_ids: list[str]
) -> None:
    claims = tuple(citing.cite(traced, claim_ids))
    draft(tmp_path / SLUG, Wanted(SLUG, Kind.PETITION, ("en", "es"), traced.folder, claims), TODAY)
    filled(tmp_path / SLUG)
    told = settings.load(tmp_path / SLUG)
    assert (told.case, told.claims) == (traced.folder, tuple(claim_ids))
    english, spanish = (texts.load(tmp_path / SLUG, tag).why for tag in ("en", "es"))
    assert english.replace("\\", "") == "\n\n".join(claim.statement for claim in claims)
    assert spanish != english
    assert len(spanish.split("\n\n")) == 2


def test_signs_of_markdown_in_a_claim_are_shown_as_they_are(tmp_path: Path) -> None:
    claim = CitedClaim("C1", "A_B_C [d](e) got *$5* <b>", "", "$5", TODAY)
    draft(tmp_path / SLUG, Wanted(SLUG, claims=(claim,)), TODAY)
    assert r"A\_B\_C \[d\](e) got \*$5\* \<b\>" in (tmp_path / SLUG / "en.md").read_text()


def test_a_path_with_quotes_and_backslashes_is_kept(tmp_path: Path) -> None:
    case = tmp_path / 'a "case" \\ here'
    draft(tmp_path / SLUG, Wanted(SLUG, case=case), TODAY)
    filled(tmp_path / SLUG)
    assert settings.load(tmp_path / SLUG).case == case


@pytest.mark.parametrize("slug", ["", "End-It", "end it", "-end", "end--it", "a/b", "..", "e" * 61, "éa"])
def test_a_name_must_fit_an_address(tmp_path: Path, slug: str) -> None:
    with pytest.raises(CampaignError, match="no short name"):
        draft(tmp_path / "folder", Wanted(slug), TODAY)
    assert not (tmp_path / "folder").exists()


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    draft(tmp_path / SLUG, Wanted(SLUG), TODAY)
    (tmp_path / SLUG / "en.md").write_text("mine")
    with pytest.raises(CampaignError, match="is there already"):
        draft(tmp_path / SLUG, Wanted(SLUG), TODAY)
    assert (tmp_path / SLUG / "en.md").read_text() == "mine"
