"""All open data of one site."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vises_site.assemble.datasets.records import (
    build_site_tables,
    describe_testimony,
)
from vises_site.model.publishable import Publishable
from vises_site.model.vocabulary import Element
from vises_site.render.datasets.descriptors import Origin, render_descriptor
from vises_site.render.datasets.documents import (
    VOICE_FILES,
    Document,
    FindAddress,
    render_evaluation,
    render_json,
    render_table,
)

FOLDER = "donnees"
"""Folder of the data below the site."""

TESTIMONY_URIS = tuple(f"{FOLDER}/{name}" for name in VOICE_FILES)
"""Where voices are shown."""

DATA_ELEMENTS: frozenset[Element] = frozenset(["texte", "âge", "organisme", "prénom-réel"])
"""What they can show of a person."""


@dataclass(frozen=True, slots=True)
class OpenData:
    """The files below `donnees/`.

    Attributes:
        site: Those about the whole site.
        evaluations: Those of each evaluation, by slug.
        descriptor: What tells of all of them.
        testimonies: What they say of each testimony, by slug.
    """

    site: tuple[Document, ...]
    evaluations: Mapping[str, tuple[Document, ...]]
    descriptor: Document
    testimonies: Mapping[str, bytes]

    @property
    def documents(self) -> tuple[Document, ...]:
        """All files, each once."""
        owned = (document for files in self.evaluations.values() for document in files)
        return (*self.site, *owned, self.descriptor)


def render_open_data(
    shown: Publishable,
    origin: Origin,
    find_address: FindAddress,
    with_pdf: Collection[tuple[str, str]] = (),
) -> OpenData:
    """Return all open data of a site.

    Args:
        shown: What may appear on it.
        origin: Where it is published.
        find_address: Returns the address of a page or file from anywhere.
        with_pdf: The publications whose screen PDF stands on the site, as `WebRenderer` has them.
    """
    tables = build_site_tables(shown, with_pdf)
    site = [render_table(table, find_address) for table in tables]
    voices = {
        t.slug: describe_testimony(t, find_address(f"temoignages/{t.slug}.md"))
        for t in shown.testimonies
    }
    site.append(_render_testimonies(voices.values()))
    evaluations = {
        slug: render_evaluation(evaluation, shown.results.get(slug, {}))
        for slug, evaluation in shown.evaluations.items()
    }
    owned = [document for files in evaluations.values() for document in files]
    descriptor = render_descriptor(
        "donnees-ouvertes",
        f"Données ouvertes – {origin.name}" if origin.name else "Données ouvertes",
        "Ce que montrent les pages du site, en tableaux. Les nombres des petits groupes sont "
        "masqués ; chaque personne ne paraît qu’avec ce qu’elle accepte de montrer.",
        [*site, *owned],
        origin,
    )
    said = {slug: json.dumps(voice, sort_keys=True).encode() for slug, voice in voices.items()}
    return OpenData(tuple(site), evaluations, descriptor, said)


def _render_testimonies(voices: Iterable[dict[str, Any]]) -> Document:
    return render_json(
        VOICE_FILES[1],
        "Témoignages, pour un programme",
        "Les mêmes, les voix de chacun ensemble.",
        list(voices),
    )
