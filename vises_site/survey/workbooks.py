"""Workbooks as CSV, unpacked in a process of its own.

One cell in the last corner of an otherwise empty sheet, or one that is repeated a million times,
makes any reader ask for more memory than a machine has. The process that reads has a limit, and
dies alone. Formulas are not computed: a cell is worth what it showed when it was saved.
"""

import subprocess
import sys
from pathlib import Path

MAXIMUM_MEMORY_BYTES = 3_000_000_000
MAXIMUM_SECONDS = 120


def unpack_workbook(path: Path) -> bytes | None:
    """Return the first sheet of an XLSX or ODS file as CSV in UTF-8; None where it has none."""
    command = [sys.executable, "-m", "vises_site.survey.workbooks", str(path.resolve())]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=MAXIMUM_SECONDS,
            check=False,
            cwd=Path(__file__).parent.parent.parent,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def write_csv(path: Path) -> None:
    """Write the first sheet of a workbook to standard output."""
    import fastexcel

    sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, dtypes="string")
    frame = sheet.to_polars()
    if frame.width:
        frame.write_csv(sys.stdout.buffer, include_header=False, quote_style="necessary")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit
    limits = (MAXIMUM_MEMORY_BYTES, MAXIMUM_MEMORY_BYTES)
    resource.setrlimit(resource.RLIMIT_AS, limits)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_memory()
    write_csv(Path(sys.argv[1]))
