"""Work that breaks ends its process, so that another takes its place; work that is cancelled or done does not."""

import signal
import subprocess
import sys

import pytest

PROGRAM = """
import asyncio
from undersigned.ledger.lasting import go_on

async def breaks():
    raise KeyError("a name")

async def ends():
    pass

async def main(work):
    task = go_on(work, "reading campaigns")
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.sleep(0.05)
    print("alive")

asyncio.run(main({work}))
"""


def run(work: str) -> "subprocess.CompletedProcess[str]":
    program = PROGRAM.replace("{work}", work)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


def test_a_process_whose_work_broke_ends_and_says_of_what_kind() -> None:
    done = run("breaks()")
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "")
    assert done.stderr == "The process cannot go on reading campaigns (KeyError) and ends.\n"


@pytest.mark.parametrize("work", ["ends()", "asyncio.sleep(60)"])
def test_what_ends_by_itself_or_is_cancelled_harms_nothing(work: str) -> None:
    assert run(work).stdout == "alive\n"
