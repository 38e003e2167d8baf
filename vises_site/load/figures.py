"""Blocks that show what a survey found, held against the questionnaires."""

from collections.abc import Mapping, Sequence

from vises_site.language import gettext as _
from vises_site.load.names import Known
from vises_site.load.sources import Source
from vises_site.model.charts import KINDS, list_kinds
from vises_site.model.codebook import Codebook, Question
from vises_site.model.vocabulary import find_nearest, fold
from vises_site.text.blocks import BlockUse
from vises_site.text.figures import OPTIONS, find_home, find_kind, read_figure_block


def check_figure_block(known: Known, source: Source, block: BlockUse) -> None:
    """Report a block whose question, answers, groups or options nobody knows."""
    _check_options(source, block)
    asked = read_figure_block(block.name, block.argument, block.options)
    owners = _find_owners(known, source, block, asked.evaluation)
    if owners is None:
        return
    for name, codes in asked.questions:
        found = [
            (slug, codebook, question)
            for slug, codebooks in owners.items()
            for codebook in codebooks
            for question in codebook.questions
            if question.id == name
        ]
        home = [item for item in found if item[0] == find_home(source.path)]
        found = home or found
        if not found:
            names = [q.id for books in owners.values() for book in books for q in book.questions]
            _report_unknown(source, block, _("no question is named « {name} »"), name, names)
        elif len({slug for slug, _book, _question in found}) > 1:
            _report(
                source,
                block,
                "ambiguous-question",
                _("several evaluations ask a question « {name} »").format(name=name),
                _("the option « évaluation: » with one of: {words}").format(
                    words=", ".join(slug for slug, _book, _question in found)
                ),
                _("add that line below « /// {block} »").format(block=block.name),
            )
        else:
            _check_question(source, block, found[0][1], found[0][2], codes)


def _check_question(
    source: Source, block: BlockUse, codebook: Codebook, question: Question, codes: tuple[str, ...]
) -> None:
    asked = read_figure_block(block.name, block.argument, block.options)
    if not question.public or question.type == "texte":
        _report(
            source,
            block,
            "question-not-public",
            _("the figures of « {name} » may not be published").format(name=question.id),
            _("a closed question or a number with `public: oui` in the codebook"),
            _("decide it in the codebook, or remove the block")
            if question.type != "texte"
            else _("quote chosen answers as testimonies, with their consent"),
        )
    known_codes = [modality.code for modality in question.modalities]
    for code in codes:
        if code not in known_codes:
            what = _("no answer of this question is named « {name} »")
            _report_unknown(source, block, what, code, known_codes)
    breakdowns = [*codebook.groups, *([codebook.wave] if codebook.wave else [])]
    if asked.by and asked.by not in breakdowns:
        what = _("figures are not broken down by « {name} »")
        _report_unknown(source, block, what, asked.by, breakdowns)
    elif asked.by == question.id:
        what = _("a question is not broken down by itself")
        _report(source, block, "invalid-block", what, _("another question"), _("remove « par »"))
    elif asked.kind != "automatique":
        count = next((len(q.modalities) for q in codebook.questions if q.id == asked.by), 0)
        kinds = list_kinds(question, count, bool(asked.by) and asked.by == codebook.wave)
        if asked.kind not in kinds:
            _report(
                source,
                block,
                "invalid-block",
                _("the question « {name} » cannot be drawn as « {kind} »").format(
                    name=question.id, kind=asked.kind
                ),
                _("one of: {words}").format(words=", ".join(kinds) or "—"),
                _("change « type », or remove it: the fittest is chosen"),
            )


def _check_options(source: Source, block: BlockUse) -> None:
    allowed = OPTIONS[block.name]
    for option in block.options:
        if option not in map(fold, allowed):
            what = _("the block does not know the option « {name} »")
            _report_unknown(source, block, what, option, allowed)
    written = block.options.get("type")
    if isinstance(written, str) and find_kind(written) is None:
        _report_unknown(source, block, _("no chart is of the type « {name} »"), written, KINDS)


def _find_owners(
    known: Known, source: Source, block: BlockUse, evaluation: str
) -> Mapping[str, tuple[Codebook, ...]] | None:
    """Return the questionnaires that are meant; None where one cannot be read, or none is."""
    if evaluation and evaluation not in known.evaluations:
        what = _("there is no evaluation « {name} »")
        _report_unknown(source, block, what, evaluation, known.evaluations)
        return None
    chosen = {slug: known.codebooks.get(slug, ()) for slug in known.evaluations}
    if evaluation:
        chosen = {evaluation: chosen[evaluation]}
    # What cannot be read is reported where it is: its questions may well be the ones meant
    if any(codebooks is None for codebooks in chosen.values()):
        return None
    return {slug: codebooks for slug, codebooks in chosen.items() if codebooks is not None}


def _report_unknown(
    source: Source, block: BlockUse, what: str, name: str, words: Sequence[str]
) -> None:
    nearest = find_nearest(name, words)
    _report(
        source,
        block,
        "invalid-block",
        what.format(name=name),
        _("one of: {words}").format(words=", ".join(list(words)[:12]) or "—"),
        _("write « {nearest} »").format(nearest=nearest) if nearest else _("correct the name"),
    )


def _report(
    source: Source, block: BlockUse, code: str, what: str, expected: str, mend: str
) -> None:
    source.report(code, what, expected, mend, line=block.line)
