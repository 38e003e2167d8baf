"""The hook that the guide proposes, as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, TESTIMONY, Workspace

LUC = "testimonies/la-passerelle/luc.md"


@pytest.fixture
def repository(workspace: Workspace) -> Workspace:
    """A git repository with the hook, in which the command is where `make site` puts it."""
    guide = (ROOT / "docs/protection-des-donnees.md").read_text(encoding="utf-8")
    (hook,) = re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)
    run(workspace, "init", "-q", ".")
    path = workspace.root / ".git/hooks/pre-commit"
    path.write_text(hook, encoding="utf-8")
    path.chmod(0o755)
    command = workspace.root / ".venv/bin/vises"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m vises_site "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    workspace.write({".gitignore": ".venv/\n.vises-noms\n"})
    return workspace


def run(workspace: Workspace, *arguments: str) -> "subprocess.CompletedProcess[str]":
    identity = ("-c", "user.name=x", "-c", "user.email=x@exemple.be")
    return subprocess.run(
        ["git", *identity, *arguments],
        cwd=workspace.root,
        capture_output=True,
        text=True,
        check=False,
    )


def commit(workspace: Workspace) -> "subprocess.CompletedProcess[str]":
    run(workspace, "add", "--all")
    return run(workspace, "commit", "-q", "-m", "essai")


def test_what_is_recorded_is_looked_at_not_what_is_on_screen(repository: Workspace) -> None:
    assert commit(repository).returncode == 0
    repository.write({LUC: TESTIMONY + "Mon numéro : 85.07.30-033.28.\n"})
    run(repository, "add", "--all")
    repository.write({LUC: TESTIMONY})
    refused = run(repository, "commit", "-q", "-m", "essai")
    assert refused.returncode != 0
    assert "luc.md:21" in refused.stdout + refused.stderr
    assert commit(repository).returncode in (0, 1)
    log = run(repository, "log", "-p").stdout
    assert "85.07" not in log
    assert not Path(repository.root / ".git/avant-commit").exists()


def test_the_list_of_names_is_used_and_never_recorded(repository: Workspace) -> None:
    repository.write({".vises-noms": "Souffle\n"})
    refused = commit(repository)
    assert refused.returncode != 0
    assert "luc.md" in refused.stdout + refused.stderr
    repository.write({".vises-noms": "Personne d'ici\n"})
    run(repository, "add", "--force", ".vises-noms")
    refused = run(repository, "commit", "-q", "-m", "essai")
    assert refused.returncode != 0
    assert "ne doit jamais entrer dans git" in refused.stderr
