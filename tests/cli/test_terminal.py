from pathlib import Path

import pytest

from undersigned.cli import terminal


def test_a_long_path_in_a_list_is_told_whole(capsys: pytest.CaptureFixture[str]) -> None:
    long = Path("/data/somebody") / ("a-folder-with-a-long-name/" * 5) / "whose-cloud.recovered.toml"
    terminal.say_point(f"Proof for the server: {long}")
    told = "".join(line.strip() for line in capsys.readouterr().out.splitlines())
    assert str(long) in told.replace("server:/", "server: /")
    assert "…" not in told


def test_what_would_steer_the_terminal_is_only_a_sign(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "a\x1b]0;b\x07c\u202ed"
    for show in (terminal.say, terminal.say_below, terminal.say_point, terminal.say_page):
        show(hostile)
    terminal.table(hostile, [hostile], [[hostile]])
    told = capsys.readouterr().out
    assert told.count("a?]0;b?c?d") == 7
    assert not {"\x1b", "\x07", "\u202e"} & set(told)
