"""A reporter gets a case from a stranger and asks whether it is what it says: once it is, once one byte was changed."""

import shutil
from pathlib import Path

from tests.journeys.conftest import Tell
from undersigned.case.folder import Case


def test_verify_copy_change_one_byte_and_verify_again(tell: Tell, tmp_path: Path, invented: Path) -> None:
    original = next(path for path in invented.iterdir() if path.name.endswith(".csv.gz"))
    tell("add", original, "--case", "mine")
    assert "not traced yet" in tell("verify", "--case", "mine", fails=3)
    tell("trace", "--case", "mine")
    shutil.copytree("mine", "copy")
    said = tell("verify", "--case", "copy", "--original", original)
    assert "every byte is as it was written" in said
    assert "1 original file: the same bytes as were added." in said
    assert "every figure, sentence and row agrees" in said

    claims = Case(tmp_path / "copy").trace_folder() / "claims.parquet"
    content = bytearray(claims.read_bytes())
    content[len(content) // 2] ^= 1
    claims.write_bytes(content)
    said = tell("verify", "--case", "copy", fails=3)
    assert "This case does not hold. trace-1/claims.parquet: is not, byte for byte, what was written." in said
    assert "every byte is as it was written" in tell("verify", "--case", "mine")
