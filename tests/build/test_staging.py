import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vises_site.build import staging as module
from vises_site.build.staging import Staging, put_in_place


@pytest.fixture
def targets(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("site", "imprimerie"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "old").touch()
    return tmp_path / "site", tmp_path / "imprimerie"


@pytest.fixture
def staging(targets: tuple[Path, Path], tmp_path: Path) -> Staging:
    return Staging(targets, tmp_path / "work")


def list_names(targets: tuple[Path, ...]) -> list[list[str]]:
    return [sorted(path.name for path in target.iterdir()) for target in targets]


def fill(staging: Staging) -> None:
    for fresh in staging.open():
        (fresh / "new").touch()


def test_finished_results_take_the_places_of_the_old_ones(staging: Staging) -> None:
    fill(staging)
    assert list_names(staging.targets) == [["old"], ["old"]]
    staging.publish()
    assert list_names(staging.targets) == [["new"], ["new"]]
    assert list(staging.workplace.iterdir()) == []


def test_a_build_that_fails_leaves_the_old_ones(staging: Staging) -> None:
    fill(staging)
    staging.discard()
    assert list_names(staging.targets) == [["old"], ["old"]]
    assert list(staging.workplace.iterdir()) == []


def test_a_first_build_needs_no_old_ones(tmp_path: Path) -> None:
    staging = Staging([tmp_path / "a" / "site"], tmp_path / "work")
    fill(staging)
    staging.publish()
    assert list_names(staging.targets) == [["new"]]


def test_what_a_killed_build_left_is_deleted(staging: Staging) -> None:
    fill(staging)
    abandoned = staging.exchanges[0].fresh
    Staging(staging.targets, staging.workplace).open()
    assert not abandoned.exists()
    assert list_names(staging.targets) == [["old"], ["old"]]


@pytest.mark.parametrize("done", [0, 1])
def test_an_exchange_that_was_interrupted_is_completed(staging: Staging, done: int) -> None:
    fill(staging)
    staging._write_journal()
    for exchange in staging.exchanges[:done]:
        put_in_place(exchange.fresh, exchange.target)
    Staging(staging.targets, staging.workplace).recover()
    assert list_names(staging.targets) == [["new"], ["new"]]


def test_a_disk_that_refuses_the_second_exchange_puts_the_first_one_back(
    staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(staging)
    real = put_in_place

    def refuse(fresh: Path, target: Path) -> None:
        if target.name == "imprimerie":
            raise PermissionError(13, "no")
        real(fresh, target)

    monkeypatch.setattr(module, "put_in_place", refuse)
    with pytest.raises(PermissionError):
        staging.publish()
    assert list_names(staging.targets) == [["old"], ["old"]]
    assert not staging.journal.exists()


def test_a_first_result_is_taken_away_again_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staging = Staging([tmp_path / "site", tmp_path / "imprimerie"], tmp_path / "work")
    fill(staging)
    (staging.exchanges[1].fresh / "new").unlink()
    staging.exchanges[1].fresh.rmdir()
    monkeypatch.setattr(Staging, "_write_journal", lambda self: self.journal.touch())
    with pytest.raises(FileNotFoundError):
        staging.publish()
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("at_once", [True, False])
def test_folders_are_exchanged_with_and_without_the_system_s_help(
    targets: tuple[Path, Path], at_once: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (targets[0] / "old").rename(targets[0] / "fresh")
    if not at_once:
        monkeypatch.setattr(module, "_exchange_at_once", lambda *_folders: False)
    put_in_place(*targets)
    assert list_names(targets) == [["old"], ["fresh"]]


def test_without_the_system_s_help_a_refusal_changes_nothing(
    targets: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_exchange_at_once", lambda *_folders: False)
    missing = targets[0].with_name("missing")
    with pytest.raises(FileNotFoundError):
        put_in_place(missing, targets[1])
    assert list_names(targets) == [["old"], ["old"]]


def test_the_system_says_why_it_refuses(targets: tuple[Path, Path]) -> None:
    with pytest.raises(FileNotFoundError):
        put_in_place(targets[0].with_name("missing"), targets[1])


def test_killed_between_the_two_exchanges(staging: Staging, tmp_path: Path) -> None:
    """A real process that dies at the worst moment, and the build that follows."""
    script = f"""
import os
from pathlib import Path
from vises_site.build import staging as module
real = module.put_in_place
def die_after(fresh, target):
    real(fresh, target)
    os._exit(9)
module.put_in_place = die_after
s = module.Staging([Path({str(staging.targets[0])!r}), Path({str(staging.targets[1])!r})],
                   Path({str(staging.workplace)!r}))
for fresh in s.open():
    (fresh / "new").touch()
s.publish()
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, env=dict(os.environ))
    assert done.returncode == 9
    assert len(json.loads(staging.journal.read_text(encoding="utf-8"))) == 2
    staging.recover()
    assert list_names(staging.targets) == [["new"], ["new"]]
