"""Logs say where, and nothing of anybody."""

import logging

import pytest

from undersigned.serving import logs
from undersigned.serving.logs import Calm, Discreet


def caught(name: str, message: str, *arguments: object, trouble: bool = False) -> logging.LogRecord:
    try:
        int("ana@example.org")
    except ValueError as error:
        about = (type(error), error, error.__traceback__) if trouble else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, arguments, about)


def test_an_exception_is_its_kind_and_its_places() -> None:
    text = Discreet(logs._FORMAT).format(caught("undersigned.web", "A page failed.", trouble=True))
    assert "ana@" not in text
    assert "ValueError at test_logs.py:" in text
    assert text.startswith("undersigned: ERROR: A page failed.")


def test_what_led_to_an_exception_is_named_too() -> None:
    try:
        try:
            dict[str, str]()["ana@example.org"]
        except KeyError as error:
            raise ValueError("ana@example.org") from error
    except ValueError as error:
        said = logs.described(error)
    assert "ValueError at" in said
    assert "after KeyError at" in said
    assert "ana@" not in said


def test_a_librarys_line_does_not_carry_what_it_was_about() -> None:
    text = Discreet(logs._FORMAT).format(caught("django.request", "Not Found: %s", "/s/secretsecretsecret"))
    assert text == "undersigned: ERROR: trouble in django.request"


def test_our_own_lines_are_whole() -> None:
    text = Discreet(logs._FORMAT).format(caught("undersigned.post", "The mail server does not answer."))
    assert text == "undersigned: ERROR: The mail server does not answer."


def test_the_same_line_is_said_once_in_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now, calm = [0.0], Calm()
    monkeypatch.setattr(logs, "monotonic", lambda: now[0])
    line, other = caught("undersigned.web", "No database."), caught("undersigned.web", "Other.")
    assert [calm.filter(line), calm.filter(line), calm.filter(other)] == [True, False, True]
    now[0] = logs.QUIET + 0.1
    assert calm.filter(line)


def test_what_pages_said_themselves_django_need_not_repeat() -> None:
    assert not Calm().filter(caught("django.request", "Internal Server Error: /s/x"))
    assert Calm().filter(caught("django.request", "Internal Server Error: /s/x", trouble=True))
