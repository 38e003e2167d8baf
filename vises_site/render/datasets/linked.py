"""What search engines for data read in a page: schema.org's Dataset, as JSON-LD.

Source: schema.org, *Dataset*, *DataDownload*, *PropertyValue*. A script of the type
`application/ld+json` is a data block, which browsers do not run and no policy stops (HTML,
*Scripting*, « prepare the script element », before the check of the policy).
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from vises_site.model.evaluation import Evaluation
from vises_site.model.library import Results
from vises_site.model.organism import Organism
from vises_site.render.datasets.descriptors import Origin
from vises_site.render.datasets.documents import Document, FindAddress

CONTEXT = "https://schema.org/"
"""A name that programs know by heart; nothing is asked of it."""

_YEARS = re.compile(r"(\d{4})(?:\s*(?:-|–|—|à|/)\s*(\d{4}))?")
_INERT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def render_linked(members: Mapping[str, Any]) -> Markup:
    r"""Return a data block, in which no word of an author can end the element.

    >>> print(render_linked({"name": "</script>"}))
    <script type="application/ld+json">{"name": "\u003c/script\u003e"}</script>
    """
    text = json.dumps(members).translate(_INERT)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))


def describe_site(
    documents: Iterable[Document],
    evaluations: Mapping[str, Evaluation],
    origin: Origin,
    address: FindAddress,
) -> dict[str, Any]:
    """Return the site's own files, and the evaluations whose pages describe theirs.

    Args:
        documents: The files about the whole site.
        evaluations: Those that have a page, by slug.
        origin: Where they are published.
        address: Returns the address of a page or file.
    """
    return {
        "@context": CONTEXT,
        **_describe(
            f"Données ouvertes – {origin.name}" if origin.name else "Données ouvertes",
            "Organismes, témoignages, évaluations et publications de ce site, en tableaux : ce "
            "que montrent ses pages, et rien de plus.",
            address("donnees/index.md"),
            documents,
            origin,
            address,
        ),
        **({"creator": _name_organisation(origin.name, origin.url)} if origin.name else {}),
        "hasPart": [
            {
                "@type": "Dataset",
                "name": evaluation.fields.title,
                "description": _tell(evaluation),
                "url": address(f"evaluations/{slug}/index.md"),
            }
            for slug, evaluation in evaluations.items()
        ],
    }


def describe_dataset(
    evaluation: Evaluation,
    results: Results,
    organisms: Iterable[Organism],
    documents: Iterable[Document],
    origin: Origin,
    address: FindAddress,
) -> dict[str, Any]:
    """Return what the files of an evaluation hold.

    Args:
        evaluation: The evaluation.
        results: Its figures.
        organisms: Its owners.
        documents: Its files.
        origin: Where they are published.
        address: Returns the address of a page or file.
    """
    uri = f"evaluations/{evaluation.slug}/index.md"
    title, told = evaluation.fields.title, _tell(evaluation)
    members = _describe(title, told, address(uri), documents, origin, address)
    members["creator"] = [
        _name_organisation(o.fields.name, address(f"organismes/{o.slug}.md")) for o in organisms
    ]
    if origin.licence:
        members["license"] = origin.licence
    if coverage := find_coverage(evaluation):
        members["temporalCoverage"] = coverage
    asked = [found[0].question.label for found in results.values()]
    observed = [indicator.name for indicator in evaluation.fields.indicators]
    members["variableMeasured"] = [
        {"@type": "PropertyValue", "name": name} for name in dict.fromkeys(asked + observed)
    ]
    return {"@context": CONTEXT, **{key: value for key, value in members.items() if value}}


def find_coverage(evaluation: Evaluation) -> str:
    """Return when an evaluation's data were collected, as an ISO 8601 interval; empty if unknown.

    Where no way of collection has its days, the years of the period are taken.
    """
    collections = evaluation.fields.collections
    days: list[date] = [day for c in collections for day in (c.start, c.end) if day is not None]
    if days:
        first, last = min(days).isoformat(), max(days).isoformat()
        return first if first == last else f"{first}/{last}"
    years = _YEARS.fullmatch(evaluation.fields.period.strip())
    return "/".join(year for year in years.groups() if year) if years else ""


def _tell(evaluation: Evaluation) -> str:
    fields = evaluation.fields
    return (
        f"{fields.question} Évaluation menée selon la démarche VISES ({fields.dispositif}, "
        f"{fields.period}) : cadre d’analyse, récolte et réponses, petits groupes masqués."
    )


def _describe(
    name: str,
    description: str,
    url: str,
    documents: Iterable[Document],
    origin: Origin,
    address: FindAddress,
) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": url,
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": document.title,
                "encodingFormat": document.media_type,
                "contentUrl": address(f"donnees/{document.name}"),
                **({"license": origin.licence} if origin.licence and document.is_licensed else {}),
            }
            for document in documents
        ],
    }


def _name_organisation(name: str, url: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name, **({"url": url} if url else {})}
