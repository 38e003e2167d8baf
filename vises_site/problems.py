"""What an author is told when something in a file is not as it should be."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in one file.

    Attributes:
        path: The file, relative to the project, '/'-separated.
        line: Line in the file, from 1; 1 where the whole file is meant.
        column: Column in that line, from 1.
        key: The front-matter key as the model spells it, dotted for nested ones; empty for none.
        code: Stable name of the kind of problem, such as `unknown-key`.
        what: What was found.
        expected: What is expected there.
        mend: How to mend it.
        severity: `error` stops a build; `warning` lets it go on without the record;
            `advice` counts nowhere, and is told to those who ask for it.
    """

    path: str
    line: int
    column: int
    key: str
    code: str
    what: str
    expected: str
    mend: str
    severity: Severity = "error"

    def as_json(self) -> dict[str, Any]:
        """Return the members in the order of the JSON contract."""
        members = {**asdict(self), "path": show_path(self.path)}
        order = ("path", "line", "column", "key", "severity", "code", "what", "expected", "mend")
        return {name: members[name] for name in order}


def show_path(path: str) -> str:
    """Return a file's name without what a terminal would obey or no text can hold."""
    return "".join(char if char.isprintable() else "\ufffd" for char in path)


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Order problems as one reads: by file, line, column, then kind; the same one only once."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.path, p.line, p.column, p.code, p.key, p.what))


def count_errors(problems: Iterable[Problem]) -> int:
    """Count the problems that stop a build."""
    return sum(problem.severity == "error" for problem in problems)


def drop_advice(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that count: errors and warnings."""
    return [problem for problem in problems if problem.severity != "advice"]


def report_problems(problems: Iterable[Problem]) -> dict[str, Any]:
    """Build the object that `vises check --format json` prints."""
    ordered = sort_problems(drop_advice(problems))
    errors = count_errors(ordered)
    return {
        "problems": [problem.as_json() for problem in ordered],
        "errors": errors,
        "warnings": len(ordered) - errors,
    }
