"""Templates are settled in one language before they are compiled, and refuse what nobody told them."""

from pathlib import Path

import pytest
from jinja2 import FileSystemLoader, UndefinedError

from undersigned.dossiers import templating
from undersigned.dossiers.templating import environment
from undersigned.dossiers.words.language import words


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of templates in place of the package's."""
    monkeypatch.setattr(templating, "PackageLoader", lambda *_: FileSystemLoader(tmp_path))
    return tmp_path


def rendered(templates: Path, source: str, tag: str = "en", **told: object) -> str:
    (templates / "x.html").write_text(source, encoding="utf-8")
    return environment(words(tag), {"up": "../", "odd": "<i>"}, {"given": 7}).get_template("x.html").render(**told)


def test_messages_are_translated_once_and_for_all(templates: Path) -> None:
    assert rendered(templates, "{{ _(\"Award\") }}|{{_('Award')}}", "es") == "Contrato|Contrato"


def test_a_message_is_no_markup(templates: Path) -> None:
    assert rendered(templates, '{{ _("a & <b>") }}') == "a &amp; &lt;b&gt;"


def test_a_message_with_values_is_translated_when_it_is_rendered(templates: Path) -> None:
    assert rendered(templates, '{{ _("Claim {id}", id=key) }}', key="<C1>") == "Claim &lt;C1&gt;"


def test_constants_are_settled_and_escaped(templates: Path) -> None:
    assert rendered(templates, "{{ up }}{{ odd }}{{ given }}{{ key }}", key="<") == "../&lt;i&gt;7&lt;"


def test_a_macro_sees_constants_too(templates: Path) -> None:
    (templates / "m.html").write_text("{% macro m() %}{% if up %}{{ up }}{% endif %}{% endmacro %}", encoding="utf-8")
    assert rendered(templates, '{% from "m.html" import m %}{{ m() }}') == "../"


def test_a_name_that_nobody_told_is_an_error(templates: Path) -> None:
    with pytest.raises(UndefinedError, match="key"):
        rendered(templates, "{{ key }}")
