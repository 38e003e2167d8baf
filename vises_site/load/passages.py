"""A body cut into passages, each said by one voice."""

import re
from collections.abc import Sequence

from vises_site.language import gettext as _
from vises_site.load.frontmatter import Document
from vises_site.load.sources import Source
from vises_site.model.passage import Passage
from vises_site.model.vocabulary import find_nearest, fold

_ALMOST_HEADING = re.compile(
    r" {0,3}(?:#{1,6} {0,3}|\*\*|__)(\S.{0,280}?)(?:\*\*|__| #{1,6})? {0,3}:? {0,3}"
)
"""A line that would open a voice's passages if it were a heading of the second level."""


def split_passages(source: Source, document: Document, names: Sequence[str]) -> tuple[Passage, ...]:
    """Cut a body at the headings that name a voice.

    Args:
        source: Receives the problems.
        document: The text.
        names: Displayed names of the voices.
    """
    places = {fold(name): index for index, name in enumerate(names)}
    is_pair = len(names) > 1
    voice = None if is_pair else 0
    start = document.body_line
    collected: list[str] = []
    passages: list[Passage] = []

    def close() -> None:
        text = "\n".join(collected).strip("\n")
        if text.strip():
            passages.append(Passage(voice, text, start))

    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        heading = re.fullmatch(r"##\s+(.+?)\s*#*\s*", line)
        if heading and fold(heading[1]) in places:
            close()
            voice, start, collected = places[fold(heading[1])], number + 1, []
        else:
            almost = heading or _ALMOST_HEADING.fullmatch(line)
            if is_pair and almost and (heading or fold(almost[1]) in places):
                _report_unknown_voice(source, almost[1], number, names)
            collected.append(line)
    close()
    _check_voices_heard(source, names, passages)
    return tuple(passages)


def _report_unknown_voice(source: Source, name: str, line: int, names: Sequence[str]) -> None:
    source.report(
        "unknown-voice",
        _("the heading « {name} » names no voice").format(name=name),
        _("one of: {words}").format(words=", ".join(names)),
        _("write « ## {nearest} », or « ### … » for a subtitle").format(
            nearest=find_nearest(name, names) or names[0]
        ),
        line=line,
    )


def _check_voices_heard(source: Source, names: Sequence[str], passages: list[Passage]) -> None:
    heard = {passage.voice for passage in passages}
    if not passages:
        source.report(
            "empty-body",
            _("there is no text below the front matter"),
            _("the testimony's words after the second line `---`"),
            _("write the text"),
        )
        return
    for index, name in enumerate(names):
        if index not in heard:
            source.report_at(
                ("voix", index),
                "silent-voice",
                _("« {name} » has no passage").format(name=name),
                _("a heading « ## {name} » followed by that voice's words").format(name=name),
                _("add the heading and the passage, or remove the voice"),
            )


def report_missing_transcript(source: Source) -> None:
    """Report a recording without its words: who cannot hear it would have nothing."""
    source.report_at(
        ("audio",),
        "missing-transcript",
        _("there is a recording, and not the words that are said in it"),
        _("its transcript below the front matter: not everybody can hear it"),
        _("write down what is said, word for word, then have it re-read"),
    )
