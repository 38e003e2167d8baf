"""Texts that cost more than they weigh, or that no parser should see: refused, and quickly."""

import pytest

from tests.conftest import TESTIMONY, Workspace
from tests.hostile.commands import build, list_codes
from tests.hostile.corpus import swap, write_record

PLACE = "testimonies/la-passerelle/essai.md"
TITLE = "titre: Ma bulle d'air"
WORDS = "Ici, je respire. Le"
RAW = TESTIMONY.encode()


def put_title(title: str) -> bytes:
    return swap(TESTIMONY, {TITLE: title}).encode()


def put_words(words: str) -> bytes:
    return swap(TESTIMONY, {WORDS: words}).encode()


TEXTS: dict[str, tuple[bytes, list[str]]] = {
    "utf-16 with a mark": (TESTIMONY.encode("utf-16"), ["encoding"]),
    "utf-16 without a mark": (TESTIMONY.encode("utf-16-le"), ["encoding"]),
    "utf-32": (TESTIMONY.encode("utf-32"), ["encoding"]),
    "windows-1252": (TESTIMONY.encode("cp1252"), ["encoding"]),
    "overlong utf-8": (
        put_words("Ici <svg onload=tripwire()>").replace(b"<", b"\xc0\xbc"),
        ["encoding"],
    ),
    "surrogates in utf-8": (RAW.replace(b"Ici", b"\xed\xa0\x80\xed\xb0\x80"), ["encoding"]),
    "half a character": (RAW + "é".encode()[:1], ["encoding"]),
    "a NUL byte": (RAW.replace(b"Ici", b"I\0ci"), ["encoding"]),
    "utf-7": (put_words("+ADw-script+AD4-"), []),
    "a byte-order mark": (b"\xef\xbb\xbf" + RAW, []),
    "two byte-order marks": (b"\xef\xbb\xbf" * 2 + RAW, ["invisible-character"]),
    "Windows line ends": (RAW.replace(b"\n", b"\r\n"), []),
    "old Mac line ends": (RAW.replace(b"\n", b"\r"), []),
    "mixed line ends": (RAW.replace(b"\n", b"\r\n", 5).replace(b"\n", b"\r", 9), []),
    "a line of 10 MB": (put_words("a" * 10_000_000), ["file-too-large"]),
    "a line of 900 kB": (put_words("a" * 900_000), ["unreadable-line"]),
    "a long line without end": (RAW + b"x" * 20_001, ["unreadable-line"]),
    "a quotation of 2,000 levels": (put_words("> " * 2_000 + "x"), ["unreadable-line"]),
    "a tight quotation of 2,000 levels": (put_words(">" * 2_000 + "x"), ["unreadable-line"]),
    "a list of 2,000 levels": (put_words("- " * 2_000 + "x"), ["unreadable-line"]),
    "a numbered list of 2,000 levels": (put_words("1. " * 2_000 + "x"), ["unreadable-line"]),
    "an indentation of 5,000": (put_words(" " * 5_000 + "x"), ["unreadable-line"]),
    "front matter of 65 kB": (
        put_title("\n".join(["titre: x"] * 8_000)),
        ["front-matter-too-large"],
    ),
    "brackets of 5,000 levels": (put_title("titre: " + "[" * 5_000), ["front-matter-too-large"]),
    "braces of 500 levels": (
        put_title("titre: " + "{a: " * 500 + "b" + "}" * 500),
        ["front-matter-too-large"],
    ),
    "lists of 24 levels in a line": (
        put_title("titre:\n" + "- " * 24 + "b"),
        ["front-matter-too-large"],
    ),
    "indented mappings of 60 levels": (
        put_title("titre:\n" + "".join(" " * level + "a:\n" for level in range(1, 61))),
        ["front-matter-too-large"],
    ),
    "brackets of 900 levels behind closed ones": (
        put_title('x: "' + "]" * 2_000 + '"\ntitre: ' + "[" * 900 + "]" * 900),
        ["front-matter-too-large"],
    ),
    "brackets behind a comment of closed ones": (
        put_title("# " + "]" * 2_000 + "\ntitre: " + "[" * 900 + "]" * 900),
        ["front-matter-too-large"],
    ),
    "keys of 400 levels": (put_title("titre: x\n" + "? " * 400 + "a"), ["front-matter-too-large"]),
    "keys of 900 levels": (put_title("titre: x\n" + "? " * 900 + "a"), ["front-matter-too-large"]),
    "an age of 5,000 digits": (
        swap(TESTIMONY, {"âge: 54": "âge: " + "9" * 5_000}).encode(),
        ["wrong-type"],
    ),
    "an alias in a hundred places": (
        put_title("titre: &a x\nthèmes: [" + "*a, " * 100 + "*a]"),
        ["yaml-alias"],
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_refused_or_read(project: Workspace, name: str) -> None:
    content, codes = TEXTS[name]
    assert list_codes(project.write({PLACE: content})) == codes


def test_a_file_of_50_mb_is_not_read(project: Workspace) -> None:
    for path in (PLACE, "content/page.md", "content/organismes/x.md"):
        with (project.root / path).open("wb") as file:
            file.truncate(50_000_000)
    assert list_codes(project) == ["file-too-large"] * 3


STRAINS: dict[str, str] = {
    "5,000 notes": "".join(f"x[^{n}]\n\n[^{n}]: n\n\n" for n in range(5_000)),
    "opening brackets": "[" * 19_900,
    "opening pictures": "![" * 9_900,
    "links without end": "[a](" * 4_900,
    "references without end": "[a][" * 4_900,
    "opening tags": "<a " * 6_600,
    "sections": "<![CDATA[" * 2_200,
    "tags in each other, one a line": "<div>\n" * 20_000,
    "abbreviations": "".join(f"*[A{n}]: x\n" for n in range(3_000)) + "A1 A2 " * 3_000,
    "the same heading": "# x\n" * 20_000,
    "at signs": ("a" * 19_900 + "@\n") * 45,
    "spaces behind an attribute": ("javascript: href=" + " " * 19_000 + "x\n") * 45,
    "line ends behind an attribute": "javascript: href=" + "\n" * 900_000 + "x",
    "almost a heading": ("**" + " " * 19_000 + "x\n") * 45,
    "names": ("Luc " * 4_900 + "\n") * 45,
    "streets": ("1 rue A " * 2_400 + "\n") * 45,
    "unknown blocks": "/// a\n    a: b\n" * 20_000,
}
"""Texts that some parser or expression has looked at again and again."""

CALM: dict[str, str] = {
    "open-blocks": "/// encadré | x\n" * 500,
    "blocks-in-each-other": "".join("/" * (503 - n) + " encadré | x\n\n" for n in range(500)),
    "emphasis": "*a **b _c __d " * 1_400,
    "emphasis-that-nests": "".join("*_"[n % 2] for n in range(9_000)) + "x",
    "emphasis-in-words": "a*" * 9_900,
    "backticks-of-all-lengths": "".join("`" * n + "a" for n in range(1, 195)),
    "backticks": "`" * 19_900,
    "comments": "<!--" * 4_900,
    "instructions": "<?" * 9_900,
    "tags-in-each-other": "<b>" * 6_600,
    "entities": "&" * 19_900,
    "automatic-links": "<http:" * 3_300,
    "references": "".join(f"[{n}]: x\n" for n in range(20_000)),
    "definitions": "a\n:   b\n" * 2_000,
    "columns": "a|" * 3_000 + "\n" + "-|" * 3_000 + "\n" + "b|" * 3_000,
    "rows": "a|b\n-|-\n" + "a|b\n" * 2_000,
    "asterisks": "*" * 19_900,
    "underscores": "_" * 19_900,
    "quotation-marks": '"a ' * 6_600,
    "numbers": ("0 1 2 3 4 5 6 7 8 9 " * 900 + "\n") * 5,
    "accounts": ("BE12 " + "1234 " * 3_900 + "\n") * 5,
    "colons": ("a : " * 4_900 + "\n") * 5,
}
"""Texts of the same kind that have never been trouble."""


def write_texts(project: Workspace, texts: dict[str, str]) -> None:
    """Write each text as a page, and as what the second of two voices says."""
    second = "  - nom-affiché: Ana\n    rôle: proche\norganisme: la-passerelle"
    pair = swap(
        TESTIMONY, {"organisme: la-passerelle": second, WORDS: "## Luc\n\nx\n\n## Ana\n\n§"}
    )
    for name, text in texts.items():
        project.write(dict([write_record("page", name, {"corps": text})]))
        project.write({PLACE.replace("essai", name): pair.replace("§", text)})


@pytest.mark.slow
@pytest.mark.parametrize("name", STRAINS)
def test_a_text_that_strains_a_parser_ends(project: Workspace, name: str) -> None:
    write_texts(project, {"essai": STRAINS[name]})
    build(project, "--no-publications")


@pytest.mark.slow
def test_many_marks_are_no_strain(project: Workspace) -> None:
    write_texts(project, CALM)
    build(project, "--no-publications")
