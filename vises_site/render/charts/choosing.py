"""How a result is drawn, and whether there is anything to draw."""

from vises_site.model.charts import Kind, list_kinds
from vises_site.model.results import Distribution, Result, Summary


def choose_kind(result: Result, wanted: Kind = "automatique") -> Kind | None:
    """Return the kind that a result is drawn in; None for open answers.

    A kind that the question cannot have is passed over: whoever reads the author's file says so.
    """
    kinds = list_kinds(result.question, len(result.groups), result.is_wave)
    return wanted if wanted in kinds else next(iter(kinds), None)


def is_hidden(figure: Distribution | Summary) -> bool:
    """Tell whether nothing at all of a group may be shown."""
    if isinstance(figure, Summary):
        return figure.answered is None
    return figure.answered is None or all(share.count is None for share in figure.shares)


def is_empty(figure: Distribution | Summary) -> bool:
    """Tell whether nobody of a group answered."""
    return figure.answered == 0
