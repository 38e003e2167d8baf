"""Where an easy-to-read text goes against the European rules, as problems of its file."""

from collections.abc import Mapping

from vises_site.interface import SITE_LANGUAGES
from vises_site.language import gettext as _
from vises_site.load.sources import Source
from vises_site.model.testimony import Testimony
from vises_site.text.falc import CERTAIN, LONGEST_SENTENCE, Finding, Rule, find_falc_breaches


def check_easy_versions(
    testimonies: Mapping[str, Testimony], sources: Mapping[str, Source]
) -> None:
    """Hold the easy-to-read versions of testimonies against the rules, in French.

    Args:
        testimonies: By slug.
        sources: All files by path; receive the problems.
    """
    for testimony in testimonies.values():
        for version in testimony.versions:
            if version.is_easy and version.language == SITE_LANGUAGES[0]:
                for passage in version.passages:
                    report_falc(sources[version.path], passage.text, passage.line)


def report_falc(source: Source, body: str, first_line: int = 1) -> None:
    """Report what in an easy-to-read text goes against the European rules.

    What a machine is sure of is a warning, a guess is advice.

    Args:
        source: The file; receives the problems.
        body: Its Markdown without front matter, in French.
        first_line: Line of the file on which it begins.
    """
    for finding in find_falc_breaches(body, first_line):
        what, expected, mend = _describe(finding)
        source.report(
            f"falc-{finding.rule}",
            what,
            _("{rule} (Inclusion Europe, « L'information pour tous », 2009)").format(rule=expected),
            mend,
            line=finding.line,
            column=finding.column,
            severity="warning" if finding.rule in CERTAIN else "advice",
        )


def _describe(finding: Finding) -> tuple[str, str, str]:
    """Return what was found, what the rule asks for, and how to mend it."""
    texts: dict[Rule, tuple[str, str, str]] = {
        "acronym": (
            _("« {found} » is an acronym"),
            _("whole words, or an explanation in brackets behind"),
            _("write the words in full"),
        ),
        "capitals": (
            _("« {found} » is written in capitals"),
            _("no words in capital letters"),
            _("write it in small letters, in bold if it matters"),
        ),
        "percentage": (
            _("« {found} » is a percentage"),
            _("no percentages"),
            _("write « few », « half », « nearly all », or « 3 people out of 10 »"),
        ),
        "large-number": (
            _("« {found} » is a large number"),
            _("no large numbers"),
            _("write « many », or compare it with something that people know"),
        ),
        "special-character": (
            _("« {found} » is a special character"),
            _("no special characters"),
            _("write it as a word"),
        ),
        "middle-dot": (
            _("« {found} » has a point in the middle"),
            _("no special characters"),
            _("write both words: « les hommes et les femmes »"),
        ),
        "foreign-word": (
            _("« {found} » comes from another language"),
            _("no words of other languages, unless everybody knows them"),
            _("choose a French word, or explain it"),
        ),
        "italics": (
            _("« {found} » is in italics"),
            _("no italics"),
            _("take the marks away; bold is allowed for what matters"),
        ),
        "cut-word": (
            _("« {found} » is cut at the end of the line"),
            _("words that are not cut"),
            _("write the whole word on one line"),
        ),
        "table": (
            _("a table or a chart: « {found} »"),
            _("no tables and no charts that are hard to read"),
            _("tell it in sentences, one idea each"),
        ),
        "long-sentence": (
            _("this sentence has {found} words"),
            _("short sentences; here, at most {count} words").format(count=LONGEST_SENTENCE),
            _("cut it in two, one idea in each"),
        ),
        "passive": (
            _("this sentence seems to be passive: « {found} »"),
            _("active sentences, that say who does what"),
            _("begin with who acts: « the doctor sends the letter »"),
        ),
        "several-ideas": (
            _("this sentence seems to hold several ideas: « {found} »"),
            _("one idea in a sentence"),
            _("cut it in two, one idea in each"),
        ),
    }
    what, expected, mend = texts[finding.rule]
    return what.format(found=finding.found), expected, mend
