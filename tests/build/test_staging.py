from pathlib import Path

import pytest

from vises_site.build.staging import Staging


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old").touch()
    return Staging(tmp_path / "site", tmp_path / "work")


def list_names(staging: Staging) -> list[str]:
    return sorted(path.name for path in staging.target.iterdir())


def test_a_finished_build_takes_the_place_of_the_old_one(staging: Staging) -> None:
    (staging.open() / "new").touch()
    assert list_names(staging) == ["old"]
    staging.publish()
    assert list_names(staging) == ["new"]
    assert not staging.previous.exists()


def test_a_build_that_fails_leaves_the_old_one(staging: Staging) -> None:
    (staging.open() / "half").touch()
    staging.discard()
    assert list_names(staging) == ["old"]
    assert not staging.fresh.exists()


def test_a_swap_that_was_interrupted_is_mended(staging: Staging) -> None:
    staging.open()
    staging.target.rename(staging.previous)
    staging.open()
    assert list_names(staging) == ["old"]


def test_a_swap_that_the_disk_refuses_puts_the_old_one_back(staging: Staging) -> None:
    staging.open()
    staging.fresh.rmdir()
    with pytest.raises(FileNotFoundError):
        staging.publish()
    assert list_names(staging) == ["old"]


def test_a_first_build_needs_no_old_one(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "a" / "site", tmp_path / "work")
    (staging.open() / "new").touch()
    staging.publish()
    assert list_names(staging) == ["new"]
