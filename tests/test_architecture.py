"""Imports point inward, and only the outer rooms know a framework."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "vises_site"

# What each room may import of the package; single modules beside the rooms are listed last
ROOMS = {
    "model": set(),
    "text": {"model"},
    "load": {"model", "text"},
    "survey": {"model", "load", "text"},
    "importers": {"model", "load", "text", "survey"},
    "assemble": {"model", "text"},
    "press": {"model", "render.tokens"},
    "render": {
        "model",
        "text",
        "load.documents",
        "load.pictures",
        "load.places",
        "load.vectors",
        "assemble",
        "press",
    },
    "build": {"model", "text", "load", "survey", "assemble", "render", "press"},
    "mkdocs_plugin": {"model", "text", "load", "survey", "assemble", "render", "press", "build"},
    "cli": {
        "model",
        "text",
        "load",
        "survey",
        "importers",
        "assemble",
        "render",
        "press",
        "build",
        "mkdocs_plugin",
    },
}
ANYWHERE = {"interface", "language", "problems", "progress", "theme", "writing", "__init__"}
FRAMEWORKS = {"mkdocs", "click", "material"}
OUTER = {"mkdocs_plugin", "cli"}
PURE_FORBIDDEN = {"pathlib", "os", "shutil", "subprocess", "socket", "urllib", "jinja2", "PIL"}


def find_imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.parent != PACKAGE)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_rooms_further_in(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0]
    allowed = ROOMS[room] | {room} | ANYWHERE
    for name in find_imports(path):
        if name.startswith("vises_site."):
            inner = name.removeprefix("vises_site.")
            assert any(inner == a or inner.startswith(f"{a}.") for a in allowed), name
        elif room not in OUTER:
            assert name.partition(".")[0] not in FRAMEWORKS, name


@pytest.mark.parametrize("room", ["model", "assemble"])
def test_the_core_touches_no_disk(room: str) -> None:
    for path in (PACKAGE / room).glob("*.py"):
        roots = {name.partition(".")[0] for name in find_imports(path)}
        assert not roots & PURE_FORBIDDEN, path


def test_every_room_is_known() -> None:
    rooms = {p.name for p in PACKAGE.iterdir() if p.is_dir() and (p / "__init__.py").exists()}
    assert rooms == set(ROOMS)
