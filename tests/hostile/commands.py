"""`vises` as a user runs it, watched: neither hanging nor a traceback is ever right."""

import json
import subprocess

from tests.conftest import TODAY, Workspace
from tests.nursery import run_vises

GUARD_S = 60
"""Seconds after which a command counts as hanging: each of them should take one or two."""

MEMORY_BYTES = 6_000_000_000
"""Memory that a command may take: a bomb must not take the machine with it.

Data and not addresses, of which the engine of charts reserves far more than it ever uses.
"""


def run(project: Workspace, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command.

    Raises:
        subprocess.TimeoutExpired: It hangs.
    """
    done = run_vises(
        list(arguments),
        project.root,
        errors="backslashreplace",
        timeout_s=GUARD_S,
        data_bytes=MEMORY_BYTES,
    )
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    return done


def report(project: Workspace) -> list[dict[str, str]]:
    """Return the problems that `vises check` prints."""
    printed = json.loads(run(project, "check", "--format", "json").stdout)
    problems: list[dict[str, str]] = printed["problems"]
    return problems


def check(project: Workspace) -> bool:
    """Tell whether `vises check` finds no error."""
    return not any(problem["severity"] == "error" for problem in report(project))


def build(project: Workspace, *options: str) -> int:
    """Return the exit status of a build: 0, or 1 for a problem that was explained."""
    status = run(project, "build", "--on-date", TODAY.isoformat(), *options).returncode
    assert status in (0, 1)
    return status


def list_codes(project: Workspace) -> list[str]:
    """Return the codes of all problems, found in this process."""
    return [problem.code for problem in project.load().problems]
