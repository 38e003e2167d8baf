"""How easily a project's texts read: measures of all, advice about the organism's own."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from vises_site.interface import SITE_LANGUAGES, split_language
from vises_site.language import gettext as _
from vises_site.language import ngettext
from vises_site.load.frontmatter import parse_document
from vises_site.load.sources import Project, Source, read_source
from vises_site.model.glossary import Glossary
from vises_site.model.library import Library
from vises_site.model.testimony import Testimony
from vises_site.model.version import Version
from vises_site.problems import Problem, show_path, sort_problems
from vises_site.text.acronyms import find_unexplained
from vises_site.text.passive import count_passives
from vises_site.text.readability import Readability, list_rare_words, measure_sentences
from vises_site.text.sentences import Sentence, list_sentences

Kind = Literal["page", "organism", "evaluation", "publication", "easy", "testimony"]

LONGEST_SENTENCE = 30
"""Words of a sentence above which advice is given."""
MOST_LONG_SENTENCES = 3
"""Sentences of one file that advice names: the longest."""
HARDEST_SCORE = 50
MOST_RARE_PERCENT = 10
MOST_PASSIVE_PERCENT = 20
FEWEST_PASSIVES = 3
NAMED_WORDS = 8

_MEASURED_LANGUAGE = SITE_LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """A text of the project.

    Attributes:
        path: Its file, relative to the project.
        kind: What it is; the words of a testimony are measured and never judged, and `easy` words
            are held against the European rules instead.
        language: Its language.
        measured: What was counted; None in a language without a dictionary.
        sentences: Its sentences.
    """

    path: str
    kind: Kind
    language: str
    measured: Readability | None
    sentences: tuple[Sentence, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return what `vises check --lisibilité --format json` says of it."""
        m = self.measured
        if m is None:
            return {"path": show_path(self.path), "kind": self.kind, "language": self.language}
        longest = m.longest
        return {
            "path": show_path(self.path),
            "kind": self.kind,
            "language": self.language,
            "words": m.words,
            "sentences": m.sentences,
            "words_per_sentence": round(m.words_per_sentence, 1),
            "syllables_per_100_words": round(m.syllables_per_100_words, 1),
            "score": None if m.score is None else round(m.score, 1),
            "ease": m.ease,
            "rare_percent": round(m.rare_percent, 1),
            "passives": m.passives,
            "longest": {"words": len(longest.words), "line": longest.line} if longest else None,
        }


def measure_texts(project: Project, library: Library) -> list[MeasuredText]:
    """Measure all texts of a project: pages and records first, then testimonies, by path.

    Only bodies are measured, not what stands in front matter; a text without words is left out.
    """
    found: list[MeasuredText] = []
    kinds: tuple[tuple[Kind, Any], ...] = (
        ("page", library.pages),
        ("organism", library.organisms),
        ("evaluation", library.evaluations),
        ("publication", library.publications),
    )
    for kind, records in kinds:
        for record in records.values():
            language = split_language(record.uri)[1] if kind == "page" else ""
            found.append(_measure_own(project, record.path, kind, language))
    for testimony in library.testimonies.values():
        found.append(_measure_voiced("testimony", testimony, testimony.fields.language))
        for version in testimony.versions:
            kind = "easy" if version.is_easy else "testimony"
            found.append(_measure_voiced(kind, version, version.language))
    kept = [one for one in found if one.measured is None or one.measured.words]
    return sorted(kept, key=lambda one: (one.kind == "testimony", one.path))


def _measure_own(project: Project, path: str, kind: Kind, language: str) -> MeasuredText:
    if language not in ("", _MEASURED_LANGUAGE):
        return MeasuredText(path, kind, language, None)
    # Records do not keep the line on which their text begins
    document = parse_document(read_source(project, project.root / path), needs_header=False)
    return _measure(path, kind, list_sentences(document.body, document.body_line))


def _measure_voiced(kind: Kind, words: Testimony | Version, language: str) -> MeasuredText:
    if language != _MEASURED_LANGUAGE:
        return MeasuredText(words.path, kind, language, None)
    sentences = [s for p in words.passages for s in list_sentences(p.text, p.line)]
    return _measure(words.path, kind, sentences)


def _measure(path: str, kind: Kind, sentences: list[Sentence]) -> MeasuredText:
    measured = measure_sentences(sentences)
    return MeasuredText(path, kind, _MEASURED_LANGUAGE, measured, tuple(sentences))


def advise_authors(texts: list[MeasuredText], glossary: Glossary) -> list[Problem]:
    """Return advice about the organism's own texts; the words of witnesses get none."""
    found: list[Problem] = []
    for text in texts:
        if text.kind not in ("testimony", "easy") and text.measured is not None:
            source = Source(text.path, "")
            _advise_sentences(source, text)
            _advise_whole(source, text, text.measured)
            _advise_acronyms(source, text, glossary)
            found += source.problems
    return sort_problems(found)


def _advise_sentences(source: Source, text: MeasuredText) -> None:
    long = [s for s in text.sentences if len(s.words) > LONGEST_SENTENCE]
    for sentence in sorted(long, key=lambda s: -len(s.words))[:MOST_LONG_SENTENCES]:
        source.report(
            "long-sentence",
            _("this sentence has {found} words").format(found=len(sentence.words)),
            _("at most {count} words; 15 to 20 read easily").format(count=LONGEST_SENTENCE),
            _("cut it in two where the idea changes"),
            line=sentence.line,
            severity="advice",
        )


def _advise_whole(source: Source, text: MeasuredText, measured: Readability) -> None:
    line = text.sentences[0].line
    if measured.score is not None and round(measured.score) < HARDEST_SCORE:
        source.report(
            "hard-text",
            _("the text is hard to read: {score} on the scale of Kandel and Moles").format(
                score=round(measured.score)
            ),
            _("60 or more for a text that is for everyone"),
            _("shorten the long sentences, and choose everyday words"),
            line=line,
            severity="advice",
        )
    rare = Counter(w for words in _list_rare(text) for w in words)
    if measured.rare_percent > MOST_RARE_PERCENT and measured.score is not None:
        words = ", ".join(word for word, _count in rare.most_common(NAMED_WORDS))
        source.report(
            "rare-words",
            _("{percent} % of the words are rare, such as: {words}").format(
                percent=round(measured.rare_percent), words=words
            ),
            _("at most {percent} % of rare words").format(percent=MOST_RARE_PERCENT),
            _("choose everyday words, or explain those that are needed"),
            line=line,
            severity="advice",
        )
    passive = [s for s in text.sentences if count_passives(s)]
    share = 100 * len(passive) / len(text.sentences)
    if len(passive) >= FEWEST_PASSIVES and share > MOST_PASSIVE_PERCENT:
        source.report(
            "passive-voice",
            ngettext(
                "{count} sentence of {total} seems to be passive",
                "{count} sentences of {total} seem to be passive",
                len(passive),
            ).format(count=len(passive), total=len(text.sentences)),
            _("active sentences, that say who does what"),
            _("begin with who acts: « the doctor sends the letter »"),
            line=passive[0].line,
            severity="advice",
        )


def _list_rare(text: MeasuredText) -> Iterator[list[str]]:
    for sentence in text.sentences:
        yield [word.strip(".,;:!?…«»()“”\"'").lower() for word in list_rare_words(sentence)]


def _advise_acronyms(source: Source, text: MeasuredText, glossary: Glossary) -> None:
    known = {acronym.letters for acronym in glossary}
    for sentence in text.sentences:
        for letters in find_unexplained(sentence.text, known):
            known.add(letters)
            source.report(
                "unexplained-acronym",
                _("« {acronym} » is explained nowhere").format(acronym=letters),
                _("a line in content/glossaire.yml, or the words in brackets behind"),
                _("add `{acronym}: …` with its words in full").format(acronym=letters),
                line=sentence.line,
                severity="advice",
            )
