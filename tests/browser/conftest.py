"""One page of each kind, in each language."""

import pytest

from tests.publishing import KINDS, LANGUAGES, Published


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `path` runs on the fullest page of every kind in every language."""
    if "path" in metafunc.fixturenames:
        every = [(kind, language) for kind in KINDS for language in LANGUAGES]
        metafunc.parametrize("path", every, indirect=True, ids=[f"{language}{kind}" for kind, language in every])


@pytest.fixture
def path(request: pytest.FixtureRequest, published: Published) -> str:
    """The page, by its path in the site."""
    kind, language = request.param
    return published.page(kind, language)


@pytest.fixture
def address(published: Published, path: str) -> str:
    """The page, by its address."""
    return published.address + path
