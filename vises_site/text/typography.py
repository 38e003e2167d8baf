"""French typography on finished HTML: spaces, quotation marks, apostrophes.

Source of the rules: Lexique des règles typographiques en usage à l'Imprimerie nationale; U+202F
for the narrow no-break space (Unicode Standard, chapter 6.2).
"""

import re
from functools import lru_cache
from html import escape

NARROW = "\u202f"
NO_BREAK = "\u00a0"
SEAM = "\ue002"
"""Private-use character that stands for the tags between texts while the rules are applied."""

FIRST_WORDS = 5
"""How many words of a testimony are set larger on paper."""

QUOTATION_MARKS = {"fr": ("« ", " »"), "nl": ("“", "”"), "de": ("„", "“"), "en": ("“", "”")}
"""What opens and closes a quotation, by language.

Sources: French as above; Dutch, Taaladvies of the Taalunie; German, DIN 5008; English, New
Hart's Rules, whose single marks give way to the double ones that all readers know.
"""

_ENTITY = re.compile(r"&(#?\w+);")
_ENTITY_END = "\ue003"
_UNTOUCHED = {"code", "pre", "script", "style", "kbd", "samp", "svg", "textarea"}
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z0-9]+)")
_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
# What a text must hold for a rule to matter, the rule, and what takes its place. Looking for a
# character first is ten times quicker than running an expression that cannot match.
_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("'", re.compile(rf"(?<=\w)'(?=[\w{SEAM}])"), "’"),
    (
        "!?;",
        re.compile(rf"(?<=[\w»)…{SEAM}])[ \u00a0\u202f]?([!?]+|;)(?=[\s<»)\"{SEAM}]|$)"),
        rf"{NARROW}\1",
    ),
    (
        ":",
        re.compile(rf"(?<=[\w»){SEAM}])[ \u00a0\u202f]?:(?=[\s{SEAM}]|$)"),
        f"{NO_BREAK}:",
    ),
    ("«", re.compile(r"«[ \u00a0\u202f]*"), f"«{NO_BREAK}"),
    ("»", re.compile(r"[ \u00a0\u202f]*»"), f"{NO_BREAK}»"),
    ("—–", re.compile(rf"(^|\n|(?<=[\s{SEAM}]))(—|–) (?=\S)"), rf"\1\2{NO_BREAK}"),
    ("0123456789", re.compile(r"(?<!\d)(\d{1,3}(?: \d{3})*) (?=\d{3}\b)"), rf"\1{NARROW}"),
    ("%€", re.compile(r"(?<=\d) ?(?=(?:%|€)(?:\W|$))"), NARROW),
    ("h", re.compile(r"\b(\d{1,2}) h (?=\d\d\b)"), rf"\1{NO_BREAK}h{NO_BREAK}"),
    ("h", re.compile(r"\b(\d{1,2}) h\b"), rf"\1{NO_BREAK}h"),
    ('"', re.compile(rf'"([^"\n{SEAM}]+)"'), rf"«{NO_BREAK}\1{NO_BREAK}»"),
    (".", re.compile(r"\.\.\."), "…"),
    ("MD°p", re.compile(r"\b(M|Mme|Dr|n°|p) (?=[A-ZÉ\d])"), rf"\1{NO_BREAK}"),
)
_ORDINAL = re.compile(r"\b(1)(er|re)\b|\b([2-9]|[1-9]\d+)(e)\b")


@lru_cache(maxsize=8192)
def set_text(text: str) -> str:
    r"""Apply the French rules to plain text.

    >>> set_text("L'air : « oui » !") == "L’air\u00a0: «\u00a0oui\u00a0»\u202f!"
    True
    """
    return _apply_rules(text)


def _apply_rules(text: str) -> str:
    for needed, pattern, replacement in _RULES:
        if any(char in text for char in needed):
            text = pattern.sub(replacement, text)
    return text


def set_html(html: str) -> str:
    """Apply the French rules to the text of an HTML fragment, leaving code and tags alone."""
    parts = _TAG.split(html)
    texts: list[int] = []
    skipped = 0
    for index, part in enumerate(parts):
        if index % 2:
            skipped += _count_untouched(part)
        elif part and not skipped:
            texts.append(index)
    if not texts:
        return html
    # All texts at once: the rules then run once a page instead of once a tag
    joined = _ENTITY.sub(rf"&\1{_ENTITY_END}", SEAM.join(parts[index] for index in texts))
    ready = _set_ordinals(_apply_rules(joined)).replace(_ENTITY_END, ";")
    for index, text in zip(texts, ready.split(SEAM), strict=True):
        parts[index] = text
    return "".join(parts)


def _count_untouched(tag: str) -> int:
    """Return 1 for a tag that opens what is left alone, -1 for one that closes it, else 0."""
    match = _TAG_NAME.match(tag)
    if not match or match[2].lower() not in _UNTOUCHED or tag.endswith("/>"):
        return 0
    return -1 if match[1] else 1


@lru_cache(maxsize=8192)
def set_plain(text: str) -> str:
    """Return plain text as HTML, in French typography."""
    return _set_ordinals(escape(set_text(text), quote=False))


def set_words(text: str, language: str) -> str:
    """Return plain text in the typography of its language; only French has spaces of its own.

    >>> set_words("Echt waar?", "nl")
    'Echt waar?'
    """
    return set_text(text) if language == "fr" else text


def quote_words(text: str, language: str) -> str:
    """Return plain text between the quotation marks of its language.

    >>> quote_words("Ik adem weer.", "nl")
    '“Ik adem weer.”'
    """
    opening, closing = QUOTATION_MARKS.get(language, QUOTATION_MARKS["fr"])
    return set_words(f"{opening}{text}{closing}", language)


def _set_ordinals(text: str) -> str:
    return _ORDINAL.sub(lambda m: f"{m[1] or m[3]}<sup>{m[2] or m[4]}</sup>", text)


def enlarge_first_words(html: str, count: int = FIRST_WORDS) -> str:
    """Mark the first words of the first paragraph, up to the first tag.

    >>> enlarge_first_words("<p>Un deux trois quatre</p>", 2)
    '<p><span class="first-words">Un deux</span> trois quatre</p>'
    """
    match = re.search(rf"<p>((?:[^<\s]+\s+){{{count - 1}}}[^<\s]+)", html)
    if not match:
        return html
    marked = f'<p><span class="first-words">{match[1]}</span>'
    return html[: match.start()] + marked + html[match.end() :]
