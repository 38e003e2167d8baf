"""What search engines read in a page beside its words: schema.org's vocabulary, as JSON-LD.

Source: schema.org. Of a person there is no more than what the page shows and the voices agreed
to see passed on: never an age, never a portrait. Whoever was invented for a demonstration, or
stands there without a name, is no `Person`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from vises_site.assemble.pull import build_pull
from vises_site.assemble.sharing import Sharing
from vises_site.assemble.specs import PageSpec
from vises_site.interface import mark
from vises_site.model.evaluation import Evaluation
from vises_site.model.organism import Organism
from vises_site.model.publication import Publication
from vises_site.model.publishable import Publishable
from vises_site.model.published import STAND_INS, PublishedTestimony, PublishedVoice
from vises_site.render.datasets.descriptors import Origin
from vises_site.render.datasets.documents import FindAddress
from vises_site.render.datasets.linked import CONTEXT, find_coverage
from vises_site.render.phrases import Phrases

Thing = dict[str, Any]

_TESTIMONY = mark("Témoignage")
_KINDS = {"rapport": "Report", "affiche": "Poster"}
"""Types of publications by genre; the others are works like any other."""


@dataclass(frozen=True, slots=True)
class GraphBuilder:
    """Builds what programs read in the pages of one language.

    Attributes:
        shared: What may appear both on the site and on social networks.
        origin: The site.
        phrases: The language's phrases.
        find_pdf: Returns the place of a publication's screen PDF; empty for none.
    """

    shared: Publishable
    origin: Origin
    phrases: Phrases
    find_pdf: Callable[[str], str]

    def build(self, spec: PageSpec, sharing: Sharing, address: FindAddress, home: str) -> Thing:
        """Return the graph of a page.

        Args:
            spec: The page.
            sharing: What stands for it elsewhere.
            address: Returns the address of a page or file, seen from this one.
            home: What the way in is called.
        """
        crumbs = _list_crumbs(spec, sharing, address, home)
        things = [self._describe_page(spec, sharing, address), crumbs]
        return {"@context": CONTEXT, "@graph": [thing for thing in things if thing]}

    def _describe_page(self, spec: PageSpec, sharing: Sharing, address: FindAddress) -> Thing:
        if not sharing.is_own:
            return {}
        members: Thing = {
            "name": sharing.title,
            "description": sharing.description,
            "url": address(spec.uri),
            "inLanguage": sharing.language,
        }
        if sharing.testimony is not None:
            members = self._describe_testimony(sharing.testimony, address) | members
        elif spec.template == "evaluation.html":
            members = self._describe_evaluation(spec.members["evaluation"], address) | members
        elif spec.template == "publication.html":
            members = self._describe_publication(spec.members["publication"], address) | members
        elif spec.template == "organism.html":
            del members["inLanguage"]
            members = _describe_organism(spec.members["organism"]) | members
        elif spec.template == "home.html":
            members = {"@type": "WebSite", "publisher": self._name_site()} | members
        else:
            is_list = spec.uri.endswith("/index.md") or spec.template == "theme.html"
            kind = "CollectionPage" if is_list else "WebPage"
            members = {"@type": kind, "publisher": self._name_site()} | members
        return _drop_empty(members)

    def _describe_testimony(self, testimony: PublishedTestimony, address: FindAddress) -> Thing:
        organism = self.shared.organisms.get(testimony.organism or "")
        pull = build_pull(testimony, organism)
        invented = self.phrases.invented if testimony.illustration else ""
        speakers = [] if invented else list(map(_name_person, _select_named(pull.speakers)))
        quotation = {
            "@type": "Quotation",
            "text": pull.words,
            "inLanguage": testimony.language,
            "creator": speakers if len(pull.speakers) == 1 else [],
        }
        voices = [] if invented else list(map(_name_person, _select_named(testimony.voices)))
        return {
            "@type": "CreativeWork",
            "genre": self.phrases.interface.gettext(_TESTIMONY),
            "disambiguatingDescription": invented,
            "creditText": self.phrases.name_voices(testimony),
            "creator": voices,
            "dateCreated": _write_month(testimony.date),
            "keywords": list(testimony.themes),
            "sourceOrganization": _name_organism(organism, address) if organism else {},
            "publisher": self._name_site(),
            "hasPart": _drop_empty(quotation),
        }

    def _describe_evaluation(self, evaluation: Evaluation, address: FindAddress) -> Thing:
        owners = (self.shared.organisms.get(slug) for slug in evaluation.fields.organisms)
        return {
            "@type": "Report",
            "abstract": evaluation.fields.question,
            "temporalCoverage": find_coverage(evaluation),
            "author": [_name_organism(owner, address) for owner in owners if owner],
            "publisher": self._name_site(),
        }

    def _describe_publication(self, publication: Publication, address: FindAddress) -> Thing:
        fields, pdf = publication.fields, self.find_pdf(publication.slug)
        encoding = {
            "@type": "MediaObject",
            "contentUrl": address(pdf),
            "encodingFormat": "application/pdf",
        }
        return {
            "@type": _KINDS.get(fields.genre, "CreativeWork"),
            "genre": fields.genre,
            "datePublished": _write_month(fields.date) if fields.date else "",
            "encoding": encoding if pdf else {},
            "publisher": self._name_site(),
        }

    def _name_site(self) -> Thing:
        if not self.origin.name:
            return {}
        named = {"@type": "Organization", "name": self.origin.name, "url": self.origin.url}
        return _drop_empty(named)


def _describe_organism(organism: Organism) -> Thing:
    fields = organism.fields
    contact = fields.contact
    place = {
        "streetAddress": fields.address,
        "addressLocality": fields.municipality,
        "addressRegion": fields.province,
    }
    return {
        "@type": "Organization",
        "alternateName": fields.acronym,
        "address": {"@type": "PostalAddress", **_drop_empty(place)} if any(place.values()) else {},
        "telephone": contact.telephone if contact else "",
        "email": contact.email if contact else "",
        "sameAs": fields.website,
    }


def _name_organism(organism: Organism, address: FindAddress) -> Thing:
    url = address(f"organismes/{organism.slug}.md")
    return {"@type": "Organization", "name": organism.fields.name, "url": url}


def _select_named(voices: Iterable[PublishedVoice]) -> list[PublishedVoice]:
    return [voice for voice in voices if voice.name not in STAND_INS]


def _name_person(voice: PublishedVoice) -> Thing:
    return {"@type": "Person", "name": voice.name}


def _list_crumbs(spec: PageSpec, sharing: Sharing, address: FindAddress, home: str) -> Thing:
    """Return the pages above a page, and itself; nothing for a page without any above it."""
    if not spec.crumbs:
        return {}
    steps = [(home, "index.md"), *spec.crumbs]
    steps += [(sharing.title, spec.uri)] if sharing.is_own else []
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": address(uri)}
        for place, (name, uri) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _write_month(day: date) -> str:
    """Return a month as ISO 8601 writes it: the site names no days of testimonies."""
    return f"{day.year:04}-{day.month:02}"


def _drop_empty(members: Thing) -> Thing:
    return {name: value for name, value in members.items() if value}
