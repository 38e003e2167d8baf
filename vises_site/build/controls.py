"""The preflight reports that lie beside publications."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

CONTROL_NAME = "controle.json"


def render_json(value: Any) -> bytes:
    """Return plain values in JSON."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def merge_reports(reports: Iterable[dict[str, Any]], earlier: Path | None = None) -> dict[str, Any]:
    """Return the reports of several files as one, in the order of their names.

    Args:
        reports: As `Report.to_json` gives them.
        earlier: A file of reports made before: those of other files stay.
    """
    by_file = {report["file"]: report for report in (*_read_files(earlier), *reports)}
    files = [by_file[name] for name in sorted(by_file)]
    return {
        "files": files,
        "errors": sum(report["errors"] for report in files),
        "warnings": sum(report["warnings"] for report in files),
    }


def _read_files(path: Path | None) -> list[dict[str, Any]]:
    """Return the reports of a file; none where there is none, or none that can be read."""
    try:
        files = json.loads(path.read_bytes())["files"] if path else []
        return [report for report in files if {"file", "errors", "warnings"} <= set(report)]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def read_report(path: Path) -> dict[str, Any]:
    """Return a report of the cache."""
    report: dict[str, Any] = json.loads(path.read_bytes())
    return report


def write_controls(
    press: Path, written: Iterable[tuple[str, Path]]
) -> Iterator[list[dict[str, Any]]]:
    """Write the reports of each publication beside it, and yield them.

    Args:
        press: Root of what goes to the printer.
        written: Slugs of publications with the report of one of their files each.
    """
    reports: dict[str, list[dict[str, Any]]] = {}
    for slug, path in written:
        reports.setdefault(slug, []).append(read_report(path))
    for slug, found in reports.items():
        target = press / slug / CONTROL_NAME
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(render_json(merge_reports(found)))
        yield found
