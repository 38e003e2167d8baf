import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from vises_site.build.workplace import BusyError, Workplace

HOLD = """
import sys, time
from pathlib import Path
from vises_site.build.workplace import Workplace
place = Workplace(Path(sys.argv[1]))
with getattr(place, sys.argv[2])():
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path / ".vises")


def hold(place: Workplace, what: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place.root), what], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def test_one_build_at_a_time(place: Workplace) -> None:
    process = hold(place, "held")
    with pytest.raises(BusyError), place.held():
        pass
    end(process)
    # The system lets go of what a killed program held
    with place.held():
        pass
    with place.held():
        pass


def test_a_preview_keeps_its_temporary_files_in_the_project(place: Workplace) -> None:
    before = tempfile.gettempdir(), os.environ.get("TMPDIR")
    with place.previewing() as folder:
        assert Path(tempfile.mkdtemp()).parent == folder
        assert folder.is_relative_to(place.previews)
    assert not folder.exists()
    assert (tempfile.gettempdir(), os.environ.get("TMPDIR")) == before


def test_only_abandoned_previews_are_deleted(place: Workplace) -> None:
    process = hold(place, "previewing")
    (folder,) = place.previews.iterdir()
    place.clear_abandoned_previews()
    assert folder.exists()
    with place.previewing() as second:  # two previews may run at once
        assert second != folder
    end(process)
    place.clear_abandoned_previews()
    assert not folder.exists()


def test_a_purge_forgets_everything(place: Workplace) -> None:
    for folder in (place.cache, place.staging, place.previews):
        folder.mkdir(parents=True)
        (folder / "secret").touch()
    place.purge()
    assert list(place.root.rglob("secret")) == []
