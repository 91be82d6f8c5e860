from pathlib import Path

import pytest
from markupsafe import Markup

from tests.dossiers.authored.conftest import There
from undersigned.claims.reading import Subject, Trace
from undersigned.dossiers import addresses
from undersigned.dossiers.authored.corrections import Withdrawn
from undersigned.dossiers.authored.known import Known
from undersigned.dossiers.authored.report import Report, load, typed
from undersigned.dossiers.words.language import words
from undersigned.errors import CatalogError


def written(folder: Path, text: str, name: str = "report.md") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, known: Known, text: str, language: str = "en") -> Report:
    found = load(written(folder, text), known, words(language))
    assert found is not None
    return found


def opening(folder: Path, known: Known, text: str) -> str:
    return str(read(folder, known, f"# Title\n\n{text}\n").opening.html)


def refusal(folder: Path, known: Known, text: str) -> str:
    with pytest.raises(CatalogError) as refused:
        load(written(folder, text), known, words())
    return str(refused.value)


def test_a_case_without_a_report_has_none(tmp_path: Path, known: Known) -> None:
    assert load(tmp_path, known, words()) is None
    assert typed(tmp_path, "en") == []


def test_a_claim_is_its_figure_with_a_link_to_its_page(tmp_path: Path, known: Known, there: There) -> None:
    claim = there.claim
    shown = words().plain(claim.figure or 0)
    assert opening(tmp_path, known, f"Worth {{claim:{claim.claim_id.lower()}}}.") == (
        f'<p>Worth <a href="../claim/{claim.claim_id}.html"><data value="{claim.figure}" '
        f'data-claim="{claim.claim_id}">{shown}</data></a>.</p>\n'
    )


def test_a_share_is_a_percentage(tmp_path: Path, known: Known, there: There) -> None:
    found = opening(tmp_path, known, f"{{claim: {there.share.claim_id} : figure}}")
    assert f'value="{there.share.figure}"' in found
    assert words().percent(there.share.figure or 0) in found


def test_a_sentence_is_quoted_and_nothing_else_is_in_it(tmp_path: Path, mute: Trace, there: There) -> None:
    claim = there.claim.claim_id
    found = opening(tmp_path, Known(mute), f"{{claim:{claim}:sentence}}")
    sentence = "Which &lt;b&gt; is not in these records."
    assert found == f'<p><q class="claim" data-claim="{claim}"><a href="../claim/{claim}.html">{sentence}</a></q></p>\n'


@pytest.mark.parametrize("by", ["award_key", "award_id"])
def test_an_award_has_its_net_obligation(tmp_path: Path, known: Known, there: There, by: str) -> None:
    found = opening(tmp_path, known, f"{{award:{getattr(there, by)}}}")
    assert (
        f'<a href="../{addresses.award(there.award_key)}">{there.award_id}</a> (<data value="{there.obligation}"'
        in found
    )
    assert f'data-award="{there.award_key}">{words().plain(there.obligation)}</data> net)' in found


def test_a_sourced_figure_has_its_link(tmp_path: Path, known: Known) -> None:
    text = "| a |\n|---|\n| {source: 5,000 <b> \\| https://example.org/?a=1&b=2} |"
    assert '<a class="sourced" href="https://example.org/?a=1&amp;b=2">5,000 &lt;b&gt;</a>' in opening(
        tmp_path, known, text
    )


def test_a_picture_is_drawn_by_who_publishes(tmp_path: Path, known: Known, there: There) -> None:
    asked = []

    def draw(kind: str, subjects: tuple[Subject, ...]) -> Markup | None:
        asked.append((kind, subjects))
        return Markup("<figure>drawn</figure>")

    text = f"# T\n\nBefore:\n{{picture: Flow : {there.maker.upper()}}}\n\n{{picture:time}}\n"
    found = load(written(tmp_path, text), known, words(), pictures=draw)
    assert found is not None
    assert asked[0][0] == "flow"
    assert Subject("maker", there.maker) in asked[0][1]
    assert asked[1] == ("time", ())
    assert found.opening.html == "<p>Before:</p>\n<figure>drawn</figure>\n<figure>drawn</figure>\n"


def test_nothing_that_an_author_writes_is_markup(tmp_path: Path, known: Known) -> None:
    found = opening(tmp_path, known, '<script>x</script> & <b onclick="y">z</b>\n\n<div>\n\n`<i>`')
    assert found == (
        "<p>&lt;script&gt;x&lt;/script&gt; &amp; &lt;b onclick=&quot;y&quot;&gt;z&lt;/b&gt;</p>\n"
        "<p>&lt;div&gt;</p>\n<p><code>&lt;i&gt;</code></p>\n"
    )


def test_an_escaped_brace_is_a_brace(tmp_path: Path, known: Known) -> None:
    assert (
        opening(tmp_path, known, "\\{claim:X} {a} {} `{claim:X}`") == "<p>{claim:X} {a} {} <code>{claim:X}</code></p>\n"
    )


CHAPTERS = """# The {claim:CLAIM} report

Read [the first](#who-sells), [a part](#a-part), [the title](#the-report).

## Who *sells*

{claim:OTHER} and {claim:CLAIM} and {claim:OTHER}, {award:AWARD}.

### A part

[here](#who-sells) [there](#who-sells-2)

## Who sells

{source: x | https://example.org/}

## Index
"""


def chapters(there: There) -> str:
    claim, other = there.claim.claim_id, there.other.claim_id
    return CHAPTERS.replace("CLAIM", claim).replace("OTHER", other).replace("AWARD", there.award_key)


def test_second_headings_begin_chapters_with_addresses_of_their_own(tmp_path: Path, known: Known, there: There) -> None:
    found = read(tmp_path, known, chapters(there))
    shown = words().plain(there.claim.figure or 0)
    assert found.title == f"The {shown} report"
    assert f'data-claim="{there.claim.claim_id}"' in found.opening.title_html
    assert [(part.slug, part.title) for part in found.chapters] == [
        ("who-sells", "Who sells"),
        ("who-sells-2", "Who sells"),
        ("index-2", "Index"),
    ]
    assert found.chapters[0].title_html == "Who <em>sells</em>"
    assert '<h2 id="a-part">A part</h2>' in found.chapters[0].html
    assert [token.tag for token in found.chapters[0].blocks if token.type == "heading_open"] == ["h3"]


def test_links_lead_to_the_page_that_has_the_heading(tmp_path: Path, known: Known, there: There) -> None:
    found = read(tmp_path, known, chapters(there))
    for href in ("who-sells.html", "who-sells.html#a-part", "index.html"):
        assert f'href="{href}"' in found.opening.html
    assert 'href="who-sells-2.html">there' in found.chapters[0].html


def test_what_is_cited_is_listed_and_numbered_once(tmp_path: Path, known: Known, there: There) -> None:
    found = read(tmp_path, known, chapters(there))
    claim, other = there.claim.claim_id, there.other.claim_id
    assert (found.opening.claims, found.chapters[0].claims, found.chapters[0].awards) == (
        (claim,),
        (other, claim),
        (there.award_key,),
    )
    assert [(note.number, note.kind, note.key) for note in found.footnotes] == [
        (1, "claim", claim),
        (2, "claim", other),
        (3, "award", there.award_key),
        (4, "source", "https://example.org/"),
    ]
    children = [part for block in found.blocks for part in block.children or () if part.type in ("claim", "award")]
    assert [part.meta["footnote"] for part in children] == [1, 2, 1, 2, 3]


def test_a_translation_is_shown_to_its_readers_at_the_same_addresses(
    tmp_path: Path, known: Known, there: There
) -> None:
    written(
        tmp_path, "# Título\n\n## Quién vende\n\n{claim:CLAIM}\n".replace("CLAIM", there.claim.claim_id), "report.es.md"
    )
    english = read(tmp_path, known, "# Title\n\n## Who sells\n")
    spanish = read(tmp_path, known, "# Title\n\n## Who sells\n", "es")
    assert (english.language, english.title) == ("en", "Title")
    assert (spanish.language, spanish.title, spanish.chapters[0].title) == ("es", "Título", "Quién vende")
    assert [part.slug for part in english.chapters] == [part.slug for part in spanish.chapters] == ["who-sells"]
    assert words("es").plain(there.claim.figure or 0) in spanish.chapters[0].html


def test_a_missing_translation_shows_the_language_that_there_is(tmp_path: Path, known: Known, there: There) -> None:
    found = read(tmp_path, known, f"# Title\n\n{{claim:{there.claim.claim_id}}}", "es")
    assert found.language == "en"
    assert words("en").plain(there.claim.figure or 0) in found.opening.html
    (tmp_path / "report.md").rename(tmp_path / "report.es.md")
    only = load(tmp_path, known, words())
    assert only is not None
    assert (only.language, only.path.name) == ("es", "report.es.md")


def test_typed_numbers_are_named_with_file_and_line(tmp_path: Path) -> None:
    written(tmp_path, "# T\n\nWorth $5.\n")
    assert typed(tmp_path, "es") == [
        (
            "report.md",
            3,
            "$5 is typed. Cite a claim with {claim:ID}, or give its source with {source: $5 | https://…}.",
        )
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "# T\n\n{claim:C00000000beef}",
            "report.md:3: There is no claim 'C00000000beef' in this case. `undersigned show",
        ),
        ("# T\n\n{claim:C00000000dead}", "It was published before: “WADER LLC was obligated $1 net.”"),
        (
            "# T\n\na\nb {award:NONE}",
            "report.md:4: there is no award 'NONE' in this case. `undersigned show NAME` lists",
        ),
        ("# T\n\n- a\n- {claim}", "report.md:4: There is no claim '' in this case."),
        ("# T\n\n| a |\n|---|\n| {clam:X} |", "report.md:5: {clam:…} is not one of {claim:…}, {award:…}, {picture:…}"),
        ("# T\n\n{claim:X", "report.md:3: {claim:… is not closed with }. In a table, write \\| for a | inside it."),
        ("# T\n\n[a {claim:X}](x.html)", "report.md:3: {claim:…} cannot stand inside a link; it is one itself."),
        ("# T\n\na {picture:flow:X}", "report.md:3: write {picture:…} on a line of its own."),
        ("# T\n\n{picture:}", "report.md:3: say which picture of whom: {picture:flow:NAME}."),
        ("# T\n\n{picture:flow:Nobody at all}", "report.md:3: Nothing in this case is called 'Nobody at all'."),
        ("# T\n\n{source: 5}", "report.md:3: {source: …} needs a text and a whole web address with | between them: "),
        ("# T\n\n{source: 5 | javascript:x}", "needs a text and a whole web address"),
        (
            "# T\n\n[a](javascript:x)",
            "report.md:3: the link 'javascript:x' is not one to http, https, mailto or a page",
        ),
        ("# T\n\n[a](java&#115;cript:x)", "report.md:3: the link 'javascript:x' is not"),
        ("# T\n\n<data:text/html,x>", "report.md:3: the link 'data:text/html,x' is not"),
        ("# T\n\n[a](//example.org)", "report.md:3: the link '//example.org' is not"),
        ("# T\n\n![a](x.png)", "report.md:3: an image cannot be shown from here. Pictures are drawn from the records:"),
        (
            "# T\n\n[a](#prat)\n\n## Part",
            "report.md:3: no heading of the report is called #prat. The closest is #part.",
        ),
        (
            "Text\n\n# T",
            "report.md:1: a report begins with its title, one line such as # Title, and has no second one.",
        ),
        ("# T\n\n# U", "report.md:3: a report begins with its title"),
        ("", "report.md:1: a report begins with its title"),
    ],
)
def test_what_cannot_be_is_one_sentence_with_file_and_line(tmp_path: Path, known: Known, text: str, said: str) -> None:
    assert said in refusal(tmp_path, known, text)


def test_a_mistyped_claim_or_award_is_answered_with_the_closest(tmp_path: Path, known: Known, there: There) -> None:
    claim = there.claim.claim_id
    said = refusal(tmp_path, known, f"# T\n\n{{claim:{claim[:-1]}x}}")
    assert f"Did you mean {claim} (“{there.claim.statement}”)" in said
    assert there.award_key in refusal(tmp_path, known, f"# T\n\n{{award:{there.award_key[:-1]}}}")


def test_a_claim_without_a_figure_is_cited_as_a_sentence(tmp_path: Path, mute: Trace, there: There) -> None:
    said = refusal(tmp_path, Known(mute), f"# T\n\n{{claim:{there.claim.claim_id}}}")
    assert said.startswith(f"report.md:3: the claim {there.claim.claim_id} has no figure: “Which ")
    assert said.endswith(f"Write {{claim:{there.claim.claim_id}:sentence}}.")


def test_another_form_of_a_claim_is_refused(tmp_path: Path, known: Known, there: There) -> None:
    said = refusal(tmp_path, known, f"# T\n\n{{claim:{there.claim.claim_id}:words}}")
    assert said == "report.md:3: write {claim:ID} for a claim's figure or {claim:ID:sentence}, not 'words'."


@pytest.mark.parametrize(("instead", "said"), [("", "Take it out."), ("C1", "Cite C1, which replaces it.")])
def test_a_withdrawn_claim_is_refused(tmp_path: Path, known: Known, there: There, instead: str, said: str) -> None:
    claim = there.claim.claim_id
    gone = {claim: Withdrawn(claim, "2032-09-01", "Counted twice.", instead)}
    with pytest.raises(CatalogError) as refused:
        load(written(tmp_path, f"# T\n\n{{claim:{claim}}}"), known, words(), gone)
    assert str(refused.value) == f"report.md:3: the claim {claim} was withdrawn on 2032-09-01: Counted twice. {said}"


def test_a_picture_that_cannot_be_drawn_is_refused(tmp_path: Path, known: Known, there: There) -> None:
    text = f"# T\n\n{{picture:pie:{there.maker}}}"
    with pytest.raises(CatalogError, match=r"report\.md:3: there is no picture 'pie' of "):
        load(written(tmp_path, text), known, words(), pictures=lambda _, __: None)


def test_a_report_in_another_encoding_is_refused(tmp_path: Path, known: Known) -> None:
    (tmp_path / "report.md").write_bytes(b"# T\xe9")
    with pytest.raises(CatalogError, match=r"report\.md cannot be read: .* It must be a text file in UTF-8\."):
        load(tmp_path, known, words())
