"""What is done to words before they stand on a printed page."""

import re
from collections.abc import Set

from vises_site.text.typography import set_text

REST_WORDS = 600
"""After so many words, a long voice takes breath: a white line, and some larger words."""

QUESTIONS = {
    "brochure": "Et vous, à qui pensez-vous en refermant ces pages ?",
    "recrutement": "Et toi, par quelle porte voudrais-tu entrer ?",
    "rapport": "Et chez vous, qu'est-ce qui compte et que l'on ne compte pas ?",
    "affiche": "Et vous ?",
}
"""The question to the reader on a planned page, by genre."""


_FIRST_THREE = re.compile(r"^([^<\s]+(?:\s+[^<\s]+){2})")


def escape_css(text: str) -> str:
    """Return a text in typographic setting, safe inside a quoted string of CSS.

    >>> escape_css("a}") == "a" + chr(92) + "00007d"
    True
    """
    ready = set_text(text)
    return re.sub(r"[^\w .,]", lambda match: f"\\{ord(match[0]):06x}", ready)


def list_filler_kinds(genre: str, count: int) -> list[str]:
    """Return what stands on the planned pages before the back cover, never the same twice.

    >>> list_filler_kinds("brochure", 2)
    ['plate', 'sentence']
    """
    order = {
        "recrutement": ["notes", "plate", "sentence"],
        "rapport": ["notes", "plate", "sentence"],
    }.get(genre, ["sentence", "plate", "notes"])
    return list(reversed(order[:count]))


def mark_questions(html: str) -> str:
    """Mark the paragraphs that are wholly bold and ask: the questions of an interview.

    >>> mark_questions("<p><strong>Et après ?</strong></p>")
    '<p class="question"><strong>Et après ?</strong></p>'
    >>> mark_questions('<p class="rest"><strong>Et après ?</strong></p>')
    '<p class="question rest"><strong>Et après ?</strong></p>'
    """
    html = re.sub(r"<p>(<strong>[^<]*\?</strong></p>)", r'<p class="question">\1', html)
    return re.sub(
        r'<p class="rest">(<strong>[^<]*\?</strong></p>)', r'<p class="question rest">\1', html
    )


def insert_halfway(html: str, insert: str) -> str:
    """Return a text with something between the two paragraphs nearest to its middle.

    >>> insert_halfway("<p>a</p><p>b</p><p>c</p>", "<hr>")
    '<p>a</p><hr><p>b</p><p>c</p>'
    """
    places = [match.start() for match in re.finditer("<p>", html)][1:]
    if not places:
        return html
    place = min(places, key=lambda place: abs(place - len(html) // 2))
    return html[:place] + insert + html[place:]


def mark_rests(html: str, every_words: int = REST_WORDS) -> str:
    """Mark the paragraphs before which a long text takes breath.

    >>> mark_rests("<p>un deux</p><p>trois</p><p>quatre</p>", 2)
    '<p>un deux</p><p class="rest">trois</p><p>quatre</p>'
    """
    parts = html.split("<p>")
    marked, count = parts[0], len(parts[0].split())
    for rank, part in enumerate(parts[1:]):
        is_rest = rank > 0 and count >= every_words
        opening = '<p class="rest">' if is_rest else "<p>"
        words = _FIRST_THREE.sub(r'<span class="first-words">\1</span>', part) if is_rest else part
        marked += opening + words
        count = (0 if is_rest else count) + len(part.split())
    return marked


def keep_whole(html: str, words: Set[str]) -> str:
    """Return a document in whose body some words are never divided.

    >>> keep_whole("<title>porte</title><body><p>La porte.</p>", {"porte"})
    '<title>porte</title><body><p>La <span class="whole">porte</span>.</p>'
    """
    if not words:
        return html
    head, opening, body = html.partition("<body")
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, sorted(words)))})(?![\w-])")
    parts = re.split(r"(<[^>]*>)", opening + body)
    for index in range(0, len(parts), 2):
        parts[index] = pattern.sub(r'<span class="whole">\1</span>', parts[index])
    return head + "".join(parts)
