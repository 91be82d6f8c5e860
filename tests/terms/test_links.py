import pytest

from undersigned.terms.links import is_allowed, is_mail, is_web


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org",
        "http://example.org/a?b=c#d",
        "HTTPS://EXAMPLE.ORG/",
        "mailto:desk@example.org?subject=x",
        "../company/heron.html",
        "page.html#part",
        "#part",
        "claim/C0.html",
    ],
)
def test_web_mail_and_relative_links_are_allowed(link: str) -> None:
    assert is_allowed(link)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/x",
        "/absolute.html",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        " https://example.org",
        "https://name:secret@example.org/",
        "https:example.org",
        "https://",
        "mailto:desk",
        "a\\b",
        'x" onclick="y',
    ],
)
def test_every_other_link_is_refused(link: str) -> None:
    assert not is_allowed(link)


def test_a_web_address_is_whole_and_an_e_mail_address_is_bare() -> None:
    assert is_web("https://example.org/page")
    assert not is_web("example.org")
    assert is_mail("desk@example.org")
    assert not is_mail("mailto:desk@example.org")
    assert not is_mail("desk@example")
