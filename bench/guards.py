"""What protecting people costs: the share of a build spent on guards, measured inside it.

Usage: `python bench/guards.py FOLDER`, where FOLDER is a project; prints the seconds of the whole
build and of its guards.
"""

import functools
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from vises_site.cli.main import main
from vises_site.load import library, references
from vises_site.mkdocs_plugin import session
from vises_site.text import pipeline

GUARDS = (
    (library, "check_identity"),
    (library, "check_files"),
    (library, "publishable"),
    (library, "report_consents"),
    (references, "check_html"),
    (session, "select_all"),
    (pipeline, "sanitise"),
    (pipeline, "clean_marks"),
    (pipeline, "strip_marks"),
)
"""Sanitising, consent and scanning: the functions that others call them by."""


def watch(module: Any, name: str, spent: dict[str, float]) -> None:
    """Count the seconds that a function of a module takes."""
    function: Callable[..., Any] = getattr(module, name)

    @functools.wraps(function)
    def timed(*arguments: Any, **named: Any) -> Any:
        begun = time.perf_counter()
        try:
            result = function(*arguments, **named)
            # A generator's work is done while it is read
            return list(result) if hasattr(result, "__next__") else result
        finally:
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - begun

    setattr(module, name, timed)


def measure(folder: Path) -> tuple[float, dict[str, float]]:
    """Return the seconds of a build, and those of each guard."""
    spent: dict[str, float] = {}
    for module, name in GUARDS:
        watch(module, name, spent)
    os.chdir(folder)
    begun = time.perf_counter()
    main(["-q", "build", "--no-publications"], standalone_mode=False)
    return time.perf_counter() - begun, spent


if __name__ == "__main__":
    whole, parts = measure(Path(sys.argv[1]))
    print(f"{whole:.3f} {sum(parts.values()):.3f}")
    if "-v" in sys.argv:
        for name, seconds in sorted(parts.items(), key=lambda item: -item[1]):
            print(f"{name:<24}{seconds:>8.3f} s")
