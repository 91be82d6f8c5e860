"""One page of each kind: `address` in each language, `english` where the language makes no difference."""

import pytest

from tests.publishing import KINDS, LANGUAGES, Published


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes one of these runs on the fullest page of every kind."""
    if "path" in metafunc.fixturenames:
        every = [(kind, language) for kind in KINDS for language in LANGUAGES]
        metafunc.parametrize("path", every, indirect=True, ids=[f"{language}{kind}" for kind, language in every])
    if "english" in metafunc.fixturenames:
        metafunc.parametrize("english", KINDS, indirect=True)


@pytest.fixture
def path(request: pytest.FixtureRequest, published: Published) -> str:
    """The page, by its path in the site."""
    kind, language = request.param
    return published.page(kind, language)


@pytest.fixture
def address(published: Published, path: str) -> str:
    """The page, by its address."""
    return published.address + path


@pytest.fixture
def english(request: pytest.FixtureRequest, published: Published) -> str:
    """The English page, by its address."""
    return published.address + published.page(request.param)
