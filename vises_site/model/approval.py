"""What a person re-read and approved: a fingerprint of words, and how later words differ from it.

A fingerprint is the SHA-256 of all words, then, after a point, four digits for each sentence: so
a later change can be shown at its place without the approved words being kept anywhere.
"""

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DIGITS_OF_SENTENCE = 4
CODE_DIGITS = 12
MOST_SENTENCES = 900
"""A text of more sentences has the fingerprint of the whole alone: a line must stay a line."""

_SPELLINGS = str.maketrans({"œ": "oe", "æ": "ae", "°": "o", "−": "-", "–": "-"})
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*\s*/?>")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff*_`]")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
# Numbers apart from letters, since « 10h30 » is « 10 h 30 »; the marks that change what is said
_WORD = re.compile(r"\d+|[^\W\d_]+|\?+|[%€]|(?<![\w.,])-(?=\d)")
_SENTENCE = re.compile(r"[^.!?…\n]*(?:[.!?…]+[\s\u00a0\u202f]*[»\"”’)]*|\n\s*\n|\n|$)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of what is shown of a testimony: a sentence, a title, a name.

    Attributes:
        text: Its words as written.
        spot: Its key in the front matter; empty for a sentence of the body, and the number of
            the passage for the name that opens it.
        line: Line of the file, from 1; 0 where the key's place tells it.
    """

    text: str
    spot: tuple[str | int, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """How words differ from those that were approved.

    Attributes:
        changed: Statements that are not among the approved ones, in their order.
        lost: How many approved statements are there no more.
        is_known: False where the fingerprint tells only that something changed.
    """

    changed: tuple[Statement, ...]
    lost: int
    is_known: bool


def split_words(text: str) -> list[str]:
    """Return the words of a text, blind to typography, case, white space and Markdown marks.

    >>> split_words("« L’air,  **oui** ! » 1 234 cœurs")
    ['l', 'air', 'oui', '1234', 'coeurs']
    """
    plain = _INVISIBLE.sub("", _TAG.sub("", unicodedata.normalize("NFKC", text)))
    plain = _GROUPED.sub("", plain).casefold().translate(_SPELLINGS)
    return [word[:1] if word[0] == "?" else word for word in _WORD.findall(plain)]


def split_sentences(text: str, line: int) -> list[Statement]:
    """Cut a passage into sentences, each with the line of the file on which it begins."""
    found = []
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        if split_words(sentence):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            found.append(Statement(sentence, (), line + text.count("\n", 0, start)))
    return found


def compute_fingerprint(statements: Iterable[Statement]) -> str:
    """Return the fingerprint that stands for the words of statements, in their order.

    Blind to typography and white space; any change of words changes it, and so does moving them
    from one key, or one voice, to another.
    """
    listed = [(statement.spot, split_words(statement.text)) for statement in statements]
    # Where a sentence of the body ends is typography; where a key or a voice begins is not
    marked = (f"\n{spot}\n{' '.join(w)}\n" if spot else " ".join(["", *w]) for spot, w in listed)
    whole = hashlib.sha256("".join(marked).encode()).hexdigest()
    digests = [_digest(words) for _spot, words in listed if words]
    return whole if len(digests) > MOST_SENTENCES else f"{whole}.{''.join(digests)}"


def compute_code(fingerprint: str, voice: int) -> str:
    """Return the short code that a signed sheet carries: of these words, for one voice.

    Args:
        fingerprint: What `compute_fingerprint` returned.
        voice: Place of the voice in its testimony, from 0.

    >>> compute_code("0" * 64, 0)
    '308d 0b5b e3c1'
    """
    digits = hashlib.sha256(f"{fingerprint} {voice}".encode()).hexdigest()[:CODE_DIGITS]
    return " ".join(digits[index : index + 4] for index in range(0, CODE_DIGITS, 4))


def _digest(words: Sequence[str]) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:DIGITS_OF_SENTENCE]


def is_fingerprint(recorded: str) -> bool:
    """Tell whether a text has the form of a fingerprint, whole or shortened."""
    return re.fullmatch(r"[0-9a-f]{16,64}(\.(?:[0-9a-f]{4})+)?", recorded.casefold()) is not None


def is_approved(recorded: str | None, statements: Iterable[Statement]) -> bool:
    """Tell whether statements are those that were approved; True where none were recorded."""
    if recorded is None:
        return True
    whole = recorded.casefold().partition(".")[0]
    return is_fingerprint(recorded) and compute_fingerprint(statements).startswith(whole)


def find_difference(recorded: str, statements: Iterable[Statement]) -> Difference:
    """Return how statements differ from those that a fingerprint stands for."""
    digits = recorded.casefold().partition(".")[2]
    listed = [statement for statement in statements if split_words(statement.text)]
    if not digits:
        return Difference((), 0, is_known=False)
    size = DIGITS_OF_SENTENCE
    before = [digits[index : index + size] for index in range(0, len(digits), size)]
    after = [_digest(split_words(statement.text)) for statement in listed]
    changed: list[Statement] = []
    lost = 0
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            changed += listed[new_start:new_end]
            lost += old_end - old_start
    return Difference(tuple(changed), lost, is_known=True)
