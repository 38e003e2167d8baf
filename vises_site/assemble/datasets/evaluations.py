"""Tables of one evaluation: its framework, how data were collected, what was answered."""

from typing import Any

from vises_site.assemble.datasets.figures import build_figures
from vises_site.assemble.datasets.tables import Column, DataTable, join_values
from vises_site.model.evaluation import Evaluation, Indicator
from vises_site.model.library import Results

INDICATOR_COLUMNS = (
    Column("dimension", "Dimension", "Ce que l’on regarde."),
    Column("critères", "Critères", "Ce par quoi on en juge, séparés par une barre verticale."),
    Column("indicateur", "Indicateur", "Ce que l’on observe."),
    Column("id", "Nom court", "Nom par lequel les constats citent l’indicateur."),
    Column("nature", "Nature", "qualitatif ou quantitatif."),
    Column("source", "Source", "D’où vient l’observation."),
    Column("numérateur", "Numérateur", "Nombre de personnes concernées.", "integer"),
    Column("dénominateur", "Dénominateur", "Nombre de personnes observées.", "integer"),
    Column("période", "Période", "Quand on a observé."),
    Column(
        "masqué",
        "Nombres masqués",
        "oui : les nombres ne sont pas publiés, parce qu’ils désigneraient un petit groupe.",
        "boolean",
    ),
)

COLLECTION_COLUMNS = (
    Column("méthode", "Méthode", "Questionnaire, entretiens, groupes de discussion…"),
    Column("du", "Premier jour", "", "date"),
    Column("au", "Dernier jour", "", "date"),
    Column("effectif", "Effectif", "Nombre de personnes qui ont répondu.", "integer"),
)


def build_evaluation_tables(evaluation: Evaluation, results: Results) -> tuple[DataTable, ...]:
    """Return the tables of an evaluation that have at least one row."""
    tables = (
        build_figures(evaluation, results),
        _build_indicators(evaluation),
        _build_collections(evaluation),
    )
    return tuple(table for table in tables if table.rows)


def _build_indicators(evaluation: Evaluation) -> DataTable:
    return DataTable(
        f"{evaluation.slug}-indicateurs",
        "Cadre d’analyse",
        "Une ligne par indicateur du cadre d’analyse.",
        INDICATOR_COLUMNS,
        tuple(
            (
                dimension.name,
                join_values(dimension.criteria) or None,
                indicator.name,
                indicator.id,
                indicator.nature,
                indicator.source,
                None if indicator.is_hidden else indicator.numerator,
                None if indicator.is_hidden else indicator.denominator,
                indicator.period,
                is_covered(indicator),
            )
            for dimension in evaluation.fields.framework
            for indicator in dimension.indicators
        ),
    )


def is_covered(indicator: Indicator) -> bool:
    """Tell whether an indicator has numbers that may not be shown.

    One number without the other says little that can be checked, and may be a small one.
    """
    has_numbers = indicator.numerator is not None or indicator.denominator is not None
    return has_numbers and indicator.is_hidden


def _build_collections(evaluation: Evaluation) -> DataTable:
    return DataTable(
        f"{evaluation.slug}-collecte",
        "Récolte des données",
        "Une ligne par façon de récolter.",
        COLLECTION_COLUMNS,
        tuple((c.method, c.start, c.end, c.headcount) for c in evaluation.fields.collections),
    )


def describe_evaluation(evaluation: Evaluation) -> dict[str, Any]:
    """Return the front matter of an evaluation as it may be published, under its French keys.

    Where answers and codebooks lie on the organism's disk is nobody else's business; testimonies
    appear under consents of their own; numbers that show a small group are left out.
    """
    fields = evaluation.fields
    shown = fields.model_dump(mode="json", by_alias=True, exclude_none=True)
    for collection in shown.get("collecte", []):
        collection.pop("données", None)
        collection.pop("codebook", None)
    shown.pop("témoignages", None)
    for dimension, described in zip(fields.framework, shown.get("cadre", []), strict=True):
        for indicator, one in zip(
            dimension.indicators, described.get("indicateurs", []), strict=True
        ):
            if is_covered(indicator):
                one.pop("numérateur", None)
                one.pop("dénominateur", None)
                one["masqué"] = True
    return shown
