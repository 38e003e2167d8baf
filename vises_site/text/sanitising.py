"""What contributed HTML may hold: structure and emphasis, nothing that acts."""

import re

import nh3

_CLASSES = {
    "aside": {"encadre"},
    "div": {"etapes", "chiffres-cles", "admonition", "footnote", "tabbed-set"},
    "p": {"encadre-titre", "etapes-titre", "chiffres-cles-titre", "admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
}
_TAGS = frozenset(
    "a abbr aside b blockquote br caption cite code dd del details dfn div dl dt em figcaption "
    "figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub "
    "summary sup table tbody td tfoot th thead tr u ul".split()
)
_ATTRIBUTES = {
    "*": {"id", "lang", "title"},
    "a": {"href"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}


_FORMS = {
    "id": re.compile(r"[\w:.-]{1,200}"),
    "lang": re.compile(r"[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8})*"),  # BCP 47
    "colspan": re.compile(r"\d{1,2}"),
    "rowspan": re.compile(r"\d{1,2}"),
    "start": re.compile(r"-?\d{1,6}"),
    "width": re.compile(r"\d{1,4}"),
    "height": re.compile(r"\d{1,4}"),
}
"""What values look like that every engine can take; others are left out."""

MAXIMUM_NESTING = 60
_VOID = frozenset({"br", "hr", "img"})
_TAG = re.compile(r"(</?[a-z][^>]*>)")
_TAG_NAME = re.compile(r"</?([a-z0-9]+)")
_SPACES = re.compile(r"[\x00-\x20]")
_TAG_WITH_VALUES = re.compile(r'<[a-z][a-z0-9]*(?: [a-z:-]+="[^"]*")+>')
_VALUE = re.compile(r' ([a-z:-]+)="([^"]*)"')
RESERVED_IDS = frozenset({"contenu", "q"})
"""Ids of the frame, besides those that begin with two underscores."""


def _filter_attribute(tag: str, attribute: str, value: str) -> str | None:
    """Drop what would ask another server for a picture, or pass for a part of the frame."""
    if attribute == "src":
        address = _SPACES.sub("", value)  # a browser passes over these
        is_foreign = ":" in address or address.startswith(("//", "/\\", "\\"))
        return None if tag == "img" and is_foreign else value
    if attribute == "id" and (value.startswith("__") or value in RESERVED_IDS):
        return None
    form = _FORMS.get(attribute)
    return value if form is None or form.fullmatch(value) else None


def _make_cleaner(tags: frozenset[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=_filter_attribute,
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


_cleaner = _make_cleaner(_TAGS)
_cleaner_without_pictures = _make_cleaner(_TAGS - {"img"})


def sanitise(html: str, pictures: bool = True) -> str:
    """Return HTML without anything that could run, load or disguise itself.

    Args:
        html: HTML that contributors had a hand in.
        pictures: False where no picture may stand, as in a testimony: portraits need a consent.
    """
    cleaned = (_cleaner if pictures else _cleaner_without_pictures).clean(html)
    quoted = _TAG_WITH_VALUES.sub(_quote_values, cleaned) if '="' in cleaned else cleaned
    return _flatten(quoted) if quoted.count("</") > MAXIMUM_NESTING else quoted


def _flatten(html: str) -> str:
    """Return HTML without the tags that stand in too many others; their words stay.

    Engines follow tags by recursion, and end where the machine's stack does.
    """
    depth = 0
    kept = []
    for part in _TAG.split(html):
        name = _TAG_NAME.match(part)
        if name is None or name[1] in _VOID:
            kept.append(part)
        elif part[1] == "/":
            if depth <= MAXIMUM_NESTING:
                kept.append(part)
            depth -= 1
        else:
            depth += 1
            if depth <= MAXIMUM_NESTING:
                kept.append(part)
    return "".join(kept)


def _quote_values(match: re.Match[str]) -> str:
    """Return a tag in whose values nothing looks like a tag or like another attribute.

    The sanitiser leaves them as they are, which is right, and which the expressions that come
    after it would stumble over.
    """
    return _VALUE.sub(_quote_value, match[0])


def _quote_value(match: re.Match[str]) -> str:
    name, value = match[1], match[2].replace("<", "&lt;").replace(">", "&gt;")
    if name not in ("href", "src"):
        value = value.replace("=", "&#61;")
    return f' {name}="{value}"'
