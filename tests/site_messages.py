"""Every French text of the site's interface that the catalogues translate."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from babel.messages.extract import extract_from_dir

from vises_site import interface
from vises_site.model import vocabulary
from vises_site.model.evaluation import MEANS
from vises_site.model.published import STAND_INS
from vises_site.theme import WEB_PATH

PACKAGE = Path(interface.__file__).parent
LISTS = (
    vocabulary.Role,
    vocabulary.OrganismType,
    vocabulary.Method,
    vocabulary.ActionState,
    vocabulary.Nature,
)
TEMPLATE_KEYWORDS = {"_": None, "ngettext": (1, 2)}


def find_site_messages() -> Iterator[str | tuple[str, ...]]:
    """Yield what templates and code mark, and the words of closed lists that pages show."""
    yield from _extract(WEB_PATH, "**.html", "jinja2", TEMPLATE_KEYWORDS)
    yield from _extract(PACKAGE, "**.py", "python", {"mark": None, "mark_plural": (1, 2)})
    yield from STAND_INS
    yield from MEANS
    for words in LISTS:
        yield from get_args(words)
    for objectives in vocabulary.OBJECTIVES.values():
        yield from objectives


def _extract(
    folder: Path, pattern: str, method: str, keywords: Mapping[str, tuple[int, ...] | None]
) -> Iterator[str | tuple[str, ...]]:
    for found in extract_from_dir(folder, [(pattern, method)], keywords=keywords):
        yield found[2]
