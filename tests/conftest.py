"""Projects to try things on, and the demo site, built once for all tests that look at it."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from tests.nursery import run_vises
from vises_site.language import set_language
from vises_site.load.library import load_library
from vises_site.load.sources import Project
from vises_site.model.library import Library
from vises_site.problems import Severity

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 24)

# Run in the background, a shell's programs and theirs ignore Ctrl-C, which some tests press
signal.signal(signal.SIGINT, signal.default_int_handler)

# One worker: a second takes longer to start than one publication takes
CONFIG = """site_name: Essai
site_url: https://www.exemple.be/
docs_dir: content
theme: {name: vises}
plugins: [{vises: {jobs: 1}}]
"""

ORGANISM = """---
nom: La Passerelle
dispositifs: [SIS]
commune: Namur
---
Une maison près de la gare.
"""

TESTIMONY = """---
titre: Ma bulle d'air
voix:
  - nom-affiché: Luc
    identité: prénom d'emprunt
    âge: 54
    rôle: bénéficiaire
    consentement:
      référence: DOS-2019-012
      signé-le: 2019-05-02
      canaux: [site, brochure]
      éléments: [texte, âge, organisme]
      expire-le: 2029-05-02
organisme: la-passerelle
dispositif: SIS
thèmes: [isolement]
date: 2019-05-14
citation: "Ici, je respire."
---
Ici, je respire. Le reste de la semaine, je retiens mon souffle.
"""

PUBLICATION = """---
titre: Des voix
genre: brochure
format: A5
sections:
  - témoignages: {dispositif: SIS}
  - organismes: {dispositif: SIS}
---
Une brochure.
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write what was found")


@pytest.fixture(autouse=True)
def french() -> None:
    set_language("fr")


@pytest.fixture
def unmeasured(no_cover: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not measure coverage here, where it takes as long as the work: other tests do."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)


class Workspace:
    """A project in a temporary folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, files: dict[str, str | bytes]) -> "Workspace":
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(content, encoding="utf-8")
        return self

    def load(self, on_date: date = TODAY, *, broken_links: Severity = "error") -> Library:
        project = Project(self.root, self.root / "content", self.root / "testimonies")
        return load_library(project, on_date, broken_links=broken_links)

    def run(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Run `vises` as a user does; the exit status must be `code`."""
        done = run_vises(list(arguments), self.root)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    def check(self, *, code: int) -> list[dict[str, object]]:
        report = json.loads(self.run("check", "--format", "json", code=code).stdout)
        assert set(report) == {"problems", "errors", "warnings"}
        problems: list[dict[str, object]] = report["problems"]
        return problems

    def list_bytes(self, folder: str) -> dict[str, bytes]:
        top = self.root / folder
        files = sorted(path for path in top.rglob("*") if path.is_file())
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in files}


def write_project(root: Path) -> Workspace:
    return Workspace(root).write(
        {
            "mkdocs.yml": CONFIG,
            "content/index.md": "---\ntitre: Accueil\naccroche: Des voix\n---\nBienvenue.\n",
            "content/organismes/la-passerelle.md": ORGANISM,
            "testimonies/la-passerelle/luc.md": TESTIMONY,
        }
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A project with one organism and one testimony."""
    return write_project(tmp_path)


def copy_demo(target: Path) -> Workspace:
    for part in ("content", "testimonies"):
        shutil.copytree(ROOT / part, target / part)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return Workspace(target)


def make_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]
) -> Workspace:
    """Return a folder that `make` filled, once for all processes of a test run.

    Nobody may change what is in it. The way is that of pytest-xdist's guide.
    """
    top = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        top = top.parent
    folder, done = top / name, top / f"{name}.done"
    with FileLock(top / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # what a failed attempt left
            folder.mkdir()
            make(folder)
            done.touch()
    return Workspace(folder)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demo site with its publications, built by `vises build`."""

    def make(folder: Path) -> None:
        copy_demo(folder).run("build", "--on-date", TODAY.isoformat())

    return make_once(tmp_path_factory, "demo", make)
