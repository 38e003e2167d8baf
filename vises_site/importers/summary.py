"""What an import did, in words for the person who goes on from there."""

from collections import Counter
from collections.abc import Iterator

from vises_site.importers.drafts import Draft
from vises_site.importers.fields import PRODUCT_NAMES
from vises_site.importers.identifying import describe_reason
from vises_site.importers.rendering import ANSWERS_FILE, CODEBOOK_FILE
from vises_site.importers.survey import Imported
from vises_site.language import gettext as _
from vises_site.language import ngettext

_LONGEST_LABEL = 60


def summarise_import(imported: Imported, draft: Draft) -> list[str]:
    """Return lines that say what was read, left out and guessed, and what comes next."""
    return [
        *_list_counts(imported, draft),
        *_list_left_out(draft),
        *_list_guesses(draft),
        *_list_next(draft),
    ]


def _list_counts(imported: Imported, draft: Draft) -> Iterator[str]:
    product = PRODUCT_NAMES[draft.product] or _("a program that is not known here")
    yield _("Read as an export of: {product}").format(product=product)
    if imported.other_sheets:
        yield _("Sheet read: « {name} »; not read: {others} (--sheet chooses)").format(
            name=imported.sheet, others=", ".join(imported.other_sheets)
        )
    if imported.has_formulas:
        yield _("The workbook holds formulas: their last result was read, nothing was computed")
    written = draft.people - draft.silent
    people = ngettext("{count} person", "{count} people", written).format(count=written)
    count = len(draft.questions)
    asked = ngettext("{count} question", "{count} questions", count).format(count=count)
    types = Counter(question.type for question in draft.questions)
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(types.items()))
    yield f"{people}, {asked} ({kinds})"
    if draft.silent:
        text = ngettext(
            "{count} row without any answer was left out",
            "{count} rows without any answer were left out",
            draft.silent,
        )
        yield text.format(count=draft.silent)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"


def _list_left_out(draft: Draft) -> Iterator[str]:
    if not draft.left_out:
        return
    yield ""
    yield _("Left out, since it may tell who answered or is no answer (--keep NAME keeps it):")
    for left in draft.left_out:
        label = "" if left.label == left.id else f" « {_shorten(left.label)} »"
        yield f"  {left.id}{label} : {describe_reason(left.reason)}"


def _list_guesses(draft: Draft) -> Iterator[str]:
    guessed = [question for question in draft.questions if question.notes]
    if not guessed:
        return
    yield ""
    yield _("To check in {file}:").format(file=CODEBOOK_FILE)
    for question in guessed:
        yield f"  {question.id} ({question.type}) : {' ; '.join(question.notes)}"


def _list_next(draft: Draft) -> Iterator[str]:
    yield ""
    yield _("Next: correct {file}, then write below « collecte » in the evaluation:").format(
        file=CODEBOOK_FILE
    )
    yield "  - méthode: Questionnaire"
    yield f"    données: {ANSWERS_FILE}"
    yield f"    codebook: {CODEBOOK_FILE}"
    yield f"    effectif: {draft.people - draft.silent}"
