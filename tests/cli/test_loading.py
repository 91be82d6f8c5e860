"""A command imports what it needs: no campaign pays for tables, no table for campaigns."""

import subprocess
import sys

import pytest

EVIDENCE = {"duckdb", "pyarrow", "ibis"}
CAMPAIGNS = {"django", "psycopg", "asyncpg", "granian"}
PROGRAM = """
import sys
from undersigned.cli.main import run_as_command
run_as_command([sys.argv[1], "--help"])
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("serve", EVIDENCE | {"django", "granian"}),
        ("doctor", EVIDENCE),
        ("backup", EVIDENCE),
        ("unseal", EVIDENCE | CAMPAIGNS),
        ("show", CAMPAIGNS),
        ("run", CAMPAIGNS),
    ],
)
def test_a_command_does_not_import_the_other_half(name: str, without: set[str]) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, name], capture_output=True, text=True, check=True)
    assert f"undersigned {name}" in done.stdout
    assert set(done.stderr.split()) & without == set()
