"""`vises check --lisibilité`: what it tells, and that nothing changes without it."""

import json

import pytest
from click.testing import CliRunner

from tests.conftest import Workspace
from vises_site.cli.main import main

LONG = "Nous " + "marchons et " * 15 + "nous rions."


@pytest.fixture
def project(workspace: Workspace) -> Workspace:
    """A project one of whose pages has a long sentence."""
    return workspace.write({"content/page.md": f"# Page\n\n{LONG}\n"})


def check(project: Workspace, *options: str) -> str:
    """Run `vises check`, which finds nothing that counts, and return what it prints."""
    config = str(project.root / "mkdocs.yml")
    done = CliRunner().invoke(main, ["check", "--strict", "-f", config, *options])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_measures_are_told_to_those_who_ask(project: Workspace) -> None:
    assert check(project) == ""
    told = check(project, "--lisibilité")
    assert "Kandel et Moles, 1958" in told
    assert "content/page.md:3:1 long-sentence" in told
    assert "this sentence has 33 words" in check(project, "--readability", "--lang", "en")


def test_the_json_object_has_one_more_key_when_asked(project: Workspace) -> None:
    plain = json.loads(check(project, "--format", "json"))
    assert plain == {"problems": [], "errors": 0, "warnings": 0}
    report = json.loads(check(project, "--lisibilité", "--format", "json"))
    readability = report.pop("readability")
    assert report == plain
    assert [problem["severity"] for problem in readability["advice"]] == ["advice"]
    page = next(text for text in readability["texts"] if text["path"] == "content/page.md")
    assert page["words"] == 33
    assert page["longest"] == {"words": 33, "line": 3}
    assert page["score"] is None
