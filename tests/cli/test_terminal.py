from pathlib import Path

import pytest

from undersigned.cli import terminal


def test_a_long_path_in_a_list_is_told_whole(capsys: pytest.CaptureFixture[str]) -> None:
    long = Path("/data/somebody") / ("a-folder-with-a-long-name/" * 5) / "whose-cloud.recovered.toml"
    terminal.say_point(f"Proof for the server: {long}")
    told = "".join(line.strip() for line in capsys.readouterr().out.splitlines())
    assert str(long) in told.replace("server:/", "server: /")
    assert "…" not in told
