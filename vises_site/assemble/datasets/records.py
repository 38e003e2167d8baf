"""Tables of the whole site: organisms, voices, evaluations, publications. What its pages show."""

from collections.abc import Collection
from datetime import date
from typing import Any

from vises_site.assemble.datasets.tables import Column, DataTable, Link, join_values
from vises_site.assemble.variants import name_stem
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony

_SLUG = Column("identifiant", "Identifiant", "Nom court, qui forme l’adresse de la page.")
_PAGE = Column("page", "Page", "Adresse de la page sur ce site.")
_SEVERAL = "Séparés par une barre verticale."

ORGANISM_COLUMNS = (
    _SLUG,
    Column("nom", "Nom"),
    Column("sigle", "Sigle"),
    Column("dispositifs", "Dispositifs", f"SIS, CISP ou les deux. {_SEVERAL}"),
    Column("type", "Type", "SIS de CPAS, SIS associatif ou CISP."),
    Column("méthode", "Méthode", "Pour un CISP : DéFI, EFT ou mixte."),
    Column("filières", "Filières", f"Pour un CISP. {_SEVERAL}"),
    Column("agrément", "Agrément", "Agrément par la Région, avec sa période."),
    Column("adresse", "Adresse"),
    Column("commune", "Commune"),
    Column("province", "Province"),
    Column("téléphone", "Téléphone", "Numéro de l’accueil."),
    Column("courriel", "Courriel", "Adresse de l’accueil."),
    Column("permanence", "Permanence", "Quand quelqu’un répond."),
    Column("site-web", "Site de l’organisme"),
    Column("missions", "Missions", _SEVERAL),
    Column(
        "témoignages",
        "Témoignages",
        "Nombre de témoignages de ce site qui nomment l’organisme.",
        "integer",
    ),
    _PAGE,
)

TESTIMONY_COLUMNS = (
    _SLUG,
    Column("titre", "Titre"),
    Column("voix", "Rang de la voix", "1 pour la première voix du témoignage.", "integer"),
    Column(
        "nom",
        "Nom affiché",
        "Nom sous lequel la personne a choisi de paraître ; souvent un prénom d’emprunt.",
    ),
    Column("rôle", "Rôle", "D’où la personne parle : bénéficiaire, travailleur social…"),
    Column("fonction", "Fonction", "Le rôle, comme la page le dit de cette personne."),
    Column("âge", "Âge", "En années ; vide si la personne ne souhaite pas le donner.", "integer"),
    Column(
        "organisme",
        "Organisme",
        "Identifiant de l’organisme ; vide si une personne ne souhaite pas qu’il soit nommé.",
    ),
    Column("dispositif", "Dispositif", "SIS ou CISP."),
    Column("objectifs", "Objectifs", _SEVERAL),
    Column("thèmes", "Thèmes", _SEVERAL),
    Column("recueilli", "Recueilli en", "Année et mois.", "yearmonth"),
    Column("langue", "Langue", "fr, nl, de ou en."),
    Column("citation", "Citation", "Quelques mots du témoignage."),
    Column("imaginé", "Imaginé", "oui : témoignage inventé pour la démonstration.", "boolean"),
    _PAGE,
)

EVALUATION_COLUMNS = (
    _SLUG,
    Column("titre", "Titre"),
    Column("question", "Question évaluative"),
    Column("dispositif", "Dispositif", "SIS ou CISP."),
    Column("organismes", "Organismes", f"Identifiants. {_SEVERAL}"),
    Column("période", "Période"),
    Column("constats", "Constats", "Combien de constats.", "integer"),
    Column("actions", "Actions", "Combien d’actions décidées.", "integer"),
    _PAGE,
)

PUBLICATION_COLUMNS = (
    _SLUG,
    Column("titre", "Titre"),
    Column("sous-titre", "Sous-titre"),
    Column("genre", "Genre", "brochure, recrutement, rapport ou affiche."),
    Column("format", "Format", "Format du papier."),
    Column("parution", "Parution", "Année et mois.", "yearmonth"),
    Column("public", "Public", "Pour qui elle est écrite."),
    _PAGE,
    Column("pdf", "PDF", "Adresse du PDF accessible ; vide s’il n’est pas sur le site."),
)


def build_site_tables(
    shown: Publishable, with_pdf: Collection[tuple[str, str]] = ()
) -> tuple[DataTable, ...]:
    """Return the tables of all that has pages on the site.

    The words of testimonies stay on their pages: whoever withdraws must not find them in files
    that were made to be copied.

    Args:
        shown: What may appear on the site.
        with_pdf: The publications whose screen PDF stands on the site, as `WebRenderer` has them.
    """
    return (
        _build_organisms(shown),
        _build_testimonies(shown),
        _build_evaluations(shown),
        _build_publications(shown, with_pdf),
    )


def _build_organisms(shown: Publishable) -> DataTable:
    rows = []
    for slug, organism in shown.organisms.items():
        fields = organism.fields
        contact = fields.contact
        rows.append(
            (
                slug,
                fields.name,
                fields.acronym,
                join_values(fields.dispositifs),
                fields.type,
                fields.method,
                join_values(fields.courses) or None,
                fields.accreditation,
                fields.address,
                fields.municipality,
                fields.province,
                contact.telephone if contact else None,
                contact.email if contact else None,
                contact.opening_hours if contact else None,
                fields.website,
                join_values(fields.missions) or None,
                len(shown.by_organism.get(slug, ())),
                Link(f"organismes/{slug}.md"),
            )
        )
    description = "Une ligne par organisme : ce que dit sa page."
    return DataTable("organismes", "Organismes", description, ORGANISM_COLUMNS, tuple(rows))


def _build_testimonies(shown: Publishable) -> DataTable:
    """Return all voices that may appear, with what each agreed to show."""
    return DataTable(
        "temoignages",
        "Témoignages",
        "Une ligne par voix : un témoignage à deux voix en occupe deux. Seul y figure ce que "
        "chaque personne accepte de montrer sur ce site ; ses mots se lisent sur sa page.",
        TESTIMONY_COLUMNS,
        tuple(
            (
                testimony.slug,
                testimony.title,
                rank,
                voice.name,
                voice.role,
                voice.wording,
                voice.age,
                testimony.organism,
                testimony.dispositif,
                join_values(testimony.objectives) or None,
                join_values(testimony.themes) or None,
                _name_month(testimony.date),
                testimony.language,
                testimony.quote,
                testimony.illustration,
                Link(f"temoignages/{testimony.slug}.md"),
            )
            for testimony in shown.testimonies
            for rank, voice in enumerate(testimony.voices, start=1)
        ),
    )


def describe_testimony(testimony: PublishedTestimony, page: str) -> dict[str, Any]:
    """Return what the table of testimonies says of one, its voices together.

    Args:
        testimony: What may appear.
        page: Address of its page.
    """
    described = {
        "identifiant": testimony.slug,
        "titre": testimony.title,
        "voix": [
            _leave_out_empty({"nom": v.name, "rôle": v.role, "fonction": v.wording, "âge": v.age})
            for v in testimony.voices
        ],
        "organisme": testimony.organism,
        "dispositif": testimony.dispositif,
        "objectifs": list(testimony.objectives),
        "thèmes": list(testimony.themes),
        "recueilli": _name_month(testimony.date),
        "langue": testimony.language,
        "citation": testimony.quote,
        "imaginé": testimony.illustration,
        "page": page,
    }
    return _leave_out_empty(described)


def _build_evaluations(shown: Publishable) -> DataTable:
    return DataTable(
        "evaluations",
        "Évaluations",
        "Une ligne par évaluation.",
        EVALUATION_COLUMNS,
        tuple(
            (
                slug,
                evaluation.fields.title,
                evaluation.fields.question,
                evaluation.fields.dispositif,
                join_values(evaluation.fields.organisms),
                evaluation.fields.period,
                len(evaluation.fields.findings),
                len(evaluation.fields.actions),
                Link(f"evaluations/{slug}/index.md"),
            )
            for slug, evaluation in shown.evaluations.items()
        ),
    )


def _build_publications(shown: Publishable, with_pdf: Collection[tuple[str, str]]) -> DataTable:
    rows = []
    for slug, publication in shown.publications.items():
        fields = publication.fields
        pdf = Link(f"publications/{slug}/{name_stem(slug)}.pdf")
        rows.append(
            (
                slug,
                fields.title,
                fields.subtitle,
                fields.genre,
                fields.format,
                _name_month(fields.date) if fields.date else None,
                fields.audience,
                Link(f"publications/{slug}.md"),
                pdf if (slug, "") in with_pdf else None,
            )
        )
    description = "Une ligne par brochure, rapport ou affiche."
    return DataTable("publications", "Publications", description, PUBLICATION_COLUMNS, tuple(rows))


def _name_month(day: date) -> str:
    """Return the month of a day: pages say no more.

    >>> _name_month(date(2019, 5, 14))
    '2019-05'
    """
    return day.isoformat()[:7]


def _leave_out_empty(members: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in members.items() if value not in (None, [])}
