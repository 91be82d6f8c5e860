"""The run: every kind of page in every language, each part of the work once."""

import pickle
from types import MappingProxyType

from undersigned.claims.reading import Trace
from undersigned.dossiers.building import FOLDERS, SEARCHED, _tasks
from undersigned.dossiers.edition import Edition
from undersigned.dossiers.pages.claim import _range
from undersigned.dossiers.parts import Part
from undersigned.registry import members


def test_every_part_of_every_kind_is_written_once_in_every_language(edition: Edition) -> None:
    tasks = [task for searched in (True, False) for task in _tasks(edition, searched=searched)]
    kinds = members("undersigned.dossiers.pages")
    wanted = [
        (language, name, Part(index, kind.PARTS))
        for name, kind in kinds.items()
        for index in range(kind.PARTS)
        for language in (0, 1)
    ]
    found = [(task.language, task.kind, task.part) for task in tasks]
    assert len(found) == len(set(found)) == len(wanted)
    assert set(found) == set(wanted)


def test_pages_that_are_searched_are_written_first(edition: Edition) -> None:
    assert {task.kind for task in _tasks(edition, searched=True)} == set(SEARCHED)
    assert set(SEARCHED) < set(FOLDERS)


def test_every_claim_is_in_one_part_of_the_work(trace: Trace) -> None:
    ranges = [_range(Part(index, 12)) for index in range(12)]
    for told in trace.every_claim():
        assert sum(first <= told.claim_id[1:] < past for first, past in ranges) == 1


def test_an_edition_can_be_handed_to_another_process(edition: Edition) -> None:
    given = Edition(edition.languages, moved=MappingProxyType({"a.html": "b.html"}))
    assert pickle.loads(pickle.dumps(given)) == given  # noqa: S301  # our own
