"""Sections of publications in which nothing may appear."""

from collections.abc import Iterable, Mapping

from vises_site.language import gettext as _
from vises_site.load.sources import Source
from vises_site.model.publication import Publication, Section
from vises_site.model.publishable import Publishable


def report_empty_sections(
    publications: Iterable[Publication], shown: Publishable, sources: Mapping[str, Source]
) -> None:
    """Warn of sections for which no testimony may appear on paper, or nobody gave figures.

    Args:
        publications: The publications.
        shown: What may appear in brochures.
        sources: Files by path.
    """
    for publication in publications:
        for index, section in enumerate(publication.fields.sections):
            _report_section(shown, sources[publication.path], index, section)


def _report_section(shown: Publishable, source: Source, index: int, section: Section) -> None:
    if section.testimonies is not None and not shown.select_testimonies(section.testimonies):
        source.report_at(
            ("sections", index, "témoignages"),
            "empty-section",
            _("no testimony is selected: this section will be left out"),
            _("at least one published testimony whose voices agreed to the channel brochure"),
            _("loosen the conditions, or see `vises check` for the testimonies held back"),
            severity="warning",
        )
    if section.figures is not None and not any(
        organism.slug in shown.activities for organism in shown.select_organisms(section.figures)
    ):
        source.report_at(
            ("sections", index, "chiffres"),
            "empty-section",
            _("no organism that is selected has figures: this section will be left out"),
            _("at least one organism with `chiffres` in its file"),
            _("add the figures, or remove the section"),
            severity="warning",
        )
