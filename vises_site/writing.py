"""Files that are written whole or not at all."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step, and the folders above it; an earlier one keeps its rights.

    Raises:
        OSError: The disk refuses; the earlier file is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Hidden, and of its own for each process: two may write the same file
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        if path.exists():
            partial.chmod(path.stat().st_mode)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
