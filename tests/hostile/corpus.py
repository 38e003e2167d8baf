"""The corpus of hostile texts: cases as written in `cases/*.yml`, and the files they stand for.

A case has a `name` that is a slug, and says what must come of it: `problems`, the exact codes that
loading reports, in order; `inert: true`, that nothing of it acts on a built site; or both. What
could stop a whole build says `alone: true`, and is built in a project of its own. The files are
given in one or several of these forms:

    files: {content/page.md: "…"}     as they are
    swap: {"titre: Ma bulle": "…"}    the usual testimony with other words in these places
    body: "…"                         a text below plain front matter: a page, and a testimony; an
                                      organism instead of that where the text shows pictures
    testimony: {titre: "…"}           a record with other values, its text under `corps`; also
                                      organism, evaluation, publication, page, mirror, home
    every-field: "…"                  records of all kinds with these words in every field
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import CONFIG, ORGANISM, TESTIMONY
from tests.hostile.makers import make_png

HERE = Path(__file__).parent
SLOT = "§"
"""Where `records.yml` takes an author's words."""

RECORDS: dict[str, Any] = yaml.safe_load((HERE / "records.yml").read_text(encoding="utf-8"))

PLACES = {
    "testimony": "testimonies/la-passerelle/{}.md",
    "organism": "content/organismes/{}.md",
    "evaluation": "content/evaluations/{}/index.md",
    "publication": "content/publications/{}.md",
    "page": "content/{}.md",
    "mirror": "content/{}-miroir.md",
    "home": "content/index.md",
}
EVERYWHERE = [kind for kind in PLACES if kind != "home"]
"""Kinds of which a site has many."""


def swap(text: str, changes: dict[str, str]) -> str:
    """Return a text with other words in some places, all of which must be there."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


BASE: dict[str, str | bytes] = {
    # Links that lead nowhere are to be seen by a browser
    "mkdocs.yml": swap(CONFIG, {"jobs: 1": "jobs: 1, broken_links: warning"}),
    "content/index.md": "---\ntitre: Accueil\naccroche: Des voix\n---\nBienvenue.\n",
    "content/organismes/la-passerelle.md": ORGANISM,
    "testimonies/la-passerelle/luc.md": TESTIMONY,
    "testimonies/la-passerelle/portrait.png": make_png(),
}


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        family: Name of its file, without extension.
        name: Its name, unique in the corpus.
        files: Texts by path.
        problems: Codes that loading reports, in order; None where that does not matter.
        is_inert: Whether it can be built, and must do nothing.
        is_alone: Whether it is built in a project of its own.
    """

    family: str
    name: str
    files: dict[str, str]
    problems: list[str] | None
    is_inert: bool
    is_alone: bool


def read_cases() -> list[Case]:
    """Return all cases, by family."""
    return [
        _read_case(path.stem, written)
        for path in sorted((HERE / "cases").glob("*.yml"))
        for written in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _read_case(family: str, written: dict[str, Any]) -> Case:
    rest = dict(written)
    name = rest.pop("name")
    problems = rest.pop("problems", None)
    is_inert, is_alone = rest.pop("inert", False), rest.pop("alone", False)
    files: dict[str, str] = {}
    for form, value in rest.items():
        files |= _write_form(form, value, name)
    return Case(family, name, files, problems, is_inert, is_alone)


def _write_form(form: str, value: Any, name: str) -> dict[str, str]:
    if form == "files":
        return dict(value)
    if form == "swap":
        return {PLACES["testimony"].format(name): swap(TESTIMONY, value)}
    if form == "every-field":
        return dict(write_record(kind, name, words=value) for kind in EVERYWHERE)
    if form == "body":
        has_pictures = "<img" in value or "![" in value
        kinds = ("page", "organism" if has_pictures else "testimony")
        return dict(write_record(kind, name, {"corps": value}) for kind in kinds)
    return dict([write_record(form, name, value)])


def write_record(
    kind: str, name: str, changes: dict[str, Any] | None = None, words: str = "mots"
) -> tuple[str, str]:
    """Return path and text of a record of `records.yml`.

    Args:
        kind: A key of `PLACES`.
        name: Its slug.
        changes: Other values, merged into nested ones.
        words: What stands in every field besides.
    """
    fields = _merge(_fill(RECORDS[kind], words), changes or {})
    body = fields.pop("corps")
    header = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    return PLACES[kind].format(name), f"---\n{header}---\n{body}\n"


def _fill(value: Any, words: str) -> Any:
    if isinstance(value, dict):
        return {key: _fill(member, words) for key, member in value.items()}
    if isinstance(value, list):
        return [_fill(item, words) for item in value]
    return value.replace(SLOT, words) if isinstance(value, str) else value


def _merge(value: Any, changes: Any) -> Any:
    """Put changes into nested mappings and lists of mappings; null takes a key away."""
    if isinstance(value, dict) and isinstance(changes, dict):
        merged = value | {key: _merge(value.get(key), new) for key, new in changes.items()}
        return {key: member for key, member in merged.items() if member is not None}
    is_nested = isinstance(value, list) and isinstance(changes, list)
    if is_nested and all(isinstance(item, dict) for item in [*value, *changes]):
        pairs = [_merge(*both) for both in zip(value, changes, strict=False)]
        return pairs + changes[len(value) :]
    return changes


def share_out(cases: Iterable[Case]) -> list[dict[str, str]]:
    """Put the files of cases into as few projects as their paths allow."""
    shared: list[dict[str, str]] = []
    lonely: list[dict[str, str]] = []
    for case in cases:
        room = (project for project in shared if not project.keys() & case.files.keys())
        if case.is_alone:
            lonely.append(dict(case.files))
        elif (project := next(room, None)) is not None:
            project.update(case.files)
        else:
            shared.append(dict(case.files))
    return shared + lonely
