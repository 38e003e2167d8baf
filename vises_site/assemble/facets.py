"""By what readers choose among testimonies: only what each of them may show."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from vises_site.assemble.specs import slug_theme
from vises_site.interface import mark
from vises_site.model.organism import Organism
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony
from vises_site.model.vocabulary import fold

Wording = Literal["interface", "authors", "language"]
"""Whose words name the choices: the interface's, which it translates; those of authors; or names
of languages."""

Found = Iterator[tuple[str, str]]
"""Keys of choices, as addresses hold them, and what names them."""

_PROVINCES = (
    mark("Brabant wallon"),
    mark("Hainaut"),
    mark("Liège"),
    mark("Luxembourg"),
    mark("Namur"),
)
_AUDIO = mark("À écouter")
_EASY = mark("Facile à lire")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet.

    Attributes:
        key: What stands for it in addresses.
        label: What names it.
        count: How many testimonies have it.
    """

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing by which readers choose.

    Attributes:
        name: What stands for it in addresses.
        title: Its French name, in the catalogues.
        wording: Whose words name its choices.
        choices: Its values, the most frequent first.
        members: For each testimony, in their order, the numbers of its values.
    """

    name: str
    title: str
    wording: Wording
    choices: tuple[Choice, ...]
    members: tuple[tuple[int, ...], ...]


def _find_dispositif(_shown: Publishable, testimony: PublishedTestimony) -> Found:
    yield fold(testimony.dispositif), testimony.dispositif


def _find_roles(_shown: Publishable, testimony: PublishedTestimony) -> Found:
    for voice in testimony.voices:
        yield slug_theme(voice.role), voice.role


def _find_themes(_shown: Publishable, testimony: PublishedTestimony) -> Found:
    for theme in testimony.themes:
        yield slug_theme(theme), theme


def _find_organism(shown: Publishable, testimony: PublishedTestimony) -> Found:
    if organism := _name_organism(shown, testimony):
        yield organism.slug, organism.fields.name


def _find_province(shown: Publishable, testimony: PublishedTestimony) -> Found:
    organism = _name_organism(shown, testimony)
    if organism and organism.fields.province:
        yield slug_theme(organism.fields.province), organism.fields.province


def _find_language(_shown: Publishable, testimony: PublishedTestimony) -> Found:
    for language in testimony.languages:
        yield language, language


def _find_formats(_shown: Publishable, testimony: PublishedTestimony) -> Found:
    if testimony.audio:
        yield "audio", _AUDIO
    if testimony.easy:
        yield "falc", _EASY


def _name_organism(shown: Publishable, testimony: PublishedTestimony) -> Organism | None:
    """Return the organism that a testimony shows; where it hides it, its province is hidden too."""
    return shown.organisms.get(testimony.organism or "")


_KINDS: tuple[tuple[str, str, Wording, Callable[[Publishable, PublishedTestimony], Found]], ...] = (
    ("theme", mark("Thème"), "authors", _find_themes),
    ("role", mark("Qui parle"), "interface", _find_roles),
    ("dispositif", mark("Dispositif"), "interface", _find_dispositif),
    ("organisme", mark("Organisme"), "authors", _find_organism),
    ("province", mark("Province"), "interface", _find_province),
    ("langue", mark("Langue"), "language", _find_language),
    ("format", mark("Format"), "interface", _find_formats),
)


def build_facets(shown: Publishable) -> tuple[Facet, ...]:
    """Return the facets by which the testimonies of a site differ.

    One whose only value all testimonies have would choose nothing, and is left out.
    """
    facets = []
    for name, title, wording, find in _KINDS:
        found = [dict(find(shown, testimony)) for testimony in shown.testimonies]
        labels: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for values in found:
            counts.update(values.keys())
            for key, label in values.items():
                labels.setdefault(key, label)
        if all(count == len(found) for count in counts.values()):
            continue
        keys = sorted(labels, key=lambda key: (-counts[key], key))
        numbers = {key: number for number, key in enumerate(keys)}
        choices = tuple(Choice(key, labels[key], counts[key]) for key in keys)
        members = tuple(tuple(sorted(numbers[key] for key in values)) for values in found)
        facets.append(Facet(name, title, wording, choices, members))
    return tuple(facets)
