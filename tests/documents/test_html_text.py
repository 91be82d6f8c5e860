import pytest

from undersigned.documents import html_text


def test_what_is_hidden_is_left_out_with_all_that_was_left_open_in_it() -> None:
    page = (
        "<body><p>Seen <script>let x</script><div hidden><p><b>not <i>this</div>again</p><noscript>nor this</noscript>"
    )
    assert html_text.words(page, 9).split() == ["Seen", "again"]


def test_pieces_in_which_it_is_read_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<body><p>One &amp; two</p><style>p {}</style><!-- not --><ul><li>three</li></ul>four <b hidden>x</b> five"
    whole = html_text.words(page, 9)
    monkeypatch.setattr(html_text, "_PIECE", 3)
    assert html_text.words(page, 9).split() == whole.split() == ["One", "&", "two", "three", "four", "five"]


def test_a_tangled_page_is_given_up_in_time() -> None:
    with pytest.raises(TimeoutError):
        html_text.words("<a " * 400_000, 0.2)


def test_many_unclosed_elements_are_quick() -> None:
    page = "<div hidden>" + "<span>" * 60_000 + "</p>" * 60_000 + "</div>seen"
    assert html_text.words(page, 20).split() == ["seen"]
