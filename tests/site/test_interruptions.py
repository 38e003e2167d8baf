"""Whole or nothing: whatever stops a build, the result is that before or that after."""

import ctypes
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import PUBLICATION, TESTIMONY, TODAY, Workspace, make_once, write_project

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

LUC = "testimonies/la-passerelle/luc.md"
OTHER = TESTIMONY.replace("je respire", "je souffle")
BUILD = ["build", "-q", "--on-date", TODAY.isoformat()]
FOLDERS = ("site", "imprimerie")


def fingerprint(workspace: Workspace) -> dict[str, str]:
    """Return what stands in each published folder, as one hash each."""
    return {
        folder: hashlib.sha256(repr(workspace.list_bytes(folder)).encode()).hexdigest()
        for folder in FOLDERS
    }


def start(workspace: Workspace, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "vises_site", *arguments],
        cwd=workspace.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A project with a publication, and all that its build made and kept."""

    def make(folder: Path) -> None:
        workspace = write_project(folder)
        workspace.write({"content/publications/voix.md": PUBLICATION})
        workspace.run(*BUILD)

    return make_once(tmp_path_factory, "printing", make)


@pytest.fixture
def printing(built_once: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A copy of that project; programs' temporary files go to `tmp`."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    shutil.copytree(built_once.root, tmp_path / "project")
    return Workspace(tmp_path / "project")


@pytest.mark.parametrize(("kills", "prints"), [(8, True), (42, False)])
def test_fifty_kills_leave_the_state_before_or_the_state_after(
    printing: Workspace, kills: int, prints: bool
) -> None:
    if not prints:  # such a build is short: more of its moments are tried
        (printing.root / "content/publications/voix.md").unlink()
    texts = [TESTIMONY, OTHER]
    states = []
    for text in texts:
        printing.write({LUC: text})
        begun = time.monotonic()
        printing.run(*BUILD)
        seconds = time.monotonic() - begun
        states.append(fingerprint(printing))
    assert states[0]["site"] != states[1]["site"]
    assert (states[0]["imprimerie"] != states[1]["imprimerie"]) == prints

    generator = random.Random(20261125)
    current = 1
    for number in range(kills):
        wanted = 1 - current
        printing.write({LUC: texts[wanted]})
        process = start(printing, *BUILD)
        # Every other kill falls into the last part, where folders are exchanged
        early = 0.0 if number % 2 else 0.75
        time.sleep(seconds * generator.uniform(early, 1.1))
        process.kill()
        process.communicate()
        found = fingerprint(printing)
        assert found in states, f"kill {number}: neither before nor after"
        if number % 10 == 9:
            printing.run(*BUILD)
            found = fingerprint(printing)
            assert found == states[wanted]
        current = states.index(found)
    wait_for_workers(printing)
    printing.write({LUC: TESTIMONY})
    printing.run(*BUILD)
    assert fingerprint(printing) == states[0]
    assert not list((printing.root / ".vises/staging").iterdir())
    assert not list((printing.root / ".vises").rglob("*.partial"))
    assert not (printing.root / ".vises/tmp").exists()


def wait_for_workers(workspace: Workspace) -> None:
    """Wait until no process works in the project any more: those of killed builds end too."""
    for _turn in range(100):
        found = [
            entry.name
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and _works_in(entry, workspace.root)
        ]
        if not found:
            return
        time.sleep(0.1)
    pytest.fail(f"still at work: {found}")


def _works_in(process: Path, root: Path) -> bool:
    try:
        return (process / "cwd").readlink() == root and "vises" in (process / "cmdline").read_text()
    except OSError:
        return False


@pytest.mark.parametrize("wait", [0.3, 1.2, 2.5])
def test_ctrl_c_leaves_the_earlier_result_and_nothing_else(
    printing: Workspace, tmp_path: Path, wait: float
) -> None:
    before = fingerprint(printing)
    printing.write({LUC: OTHER})
    process = start(printing, *BUILD, "--clean")
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGINT)
    _out, said = process.communicate(timeout=30)
    assert "Traceback" not in said
    found = fingerprint(printing)
    wait_for_workers(printing)
    assert list((tmp_path / "tmp").iterdir()) == []
    staging = printing.root / ".vises/staging"
    assert not staging.exists() or list(staging.iterdir()) == []
    printing.run(*BUILD)
    assert found in (before, fingerprint(printing))  # it may have been quicker


def give_up_rights() -> None:
    """Make the program that is started next heed the rights of files, even for root."""
    drop_capability, overrides = 24, (1, 2, 3)
    if os.geteuid() == 0:
        prctl = ctypes.CDLL(None).prctl
        for capability in overrides:
            assert prctl(drop_capability, capability, 0, 0, 0) == 0


def run_ordinary(workspace: Workspace, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `vises` as a user who has no right to everything."""
    return subprocess.run(
        [sys.executable, "-m", "vises_site", *arguments],
        cwd=workspace.root,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=give_up_rights,
    )


@pytest.mark.parametrize("target", ["site", "imprimerie", "."])
def test_a_target_that_may_not_be_written_stays_as_it_is(printing: Workspace, target: str) -> None:
    before = fingerprint(printing)
    printing.write({LUC: OTHER})
    folder = printing.root / target
    folder.chmod(0o555)
    done = run_ordinary(printing, *BUILD)
    folder.chmod(0o755)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "la machine a refusé" in done.stderr
    assert fingerprint(printing) == before


@pytest.mark.parametrize("path", [LUC, "testimonies/la-passerelle", "content/index.md"])
def test_a_source_that_may_not_be_read_is_named(printing: Workspace, path: str) -> None:
    before = fingerprint(printing)
    (printing.root / path).chmod(0)
    done = run_ordinary(printing, *BUILD)
    (printing.root / path).chmod(0o755)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"{path}:1" in done.stderr
    assert fingerprint(printing) == before


@pytest.mark.parametrize("limit_bytes", [2_000, 20_000])
def test_a_full_disk_leaves_the_earlier_result(printing: Workspace, limit_bytes: int) -> None:
    """No file may grow beyond the limit: what a disk without room does, on any machine."""
    import resource

    before = fingerprint(printing)
    printing.write({LUC: OTHER})
    done = subprocess.run(
        [sys.executable, "-m", "vises_site", *BUILD],
        cwd=printing.root,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes)),
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert fingerprint(printing) == before
    printing.run(*BUILD)
    assert fingerprint(printing) != before


def test_two_builds_at_once(printing: Workspace) -> None:
    printing.write({LUC: OTHER})
    first = start(printing, *BUILD, "--clean")
    while not list((printing.root / ".vises/staging").glob("*")):
        assert first.poll() is None
        time.sleep(0.02)
    second = printing.run(*BUILD, code=1)
    assert "une autre construction de ce site est en cours" in second.stderr
    _out, said = first.communicate(timeout=60)
    assert first.returncode == 0, said
    after = fingerprint(printing)
    shutil.rmtree(printing.root / ".vises")
    printing.run(*BUILD)
    assert fingerprint(printing) == after
