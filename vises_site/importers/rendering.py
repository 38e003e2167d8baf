"""A draft as files: the answers as CSV, the codebook as YAML with comments."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence

from vises_site.importers.drafts import Draft, DraftQuestion, arm
from vises_site.importers.identifying import describe_reason
from vises_site.language import gettext as _
from vises_site.model.codebook import SMALLEST_GROUP
from vises_site.text.invisible import INVISIBLE

ANSWERS_FILE = "reponses.csv"
CODEBOOK_FILE = "questionnaire.yml"
FILES = (ANSWERS_FILE, CODEBOOK_FILE)
_PLAIN = re.compile(r"[A-Za-zÀ-ÿ][\wÀ-ÿ'’().,/ -]*")


def render_draft(draft: Draft) -> dict[str, bytes]:
    """Return what a draft is written as, by file name."""
    return {ANSWERS_FILE: render_answers(draft), CODEBOOK_FILE: render_codebook(draft)}


def render_answers(draft: Draft) -> bytes:
    """Return the answers as CSV in UTF-8, a row for each person.

    Rows are sorted by what they hold: the order in which people answered would tell who is who to
    whoever was there.
    """
    headings = [name for question in draft.questions for name in question.cells]
    columns = [_arm_all(cells) for question in draft.questions for cells in question.cells.values()]
    people = sorted(row for row in zip(*columns, strict=True) if any(row))
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([arm(heading) for heading in headings])
    writer.writerows(people)
    return written.getvalue().encode()


def _arm_all(cells: Sequence[str]) -> list[str]:
    """Return a column that no spreadsheet runs; each different cell is looked at once."""
    armed = {cell: arm(INVISIBLE.sub("", cell)) for cell in set(cells)}
    return [armed[cell] for cell in cells]


def render_codebook(draft: Draft) -> bytes:
    """Return the codebook, in which a comment stands beside whatever is a guess."""
    breakdown = _("single-choice questions by which the others are broken down")
    wave = _("the question that tells which survey it was: before, after")
    lines = [*map(_remark, _list_opening()), ""]
    if draft.title:
        lines += [f"titre: {quote(draft.title)}"]
    lines += [
        f"seuil: {SMALLEST_GROUP}",
        _remark(f"groupes: [q1]  # {breakdown}"),
        _remark(f"vague: q2  # {wave}"),
        "questions:",
    ]
    for question in draft.questions:
        lines += _list_question(question)
    if draft.left_out:
        lines += ["", _remark(_("Left out of the answers, and why:"))]
        lines += [_remark(f"- {q.id} : {describe_reason(q.reason)}") for q in draft.left_out]
    return ("\n".join(lines) + "\n").encode()


def _list_opening() -> Iterator[str]:
    yield _("A draft, to be read again by somebody who knows the questionnaire.")
    yield _("Nothing of it is published: each question says « public: non ».")
    yield _("Write « public: oui » below those whose figures may appear on the site.")
    yield _("Before that, read the lines that begin with « # to check », then delete them.")
    yield _("A scale goes from the least to the most; correct labels, order and types here.")


def _list_question(question: DraftQuestion) -> Iterator[str]:
    yield f"  - id: {quote(question.id)}"
    yield f"    libellé: {quote(question.label)}"
    doubt = _("to check:")
    for note in question.notes:
        yield f"    {_remark(f'{doubt} {note}')}"
    yield f"    type: {question.type}"
    if question.unit:
        yield f"    unité: {quote(question.unit)}"
    yield "    public: non"
    if question.answers:
        yield "    modalités:"
    for answer in question.answers:
        if answer.code == answer.label:
            yield f"      - {quote(answer.code)}"
        else:
            yield f"      - code: {quote(answer.code)}"
            yield f"        libellé: {quote(answer.label)}"


def _remark(text: str) -> str:
    """Return a text as a comment, on one line whatever it cites."""
    return f"# {' '.join(INVISIBLE.sub('', text).split())}"


def quote(text: str) -> str:
    """Return a text as a YAML scalar that every reader takes for a text.

    >>> quote("non"), quote("12"), quote("Plutôt oui")
    ('"non"', '"12"', 'Plutôt oui')
    """
    clean = INVISIBLE.sub("", text)
    is_plain = _PLAIN.fullmatch(clean) and not clean.endswith((" ", "."))
    if is_plain and clean.lower() not in _WORDS:
        return clean
    return json.dumps(clean, ensure_ascii=False)


_WORDS = frozenset("oui non yes no true false on off y n null vrai faux".split())
