"""How easily a French text reads: what can be counted of it.

The score is that of Kandel and Moles, who fitted Flesch's to French: 207 − 1.015 × words per
sentence − 0.736 × syllables per 100 words. Source: L. Kandel and A. Moles, « Application de
l'indice de Flesch à la langue française », Cahiers d'études de radio-télévision 19, 1958.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from vises_site.text.passive import count_passives
from vises_site.text.sentences import Sentence, list_sentences

FEWEST_WORDS = 100
"""Words below which a score says nothing: Flesch counted samples of a hundred."""

Ease = Literal["very-easy", "easy", "standard", "hard", "very-hard"]

_STEPS: tuple[tuple[float, Ease], ...] = (
    (80, "very-easy"),
    (70, "easy"),
    (60, "standard"),
    (30, "hard"),
)
"""Lowest score of each step, on Flesch's scale."""

_SILENT_U = re.compile(r"qu|(?<=g)u(?=[eiéèêyîï])")
_GLIDE = re.compile(r"(?<=[aàâeéèêioôu])y(?=[aàâeéèêioôu])")
_HIATUS = re.compile(
    r"(?<=[éèê])(?=[aàâioôuéy])|(?<=[aâeéoôu])(?=[ïëü])|(?<=a)(?=o)|(?<=o)(?=a)"
    r"|(?<=u)(?=[aâéèo])|(?<=[éu])(?=e(?:[^s]|s\w))"
)
"""Between which vowels a new syllable begins: ré-el, thé-âtre, ma-ïs, cha-os, nu-age, mu-et."""

_CLUSTER = re.compile(r"(?<=[bcdfgptv][lr])i(?=[aàâeéèêoôu])")
_VOWELS = re.compile(r"[aàâäeéèêëiîïoôöuùûüyÿœæ]+")
_MUTE = re.compile(r"(?<=[^aàâäeéèêëiîïoôöuùûüyÿœæ])es?$")
_LETTERS = re.compile(r"[^\W\d_]+")
_ELIDED = re.compile(r"\b(?:\w*qu|[cdjlmnst])['’]|\baujourd['’]hui\b", re.IGNORECASE)
_BELGIAN = frozenset({"septante", "nonante", "septantième", "nonantième"})
"""Words that every Belgian knows, and that the world's French hardly counts."""

_ENDINGS = ("s", "x", "e", "es")


@dataclass(frozen=True, slots=True)
class Readability:
    """What was counted of a text.

    Attributes:
        words: Its words, as printed between spaces.
        sentences: Its sentences.
        syllables: Its spoken syllables, by an approximation.
        rare: Forms that are not among the most frequent ones, names and acronyms left out.
        passives: Verbs in the passive voice, by an estimate.
        longest: Its longest sentence; the first of them. None for an empty text.
    """

    words: int
    sentences: int
    syllables: int
    rare: int
    passives: int
    longest: Sentence | None

    @property
    def words_per_sentence(self) -> float:
        """Mean length of a sentence in words; 0 for an empty text."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def syllables_per_100_words(self) -> float:
        """Mean length of words; 0 for an empty text."""
        return 100 * self.syllables / self.words if self.words else 0.0

    @property
    def rare_percent(self) -> float:
        """Share of rare words; 0 for an empty text."""
        return 100 * self.rare / self.words if self.words else 0.0

    @property
    def score(self) -> float | None:
        """Kandel and Moles' score: about 0 for the hardest, 100 for the easiest texts.

        None for a text that is too short for it.
        """
        if self.words < FEWEST_WORDS:
            return None
        return 207 - 1.015 * self.words_per_sentence - 0.736 * self.syllables_per_100_words

    @property
    def ease(self) -> Ease | None:
        """What the score means; None without one."""
        if self.score is None:
            return None
        shown = round(self.score)
        return next((ease for lowest, ease in _STEPS if shown >= lowest), "very-hard")


def measure_text(body: str, first_line: int = 1) -> Readability:
    """Count what makes a French Markdown text easy or hard.

    Args:
        body: Markdown without front matter.
        first_line: Line of the file on which it begins.
    """
    return measure_sentences(list_sentences(body, first_line))


def measure_sentences(sentences: Sequence[Sentence]) -> Readability:
    """Count what makes sentences easy or hard."""
    words = [word for sentence in sentences for word in sentence.words]
    return Readability(
        words=len(words),
        sentences=len(sentences),
        syllables=sum(count_syllables(word) for word in words),
        rare=sum(len(list_rare_words(sentence)) for sentence in sentences),
        passives=sum(count_passives(sentence) for sentence in sentences),
        longest=max(sentences, key=lambda sentence: len(sentence.words), default=None),
    )


def count_syllables(word: str) -> int:
    """Count the syllables of a French word as it is spoken, final mute e left out; at least one.

    An approximation by letters: a digit counts as one syllable, and the ending -ent of verbs
    is taken for that of nouns.

    >>> [count_syllables(word) for word in ("école", "théâtre", "aujourd'hui", "voyage", "l'air")]
    [2, 2, 3, 2, 1]
    """
    digits = sum(char.isdigit() for char in word)
    parts = _LETTERS.findall(word.lower())
    return max(1, digits + sum(_count_in_part(part) for part in parts))


def _count_in_part(part: str) -> int:
    """Count the syllables of letters without apostrophe or hyphen; none for `l` or `qu`."""
    text = _SILENT_U.sub(lambda match: "k" if match[0] == "qu" else "", part)
    text = _GLIDE.sub("-j", text)
    text = _CLUSTER.sub("i-", text)
    text = _HIATUS.sub("-", text)
    text = re.sub(r"aient$", "ai", text)
    count = len(_VOWELS.findall(text))
    return count - 1 if count > 1 and _MUTE.search(text) else count


@cache
def read_frequent_words() -> frozenset[str]:
    """Return the most frequent French forms; their source is told in the licence beside them."""
    listed = resources.files(__package__) / "frequent-words-fr.txt"
    return frozenset(listed.read_text(encoding="utf-8").split())


def is_frequent(word: str) -> bool:
    """Tell whether a French word is a most frequent form, or the plural or feminine of one."""
    frequent, lower = read_frequent_words(), word.lower()
    return (
        lower in frequent
        or lower in _BELGIAN
        or any(
            lower.endswith(ending) and lower.removesuffix(ending) in frequent for ending in _ENDINGS
        )
    )


def list_rare_words(sentence: Sentence) -> list[str]:
    """Return the rare words of a sentence; names, acronyms and numbers are none.

    A word with a capital letter inside a sentence is a name.
    """
    found = []
    for index, word in enumerate(sentence.words):
        parts = [part for part in _LETTERS.findall(_ELIDED.sub("", word)) if len(part) > 1]
        if not parts or (index and parts[0][0].isupper()) or _is_acronym(parts[-1]):
            continue
        found += [word] if not all(is_frequent(part) for part in parts) else []
    return found


def _is_acronym(part: str) -> bool:
    return sum(char.isupper() for char in part) > 1
