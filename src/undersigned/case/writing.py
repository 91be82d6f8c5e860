"""Files that are replaced whole: a reader finds what stood there before or what stands there now, never half of it."""

import os
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Write a file; when this returns it is on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace(target: Path, content: bytes, beside: Path) -> None:
    """Write `beside`, which is on the same disk, and put it in the place of `target`."""
    write(beside, content)
    beside.replace(target)
