"""How easily texts read, as `vises check --lisibilité` tells it."""

from collections.abc import Sequence
from typing import Any

from babel.numbers import format_decimal
from rich.console import Console
from rich.table import Table

from vises_site.cli.console import print_problems
from vises_site.language import get_language
from vises_site.language import gettext as _
from vises_site.load.readability import MeasuredText
from vises_site.problems import Problem, show_path
from vises_site.text.readability import FEWEST_WORDS, Ease, Readability

WIDTH = 200
"""Characters of a line where the output is no terminal."""


def report_readability(texts: Sequence[MeasuredText], advice: Sequence[Problem]) -> dict[str, Any]:
    """Return what the JSON object holds besides the problems."""
    return {
        "readability": {
            "formula": "207 - 1.015 * words_per_sentence - 0.736 * syllables_per_100_words",
            "source": "Kandel & Moles, 1958",
            "texts": [text.as_json() for text in texts],
            "advice": [problem.as_json() for problem in advice],
        }
    }


def print_readability(
    console: Console, texts: Sequence[MeasuredText], advice: Sequence[Problem]
) -> None:
    """Print a table of own texts, one of testimonies, what they mean, and the advice."""
    if not console.is_terminal:  # a file or a program has no width of its own
        console = Console(highlight=False, soft_wrap=True, width=WIDTH)
    own = [text for text in texts if text.kind != "testimony"]
    told = [text for text in texts if text.kind == "testimony"]
    for title, listed in ((_("Your own texts"), own), (_("Testimonies"), told)):
        if listed:
            console.print(_make_table(title, listed))
    for line in _explain():
        console.print(line)
    if advice:
        console.print()
        console.print(_("Advice, which stops nothing:"))
        print_problems(console, advice)


def _make_table(title: str, texts: Sequence[MeasuredText]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(_("Text"), overflow="fold")
    for heading in (
        _("Words"),
        _("Words/sentence"),
        _("Syll./100 words"),
        _("Score"),
        _("Rare words"),
        _("Passive"),
        _("Longest sentence"),
    ):
        table.add_column(heading, justify="right")
    for text in texts:
        cells = _describe(text.measured) if text.measured else _describe_unmeasured(text.language)
        table.add_row(show_path(text.path), *cells)
    return table


def _describe(measured: Readability) -> list[str]:
    score = _("too short")
    if measured.score is not None and measured.ease is not None:
        score = f"{measured.score:.0f} ({_name_ease(measured.ease)})"
    longest = ""
    if measured.longest is not None:
        longest = _("{count} (line {line})").format(
            count=len(measured.longest.words), line=measured.longest.line
        )
    return [
        str(measured.words),
        _write_decimal(measured.words_per_sentence),
        f"{measured.syllables_per_100_words:.0f}",
        score,
        f"{measured.rare_percent:.0f} %",
        str(measured.passives),
        longest,
    ]


def _describe_unmeasured(language: str) -> list[str]:
    """Return the cells of a text in a language without a dictionary."""
    return ["", "", "", _("not measured: {language}").format(language=language), "", "", ""]


def _write_decimal(number: float) -> str:
    text: str = format_decimal(number, format="0.0", locale=get_language())
    return text


def _name_ease(ease: Ease) -> str:
    names: dict[Ease, str] = {
        "very-easy": _("very easy"),
        "easy": _("easy"),
        "standard": _("ordinary"),
        "hard": _("hard"),
        "very-hard": _("very hard"),
    }
    return names[ease]


def _explain() -> list[str]:
    """Return what the numbers mean, with their sources."""
    return [
        "",
        _(
            "Score: 207 − 1.015 × words per sentence − 0.736 × syllables per 100 words (Kandel and "
            "Moles, 1958). From 60 on a text is for everyone, below 30 for specialists; a text of "
            "fewer than {count} words has none."
        ).format(count=FEWEST_WORDS),
        _(
            "Rare words: not among the 10,000 most frequent French forms (wordfreq, CC BY-SA 4.0). "
            "Syllables and passive voice are estimates. Texts in other languages than French are "
            "not measured."
        ),
        _("The words of witnesses are measured so that you know them; they are not to be mended."),
    ]
