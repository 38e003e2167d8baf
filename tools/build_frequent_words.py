"""Write the most frequent French word forms, from the data of the package `wordfreq`.

    pip download wordfreq==3.1.1 --no-deps
    pip install msgpack
    python tools/build_frequent_words.py wordfreq-3.1.1-py3-none-any.whl

Its data are lists of words, one list a hundredth of a decade of frequency, the most frequent
first; within a list the order says nothing, so that ours is alphabetical.
"""

import gzip
import re
import sys
import zipfile
from pathlib import Path

import msgpack  # type: ignore[import-not-found,import-untyped,unused-ignore]  # for this alone

COUNT = 10_000
TARGET = Path(__file__).parent.parent / "vises_site" / "text" / "frequent-words-fr.txt"
_WORD = re.compile(r"[a-zàâäçéèêëîïôöùûüÿœæ]+")


def read_words(wheel: Path) -> list[str]:
    """Return all French forms of a wheel, the most frequent first."""
    with zipfile.ZipFile(wheel) as archive:
        packed = gzip.decompress(archive.read("wordfreq/data/large_fr.msgpack.gz"))
    _header, *lists = msgpack.unpackb(packed, raw=False)
    return [word for words in lists for word in sorted(words)]


def main() -> None:
    """Write the list beside the module that reads it."""
    words = [word for word in read_words(Path(sys.argv[1])) if _WORD.fullmatch(word)]
    TARGET.write_text("\n".join(sorted(words[:COUNT])) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
