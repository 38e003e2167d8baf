"""Texts that are easy to read: how they are set."""

import re

_PARAGRAPH = re.compile(r"(<(?:p|li)>)(.*?)(?=</(?:p|li)>)", re.DOTALL)
# The spaces of French typography never part: only plain ones follow a sentence
_END = re.compile(r"((?<=[.!?…])|(?<=[.!?…][»\"”’)])|(?<=[.!?…][\u00a0\u202f]»))[ \n]+|\n+")


def break_sentences(html: str) -> str:
    """Return HTML in which each sentence of a paragraph begins a line.

    >>> break_sentences("<p>Je viens. Je pars !</p>")
    '<p>Je viens.<br>Je pars !</p>'
    """
    return _PARAGRAPH.sub(lambda match: match[1] + _END.sub("<br>", match[2].strip()), html)
