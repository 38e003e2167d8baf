"""Projects to try hostile files on, and sites that hold every inert case at once."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Workspace
from tests.hostile.commands import build
from tests.hostile.corpus import BASE, read_cases, share_out


@pytest.fixture(autouse=True)
def _quick(unmeasured: None) -> None:
    """Let these hundreds of cases run at full speed."""


@pytest.fixture
def project(tmp_path: Path) -> Workspace:
    """A project with one organism and one testimony, in a folder that has room beside it."""
    return Workspace(tmp_path / "project").write(BASE)


@dataclass(frozen=True)
class Built:
    """Sites of inert cases.

    Attributes:
        sites: Their folders.
        failures: What those said that could not be built.
    """

    sites: list[Path]
    failures: list[str]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """All inert cases in as few sites as their paths allow."""
    result = Built([], [])
    for files in share_out(case for case in read_cases() if case.is_inert):
        workspace = Workspace(tmp_path_factory.mktemp("hostile")).write(BASE).write(dict(files))
        try:
            assert build(workspace, "--no-publications") == 0
            result.sites.append(workspace.root / "site")
        except (AssertionError, subprocess.TimeoutExpired) as error:
            result.failures.append(f"{sorted(files)[:5]}: {error}")
    return result
