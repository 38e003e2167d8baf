"""What contributed HTML may hold: structure and emphasis, nothing that acts."""

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
_cleaner = nh3.Cleaner(
    tags=set(_TAGS),
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    url_schemes={"https", "http", "mailto", "tel"},
    link_rel="noopener noreferrer",
    strip_comments=True,
)


def sanitise(html: str) -> str:
    """Return HTML without anything that could run, load or disguise itself."""
    return _cleaner.clean(html)
