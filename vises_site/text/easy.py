"""Texts that are easy to read: how they are set."""

import re

_PARAGRAPH = re.compile(r"(<(?:p|li)>)(.*?)(?=</(?:p|li)>)", re.DOTALL)
# The spaces of French typography never part: only plain ones follow a sentence
_END = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…][»\"”’)])|(?<=[.!?…][\u00a0\u202f]»))(?<!\bM\.)(?<!\bDr\.)[ \n]+|\n+"
)
_TAG = re.compile(r"<(/?)(?!br\b|img\b)[a-z]")


def break_sentences(html: str) -> str:
    """Return HTML in which each sentence of a paragraph begins a line.

    >>> break_sentences("<p>Je viens. Je pars !</p>")
    '<p><span class="sentence">Je viens.</span> <span class="sentence">Je pars !</span></p>'
    """
    return _PARAGRAPH.sub(lambda match: match[1] + _break(match[2].strip()), html)


def _break(text: str) -> str:
    sentences = [sentence for sentence in _END.split(text) if sentence]
    if all(_is_whole(sentence) for sentence in sentences):
        return " ".join(f'<span class="sentence">{sentence}</span>' for sentence in sentences)
    return "<br>".join(sentences)  # an element goes on from one sentence to the next


def _is_whole(html: str) -> bool:
    """Tell whether each element that is opened is closed as well."""
    marks = [match[1] for match in _TAG.finditer(html)]
    return marks.count("") == marks.count("/")
