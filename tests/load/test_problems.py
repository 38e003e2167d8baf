"""Golden cases: the files of a project, and every problem that is found in them.

Each `tests/cases/problems/*.yml` holds `files` (added to a small valid project; `null` removes
one) and `problems`, one line each: place, severity, code, key, then the three sentences.
"""

from pathlib import Path

import pytest
import yaml

from tests.conftest import TESTIMONY, Workspace
from vises_site.problems import Problem

CASES = sorted((Path(__file__).parent.parent / "cases" / "problems").glob("*.yml"))


def describe(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    kind = f"{problem.severity} {problem.code} [{problem.key}]"
    return f"{place} {kind} {problem.what} | {problem.expected} | {problem.mend}"


class _Text(str):
    """Text that YAML writes as a block."""


yaml.SafeDumper.add_representer(
    _Text, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_problems_are_found(
    path: Path, workspace: Workspace, request: pytest.FixtureRequest
) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, content in case["files"].items():
        if content is None:
            (workspace.root / name).unlink()
        else:
            workspace.write({name: content})
    found = [describe(problem) for problem in workspace.load().problems]
    if request.config.getoption("--update-goldens"):
        case["files"] = {n: c and _Text(c) for n, c in case["files"].items()}
        case["problems"] = found
        text = yaml.safe_dump(case, allow_unicode=True, sort_keys=False, width=1000)
        path.write_text(text, encoding="utf-8")
    assert found == case["problems"]


def test_there_are_cases() -> None:
    assert len(CASES) >= 20


def test_a_consent_that_allows_nothing_is_said(workspace: Workspace) -> None:
    for old, new, code in (
        ("[texte, âge, organisme]", "[âge]", "consent-element"),
        ("[site, brochure]", "[réseaux]", "consent-channel"),
    ):
        workspace.write({"testimonies/la-passerelle/luc.md": TESTIMONY.replace(old, new)})
        assert [p.code for p in workspace.load().problems] == [code]
    text = TESTIMONY.replace("[site, brochure]", "[brochure]")
    workspace.write({"testimonies/la-passerelle/luc.md": text})
    assert workspace.load().problems == ()


def test_one_faulty_record_brings_no_errors_elsewhere(workspace: Workspace) -> None:
    workspace.write(
        {
            "testimonies/la-passerelle/luc.md": TESTIMONY.removeprefix("---\n"),
            "content/organismes/la-passerelle.md": "nom: X\n",
            "content/page.md": "/// citation | luc\n///\n",
        }
    )
    assert [p.code for p in workspace.load().problems] == ["missing-fence", "missing-fence"]


def test_a_missing_picture_of_a_page_is_said(workspace: Workspace) -> None:
    workspace.write({"content/page.md": "# Page\n\n![Une cour](cour.jpg)\n"})
    (problem,) = workspace.load().problems
    assert (problem.path, problem.line, problem.code) == ("content/page.md", 3, "missing-file")
