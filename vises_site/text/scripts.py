"""Scripts beside the Latin one in which names here are written, and where their words lead."""

import re
from dataclasses import dataclass

LEFT_TO_RIGHT_MARK = "\u200e"


@dataclass(frozen=True, slots=True)
class Script:
    """A script that vendored fonts of its own can print.

    Attributes:
        name: Its name.
        ranges: First and last character of each of its blocks.
        plain: Files, without extension, of the regular and the bold face beside our plain one.
        voice: File, without extension, of the regular face beside our serif.
    """

    name: str
    ranges: tuple[tuple[int, int], ...]
    plain: tuple[str, str]
    voice: str

    @property
    def pattern(self) -> str:
        """A class of regular expressions that holds the script's characters."""
        return "[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in self.ranges) + "]"


def _make_script(name: str, plain: str, voice: str, *ranges: tuple[int, int]) -> Script:
    stems = [f"script-{family}-{name}" for family in (plain, voice)]
    return Script(name, ranges, (f"{stems[0]}-400", f"{stems[0]}-700"), f"{stems[1]}-400")


SCRIPTS = (
    _make_script("cyrillic", "noto-sans", "noto-serif", (0x0400, 0x045F), (0x0490, 0x0491)),
    _make_script("greek", "noto-sans", "noto-serif", (0x0370, 0x03FF)),
    _make_script(
        "arabic",
        "vazirmatn",
        "amiri",
        (0x0600, 0x06FF),
        (0x0750, 0x077F),
        (0xFB50, 0xFDFF),
        (0xFE70, 0xFEFC),
    ),
    _make_script("armenian", "noto-sans", "noto-sans", (0x0530, 0x058F)),
    _make_script("georgian", "noto-sans", "noto-sans", (0x10A0, 0x10FF)),
)

_ANY = re.compile("|".join(script.pattern for script in SCRIPTS))
_TURNED = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_TURNED_RUN = re.compile(f"{_TURNED}+(?:[\\s\u00a0\u202f'’-]+{_TURNED}+)*")
# What is drawn or typed is no running text, and a tag's attributes hold no elements
_TURNED_IN_HTML = re.compile(
    f"<(svg|script|style|title|textarea|option)\\b.*?</\\1>|<[^>]*>|({_TURNED_RUN.pattern})",
    re.DOTALL,
)


def find_scripts(text: str) -> list[Script]:
    """Return the scripts beside the Latin one of which a text has letters."""
    if not _ANY.search(text):
        return []
    return [script for script in SCRIPTS if re.search(script.pattern, text)]


def has_turned_words(text: str) -> bool:
    """Tell whether a text has words that are read from the right."""
    return _TURNED_RUN.search(text) is not None


def isolate_elements(html: str) -> str:
    """Set words that are read from the right apart, so that what stands beside them stays there.

    >>> isolate_elements("<p title='لين'>لين, 54 ans</p>")
    "<p title='لين'><bdi>لين</bdi>, 54 ans</p>"
    """
    if not _TURNED_RUN.search(html):
        return html
    return _TURNED_IN_HTML.sub(lambda m: f"<bdi>{m[2]}</bdi>" if m[2] else m[0], html)


def isolate_marks(text: str) -> str:
    """Do the same with marks that nobody sees, for an engine that knows no such elements."""
    mark = LEFT_TO_RIGHT_MARK
    return _TURNED_RUN.sub(lambda match: f"{mark}{match[0]}{mark}", text)
