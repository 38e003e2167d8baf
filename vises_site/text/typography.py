"""French typography on finished HTML: spaces, quotation marks, apostrophes.

Source of the rules: Lexique des règles typographiques en usage à l'Imprimerie nationale; U+202F
for the narrow no-break space (Unicode Standard, chapter 6.2).
"""

import re
from html import escape

NARROW = "\u202f"
NO_BREAK = "\u00a0"

_UNTOUCHED = {"code", "pre", "script", "style", "kbd", "samp", "svg", "textarea"}
_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"(?<=[\w»)…])[ \u00a0\u202f]?([!?]+|;)(?=[\s<»)\"]|$)"), rf"{NARROW}\1"),
    (re.compile(r"(?<=[\w»)])[ \u00a0\u202f]?:(?=\s|$)"), f"{NO_BREAK}:"),
    (re.compile(r"«[ \u00a0\u202f]*"), f"«{NO_BREAK}"),
    (re.compile(r"[ \u00a0\u202f]*»"), f"{NO_BREAK}»"),
    (re.compile(r"(^|\n|(?<=\s))(—|–) (?=\S)"), rf"\1\2{NO_BREAK}"),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NARROW),
    (re.compile(r"(?<=\d) ?(?=(?:%|€)(?:\W|$))"), NARROW),
    (re.compile(r"\b(\d{1,2}) h (?=\d\d\b)"), rf"\1{NO_BREAK}h{NO_BREAK}"),
    (re.compile(r"\b(\d{1,2}) h\b"), rf"\1{NO_BREAK}h"),
    (re.compile(r'"([^"\n]+)"'), rf"«{NO_BREAK}\1{NO_BREAK}»"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"\b(M|Mme|Dr|n°|p) (?=[A-ZÉ\d])"), rf"\1{NO_BREAK}"),
)
_ORDINAL = re.compile(r"\b(1)(er|re)\b|\b([2-9]|[1-9]\d+)(e)\b")


def set_text(text: str) -> str:
    r"""Apply the French rules to plain text.

    >>> set_text("L'air : « oui » !") == "L’air\u00a0: «\u00a0oui\u00a0»\u202f!"
    True
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def set_html(html: str) -> str:
    """Apply the French rules to the text of an HTML fragment, leaving code and tags alone."""
    parts = _TAG.split(html)
    skipped: list[str] = []
    for index, part in enumerate(parts):
        if index % 2:
            match = re.match(r"<(/?)([a-zA-Z0-9]+)", part)
            if match and match[2].lower() in _UNTOUCHED and not part.endswith("/>"):
                if match[1]:
                    skipped = skipped[:-1]
                else:
                    skipped.append(match[2])
        elif part and not skipped:
            part = _set_ordinals(set_text(part))
            parts[index] = part
    return "".join(parts)


def set_plain(text: str) -> str:
    """Return plain text as HTML, in French typography."""
    return _set_ordinals(escape(set_text(text), quote=False))


def _set_ordinals(text: str) -> str:
    return _ORDINAL.sub(lambda m: f"{m[1] or m[3]}<sup>{m[2] or m[4]}</sup>", text)
