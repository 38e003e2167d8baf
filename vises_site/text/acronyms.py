"""Acronyms in finished HTML: the first of each on a page says what it stands for."""

import re
from collections.abc import Set
from functools import lru_cache
from html import escape, unescape

from vises_site.model.glossary import Acronym, Glossary
from vises_site.text.typography import set_words

# An attribute may hold a `>`; what no reader of HTML would take for a tag must not be looked at
# again from each of its signs
_TAG = re.compile(
    r"""(<!--[^<>]*>|</?[a-zA-Z][^<>"']*+(?:"[^"]*"[^<>"']*+|'[^']*'[^<>"']*+)*+>)""",
)
_TAG_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_LANGUAGE = re.compile(r'\slang="([a-zA-Z]{2,8})[^"]*"')
_SHORT_WORD = re.compile(r"(?<![\w@.-])\w{2,6}(?![\w@-])")
"""Longer words in capitals are shouted, or titles."""

_VOID = frozenset("area base br col hr img input link meta source track wbr".split())
_UNTOUCHED = frozenset(
    "abbr audio button code datalist dfn h1 h2 h3 h4 h5 h6 head kbd label legend nav option pre "
    "samp script select style summary svg template textarea title var video".split()
)
"""Titles, what a reader operates, and what is no prose."""


@lru_cache(maxsize=32)
def _compile(letters: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds acronyms as whole words: no part of a word, an address or a file name."""
    longest_first = sorted(letters, key=len, reverse=True)
    choice = "|".join(re.escape(escape(one, quote=False)) for one in longest_first)
    return re.compile(rf"(?<![\w@#])(?<!\w\.)(?:{choice})(?![\w@])(?!\.\w)")


class AcronymMarker:
    """Goes through one page, or one publication.

    Args:
        glossary: The acronyms that are known.
        language: Language of what says nothing else.

    """

    def __init__(self, glossary: Glossary, language: str = "fr") -> None:
        self._acronyms = {escape(a.letters, quote=False): a for a in glossary}
        self._language = language
        self._pattern = _compile(tuple(a.letters for a in glossary)) if glossary else None
        self._seen: set[tuple[str, str]] = set()

    def mark(self, html: str) -> str:
        """Return HTML in which the first use of each acronym in each language is an `<abbr>`.

        Titles, code, and what has an `<abbr>` of its own are left alone.
        """
        if self._pattern is None or not self._pattern.search(html):
            return html
        parts = _TAG.split(html)
        opened = [("", self._language, False)]
        for index, part in enumerate(parts):
            if index % 2:
                _follow(opened, part)
            elif part and not part.isspace():
                _name, language, is_untouched = opened[-1]
                parts[index] = part if is_untouched else self._mark_text(part, language)
        return "".join(parts)

    def list_found(self) -> Glossary:
        """Return the acronyms that were met outside titles, in the glossary's order."""
        met = {letters for letters, _language in self._seen}
        return tuple(a for letters, a in self._acronyms.items() if letters in met)

    def _mark_text(self, text: str, language: str) -> str:
        assert self._pattern

        def replace(match: re.Match[str]) -> str:
            key = (match[0], language)
            if key in self._seen:
                return match[0]
            self._seen.add(key)
            return write_abbreviation(self._acronyms[match[0]], language)

        return self._pattern.sub(replace, text)


def write_abbreviation(acronym: Acronym, language: str) -> str:
    """Return an acronym as HTML that says what it stands for, in a text of a language."""
    meaning = acronym.find(language)
    words = escape(set_words(meaning.words, meaning.language))
    other = f' lang="{meaning.language}"' if meaning.language != language else ""
    return f'<abbr title="{words}"{other}>{escape(acronym.letters, quote=False)}</abbr>'


def _follow(opened: list[tuple[str, str, bool]], tag: str) -> None:
    """Keep the elements that are open: their names, languages, and whether they stay untouched.

    The first is the page itself, which is never closed.
    """
    match = _TAG_NAME.match(tag)
    if match is None:
        return
    name = match[1].lower()
    if tag.startswith("</"):
        for depth in range(len(opened) - 1, 0, -1):
            if opened[depth][0] == name:
                del opened[depth:]
                return
        return
    if name in _VOID or tag.endswith("/>"):
        return
    _parent, inherited, was_untouched = opened[-1]
    own = _LANGUAGE.search(tag)
    spoken = unescape(own[1]).lower() if own else inherited
    opened.append((name, spoken, was_untouched or name in _UNTOUCHED))


def find_acronyms(text: str) -> list[re.Match[str]]:
    """Find what looks like acronyms in plain text: short words with two capital letters or more."""
    words = _SHORT_WORD.finditer(text)
    return [word for word in words if sum(char.isupper() for char in word[0]) > 1]


def find_unexplained(text: str, known: Set[str]) -> list[str]:
    """Return acronyms that are not known, and that no brackets behind or around explain."""
    return [
        match[0]
        for match in find_acronyms(text)
        if match[0] not in known and not is_in_brackets(text, match)
    ]


def is_in_brackets(text: str, match: re.Match[str]) -> bool:
    """Tell whether an acronym stands in brackets behind its words, or before them."""
    before, behind = text[: match.start()], text[match.end() :]
    return before.rstrip("« ").endswith("(") or behind.startswith(" (")
