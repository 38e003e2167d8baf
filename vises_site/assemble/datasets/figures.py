"""What a questionnaire gives to publish as one long table: small groups are hidden already."""

from collections.abc import Iterator, Mapping

from vises_site.assemble.datasets.tables import Cell, Column, DataTable, Row
from vises_site.model.evaluation import Evaluation
from vises_site.model.library import Results
from vises_site.model.results import Distribution, Result, Summary

RESULT_COLUMNS = (
    Column("question", "Question", "Nom court de la question dans le questionnaire."),
    Column("libellé", "Libellé de la question", "La question, mot pour mot."),
    Column(
        "type",
        "Type de question",
        "choix-unique, choix-multiple (plusieurs réponses par personne : les pourcentages "
        "dépassent 100 ensemble), échelle ou nombre.",
    ),
    Column(
        "groupe-question",
        "Question qui forme les groupes",
        "Nom court de la question qui répartit les personnes ; vide : tout le monde ensemble.",
    ),
    Column("groupe", "Groupe", "Code du groupe ; vide : tout le monde ensemble."),
    Column("groupe-libellé", "Nom du groupe", "Nom du groupe ; vide : tout le monde ensemble."),
    Column("réponse", "Réponse", "Code de la réponse ; vide pour une question de type nombre."),
    Column("réponse-libellé", "Libellé de la réponse", "La réponse, comme elle était proposée."),
    Column("effectif", "Effectif", "Nombre de personnes qui ont donné la réponse.", "integer"),
    Column(
        "dénominateur",
        "Dénominateur",
        "Nombre de personnes du groupe qui ont répondu à la question : le total de tous les "
        "pourcentages de la question.",
        "integer",
    ),
    Column(
        "pourcentage",
        "Pourcentage",
        "Effectif rapporté au dénominateur, arrondi à l’unité ; les pourcentages d’un choix "
        "unique font 100 ensemble.",
        "integer",
    ),
    Column(
        "borne-basse",
        "Borne basse",
        "Limite inférieure de l’intervalle à 95 % du pourcentage (méthode de Wilson).",
        "number",
    ),
    Column(
        "borne-haute",
        "Borne haute",
        "Limite supérieure de l’intervalle à 95 % du pourcentage (méthode de Wilson).",
        "number",
    ),
    Column("manquants", "Sans réponse", "Personnes interrogées qui n’ont pas répondu.", "integer"),
    Column(
        "réponse-médiane",
        "Réponse médiane",
        "Pour une échelle : la réponse qui partage les personnes en deux moitiés.",
    ),
    Column("médiane", "Médiane", "Pour un nombre : la moitié a donné autant ou moins.", "number"),
    Column("premier-quartile", "Premier quartile", "Pour un nombre.", "number"),
    Column("troisième-quartile", "Troisième quartile", "Pour un nombre.", "number"),
    Column("moyenne", "Moyenne", "Pour un nombre : moyenne arithmétique.", "number"),
    Column("unité", "Unité", "Pour un nombre : ce que l’on compte, par exemple ans."),
    Column(
        "masqué",
        "Cases masquées",
        "Noms des colonnes de cette ligne dont la valeur existe, mais n’est pas publiée pour "
        "protéger les personnes d’un petit groupe ; vide : rien n’est caché. Une case vide dont "
        "la colonne n’est pas nommée ici est sans objet.",
    ),
    Column(
        "seuil",
        "Seuil",
        "Nombre de personnes au-dessous duquel une case est masquée.",
        "integer",
    ),
    Column("source", "Source", "D’où viennent les réponses."),
    Column("période", "Période", "Quand elles ont été recueillies."),
)

_NAMES = tuple(column.name for column in RESULT_COLUMNS)
_OF_SHARES = ("effectif", "pourcentage", "borne-basse", "borne-haute")


def build_figures(evaluation: Evaluation, results: Results) -> DataTable:
    """Return all figures of an evaluation's questionnaires, one answer of one group a row."""
    return DataTable(
        f"{evaluation.slug}-resultats",
        "Réponses aux questionnaires",
        "Une ligne par réponse proposée et par groupe de personnes ; une seule ligne par groupe "
        "pour une question de type nombre. Les cases des petits groupes sont vides et nommées "
        "dans la colonne masqué.",
        RESULT_COLUMNS,
        tuple(row for found in results.values() for row in _list_rows(found)),
    )


def _list_rows(found: tuple[Result, ...]) -> Iterator[Row]:
    for result in found:
        # Everyone's figures stand in each result of a question
        figures = result.groups if result.by is not None else (result.everyone,)
        for figure in figures:
            for cells in _describe(result, figure):
                yield tuple(cells.get(name) for name in _NAMES)


def _describe(result: Result, figure: Distribution | Summary) -> Iterator[Mapping[str, Cell]]:
    question = result.question
    shared: dict[str, Cell] = {
        "question": question.id,
        "libellé": question.label,
        "type": question.type,
        "groupe-question": result.by.id if result.by is not None else None,
        "groupe": figure.code or None,
        "groupe-libellé": figure.label or None,
        "dénominateur": figure.answered,
        "manquants": figure.missing,
        "unité": question.unit,
        "seuil": result.threshold,
        "source": result.source,
        "période": result.period,
    }
    hidden = [name for name in ("dénominateur", "manquants") if shared[name] is None]
    if isinstance(figure, Summary):
        cells = shared | _summarise(figure)
        # Where nobody answered, there is nothing to hide
        unsaid = [n for n in _summarise(figure) if cells[n] is None and figure.answered != 0]
        yield cells | {"masqué": _name_hidden([*hidden, *unsaid])}
        return
    if question.type == "échelle" and figure.median is None and figure.answered != 0:
        hidden.append("réponse-médiane")
    for share in figure.shares:
        values = (share.count, share.percent, share.low, share.high)
        unsaid = list(_OF_SHARES) if share.count is None else []
        yield (
            shared
            | dict(zip(_OF_SHARES, values, strict=True))
            | {
                "réponse": share.code,
                "réponse-libellé": share.label,
                "réponse-médiane": figure.median,
                "masqué": _name_hidden([*hidden, *unsaid]),
            }
        )


def _summarise(figure: Summary) -> dict[str, Cell]:
    low, high = figure.quartiles or (None, None)
    return {
        "médiane": figure.median,
        "premier-quartile": low,
        "troisième-quartile": high,
        "moyenne": figure.mean,
    }


def _name_hidden(names: list[str]) -> str | None:
    return " ".join(name for name in _NAMES if name in names) or None
