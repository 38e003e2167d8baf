"""Short links: a code of six letters for each page to which paper leads.

The shorter an address, the coarser the code that a telephone reads from a wall. A code follows
from the place of its page alone, whatever else the site shows: what is printed stays true.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that is taken for a digit, and no word that anybody minds."""

CODE_LENGTH = 6
FOLDER = "v"
"""Folder of the short links below the site: `v/k3m9q2/`."""

_PAGE = re.compile(
    r"((?:temoignages|evaluations|publications)/[a-z0-9-]+)(?:/|/index\.html|\.html)?"
)


def build_codes(places: Iterable[str]) -> dict[str, str]:
    """Return the code of each page, by its place such as `temoignages/luc`.

    Args:
        places: All pages that there could be, shown or not; where two would have the same code,
            the first keeps it.

    >>> build_codes(["temoignages/luc"])
    {'temoignages/luc': '2szkhm'}
    """
    codes: dict[str, str] = {}
    taken: set[str] = set()
    for place in places:
        attempt = 0
        while (code := _draw_code(place, attempt)) in taken:
            attempt += 1
        codes[place] = code
        taken.add(code)
    return codes


def _draw_code(place: str, attempt: int) -> str:
    digest = hashlib.sha256(f"{place} {attempt}".encode() if attempt else place.encode()).digest()
    number = int.from_bytes(digest)
    return "".join(LETTERS[number >> 5 * index & 31] for index in range(CODE_LENGTH))


def write_short_uri(code: str) -> str:
    """Return the uri of a short link below the site."""
    return f"{FOLDER}/{code}/"


def shorten_address(address: str, site_url: str, codes: Mapping[str, str]) -> str:
    """Return the short form of the address of a page of ours; any other as it is.

    Args:
        address: An absolute address.
        site_url: Address of the site; empty for none.
        codes: Codes of the pages that the site has, by place.
    """
    root = f"{site_url.rstrip('/')}/"
    match = _PAGE.fullmatch(address.removeprefix(root))
    if not site_url or not address.startswith(root) or match is None or match[1] not in codes:
        return address
    return root + write_short_uri(codes[match[1]])


def write_bare(address: str) -> str:
    """Return an address as one reads it from paper and types it.

    >>> write_bare("https://www.exemple.be/v/2szkhm/")
    'www.exemple.be/v/2szkhm'
    """
    return address.partition("://")[2].rstrip("/")
