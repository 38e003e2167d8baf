"""What may stand in a page, told by a list of what is allowed and a parser, without expressions.

Two lists: what an author's text may become, and what else the theme's own frame is made of.
"""

from html.parser import HTMLParser

TEXT_TAGS = frozenset(
    "a abbr aside b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption "
    "figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub "
    "summary sup table tbody td tfoot th thead tr u ul".split()
)
TEXT_ATTRIBUTES = frozenset(
    "alt class colspan height href id lang loading rel rowspan scope src start title width".split()
)
DRAWING = frozenset("svg path".split())
DRAWING_ATTRIBUTES = frozenset(
    "viewbox preserveaspectratio focusable stroke fill d pathlength transform aria-hidden".split()
)
"""Codes, landscapes and ways: shapes without anything that acts."""

FRAME_TAGS = frozenset(
    "address article body button datalist footer form head header html input label link main meta "
    "nav noscript picture script section source title g defs circle rect clippath lineargradient "
    "stop line ellipse polygon polyline option pattern use mask text fieldset legend".split()
)
SEVERAL_ADDRESSES = frozenset(["srcset", "imagesrcset"])
ADDRESSES = frozenset(
    "action background cite classid codebase data formaction href longdesc manifest ping poster "
    "profile src xlink:href".split()
)
SCHEMES = frozenset(["http", "https", "mailto", "tel"])
NEVER = frozenset(
    "iframe frame frameset object embed applet base style portal template math plaintext".split()
)
INVISIBLE = frozenset(
    map(
        chr,
        [
            *range(1, 9),
            *(0x0B, 0x0C),
            *range(0x0E, 0x20),
            *range(0x7F, 0x85),
            *range(0x86, 0xA0),
            *(0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2065),
            *range(0x2066, 0x206A),
            0xFEFF,
            *range(0xE000, 0xF900),
            *range(0xFFF9, 0xFFFC),
            *range(0xE0000, 0xE0080),
        ],
    )
)
"""Controls, marks of direction, separators, and what is for private use."""


def read_address(address: str) -> str:
    """Return an address as a browser takes it: without what it strips. Source: WHATWG, URL."""
    plain = "".join(char for char in address if char not in "\t\n\r")
    return plain.strip("".join(map(chr, range(33))))


def read_scheme(address: str) -> str:
    """Return the scheme of an address as a browser reads it: in lower case, empty for none."""
    before, colon, _rest = read_address(address).partition(":")
    letters = before.replace("+", "").replace("-", "").replace(".", "")
    is_scheme = colon and before[:1].isalpha() and letters.isascii() and letters.isalnum()
    return before.lower() if is_scheme else ""


def is_of_another_server(address: str) -> bool:
    """Tell whether a browser would ask another server for an address."""
    plain = read_address(address).replace("\\", "/")
    return bool(read_scheme(address)) or plain.startswith("//")


class _Checker(HTMLParser):
    """Collects whatever does not belong in a page."""

    def __init__(self, is_whole_page: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.is_whole_page = is_whole_page
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a tag and its attributes."""
        given = {name: value or "" for name, value in attrs}
        if len(given) != len(attrs):
            self.found.append(f"<{tag}> has an attribute twice")
        known = TEXT_TAGS | DRAWING | (FRAME_TAGS if self.is_whole_page else frozenset())
        if tag in NEVER or tag not in known:
            self.found.append(f"<{tag}>")
        if tag == "form" and given.get("role") != "search":
            self.found.append("<form>")
        is_data = given == {"type": "application/ld+json"}  # no browser runs it
        if tag == "script" and "vises-" not in given.get("src", "") and not is_data:
            self.found.append(f"<script {given}>")
        for name, value in given.items():
            self._check_attribute(tag, name, value)

    def _check_attribute(self, tag: str, name: str, value: str) -> None:
        is_known = name in TEXT_ATTRIBUTES or (tag in DRAWING and name in DRAWING_ATTRIBUTES)
        is_acting = name.startswith("on") or name in ("style", "srcdoc", "formaction", "ping")
        if is_acting or not (is_known or self.is_whole_page):
            self.found.append(f"<{tag} {name}={value!r}>")
        if name in ADDRESSES and read_scheme(value) not in {"", *SCHEMES}:
            self.found.append(f"<{tag} {name}={value!r}>")
        loads = name in ("src", "poster", "background") or (tag == "link" and name == "href")
        is_canonical = tag == "link" and self.is_whole_page and value.startswith("https://www.ex")
        if loads and not is_canonical and is_of_another_server(value):
            self.found.append(f"<{tag} {name}={value!r}> asks another server")
        self._check_characters(value)

    def handle_data(self, data: str) -> None:
        """Look at a text."""
        self._check_characters(data)

    def _check_characters(self, text: str) -> None:
        if odd := INVISIBLE & set(text):
            codes = ", ".join(sorted(f"U+{ord(char):04X}" for char in odd))
            self.found.append(f"invisible {codes}")

    def handle_comment(self, data: str) -> None:
        """Report a comment: an author's are taken out, and the theme has none."""
        self.found.append(f"<!--{data[:40]}-->")

    def handle_decl(self, decl: str) -> None:
        """Report a declaration other than a page's first."""
        if decl.lower() != "doctype html" or not self.is_whole_page:
            self.found.append(f"<!{decl[:40]}>")

    def handle_pi(self, data: str) -> None:
        """Report a processing instruction."""
        self.found.append(f"<?{data[:40]}>")

    def unknown_decl(self, data: str) -> None:
        """Report any other declaration."""
        self.found.append(f"<![{data[:40]}]>")


def find_unsafe(html: str, is_whole_page: bool = False) -> list[str]:
    """Return what does not belong in a page, or in a fragment that an author had a hand in."""
    checker = _Checker(is_whole_page)
    checker.feed(html)
    checker.close()
    return list(dict.fromkeys(checker.found))
