"""The templates of paper, compiled once a process however many documents are made."""

from functools import cache

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from vises_site.theme import PRESS_PATH


class _Memory(BytecodeCache):
    """Keeps what was compiled: a publication's variants each have an environment of their own."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was compiled of the same source."""
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


@cache
def _find_memory() -> _Memory:
    return _Memory()


def make_environment() -> Environment:
    """Return an environment for one document, without globals or filters of ours."""
    return Environment(
        loader=FileSystemLoader(PRESS_PATH),
        autoescape=lambda name: bool(name and name.endswith(".html")),
        auto_reload=False,  # a theme does not change while a site is rendered
        bytecode_cache=_find_memory(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
