"""Projects to try hostile files on, and sites that hold every inert case at once."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Workspace, make_once
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

    def make(folder: Path) -> None:
        failures = []
        cases = (case for case in read_cases() if case.is_inert)
        for number, files in enumerate(share_out(cases)):
            workspace = Workspace(folder / str(number)).write(BASE).write(dict(files))
            try:
                assert build(workspace, "--no-publications") == 0
            except (AssertionError, subprocess.TimeoutExpired) as error:
                failures.append(f"{sorted(files)[:5]}: {error}")
        (folder / "failures.json").write_text(json.dumps(failures), encoding="utf-8")

    top = make_once(tmp_path_factory, "inert", make).root
    failures = json.loads((top / "failures.json").read_text(encoding="utf-8"))
    return Built(sorted(top.glob("*/site")), failures)
