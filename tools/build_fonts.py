"""Make the vendored static fonts of `theme/fonts` from the variable fonts of their makers.

Usage: `python tools/build_fonts.py NEWSREADER_DIR ATKINSON_DIR`, each the unpacked npm package
`@fontsource-variable/newsreader` or `@fontsource-variable/atkinson-hyperlegible-next`. Both are
under the SIL Open Font License 1.1 without a reserved font name, so that derived files may keep
their names.

`python tools/build_fonts.py --scripts DIR…` copies the letters of other scripts, under the
same licence, as they are, from the packages `@fontsource/…` that `SCRIPT_FACES` names.

Static instances rather than the variable files: the PDF engine embeds a variable font whole, and
an optical size chosen per use (text, display) costs a reader 20 KB instead of 130 KB. The narrow
no-break space U+202F that French punctuation needs is missing in both families: it is added here,
as a fifth of an em. So are the hyphens U+2010 and U+2011, which hyphenation draws.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib.instancer import instantiateVariableFont

FONTS_PATH = Path(__file__).parent.parent / "theme" / "fonts"
NARROW_NO_BREAK_SPACE = 0x202F
THIN_SPACE = 0x2009

# output name, family, package, style of the source, position on the axes
INSTANCES = [
    ("newsreader-text", "newsreader", "normal", {"opsz": 12, "wght": 400}),
    ("newsreader-text-italic", "newsreader", "italic", {"opsz": 12, "wght": 400}),
    ("newsreader-text-semibold", "newsreader", "normal", {"opsz": 12, "wght": 600}),
    ("newsreader-display", "newsreader", "normal", {"opsz": 60, "wght": 400}),
    ("newsreader-display-italic", "newsreader", "italic", {"opsz": 60, "wght": 400}),
    ("atkinson-regular", "atkinson-hyperlegible-next", "normal", {"wght": 400}),
    ("atkinson-italic", "atkinson-hyperlegible-next", "italic", {"wght": 400}),
    ("atkinson-bold", "atkinson-hyperlegible-next", "normal", {"wght": 700}),
]

# package, subset, weights; output name is that of the file in theme/fonts
SCRIPT_FACES = [
    ("noto-sans", "cyrillic", (400, 700)),
    ("noto-sans", "greek", (400, 700)),
    ("noto-serif", "cyrillic", (400,)),
    ("noto-serif", "greek", (400,)),
    # Noto draws Arabic letters and their dots apart, which the PDF engine cannot tell as text
    ("vazirmatn", "arabic", (400, 700)),
    ("amiri", "arabic", (400,)),
    ("noto-sans-armenian", "armenian", (400, 700)),
    ("noto-sans-georgian", "georgian", (400, 700)),
]


def copy_scripts(packages: dict[str, Path]) -> None:
    """Copy the faces of other scripts and their licences."""
    for package, subset, weights in SCRIPT_FACES:
        source = packages[package]
        for weight in weights:
            output = f"script-{package.removesuffix(f'-{subset}')}-{subset}-{weight}.woff2"
            content = (source / "files" / f"{package}-{subset}-{weight}-normal.woff2").read_bytes()
            (FONTS_PATH / output).write_bytes(content)
        (FONTS_PATH / f"LICENSE-{package}.txt").write_bytes((source / "LICENSE").read_bytes())


def add_space(font: TTFont, code_point: int) -> None:
    """Give the font a blank glyph for a space that it lacks, a fifth of an em wide."""
    if code_point in font.getBestCmap():
        return
    name = f"uni{code_point:04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = Glyph()
    font["hmtx"][name] = (font["head"].unitsPerEm // 5, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code_point] = name


def add_hyphens(font: TTFont) -> None:
    """Let the hyphens of hyphenation be drawn as the keyboard's."""
    hyphen = font.getBestCmap().get(ord("-"))
    for table in font["cmap"].tables:
        if hyphen and table.isUnicode():
            table.cmap |= {0x2010: hyphen, 0x2011: hyphen}


def rename(font: TTFont, family: str) -> None:
    """Set the family and full names, so that text and display cuts do not hide each other."""
    for name_id in (1, 4, 16):
        font["name"].setName(family, name_id, 3, 1, 0x409)
    font["name"].setName(family.replace(" ", ""), 6, 3, 1, 0x409)


def main(packages: dict[str, Path]) -> None:
    """Write every instance, in the Latin and the extended Latin subset, and the licences."""
    for output, package, style, position in INSTANCES:
        axis = "opsz" if "opsz" in position else "wght"
        for subset, suffix in (("latin", ""), ("latin-ext", "-ext")):
            source = packages[package] / "files" / f"{package}-{subset}-{axis}-{style}.woff2"
            font = instantiateVariableFont(TTFont(source), position)
            for code_point in (NARROW_NO_BREAK_SPACE, THIN_SPACE):
                add_space(font, code_point)
            add_hyphens(font)
            rename(font, " ".join(word.capitalize() for word in (output + suffix).split("-")))
            font.flavor = "woff2"
            font["head"].modified = font["head"].created
            font.recalcTimestamp = False
            font.save(FONTS_PATH / f"{output}{suffix}.woff2")
    for package, path in packages.items():
        (FONTS_PATH / f"LICENSE-{package}.txt").write_bytes((path / "LICENSE").read_bytes())


if __name__ == "__main__" and sys.argv[1] == "--scripts":
    paths = [Path(name) for name in sys.argv[2:]]
    copy_scripts({path.name.removeprefix("fontsource-"): path for path in paths})
elif __name__ == "__main__":
    main({"newsreader": Path(sys.argv[1]), "atkinson-hyperlegible-next": Path(sys.argv[2])})
