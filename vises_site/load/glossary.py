"""The glossary of acronyms, `content/glossaire.yml`."""

import re
import unicodedata

from vises_site.language import gettext as _
from vises_site.load.frontmatter import (
    MAXIMUM_DEPTH,
    MAXIMUM_HEADER_CHARACTERS,
    Node,
    measure_depth,
    parse_mapping,
)
from vises_site.load.sources import Project, Source, read_source
from vises_site.load.validate import build_model
from vises_site.model.glossary import Acronym, AcronymFields, Glossary
from vises_site.model.vocabulary import fold

GLOSSARY_NAME = "glossaire.yml"
LONGEST_ACRONYM = 20
MOST_ACRONYMS = 500
"""More are a dictionary, and each would be looked for in every page."""

_FORM = re.compile(r"[^\W_]+(?:[-.&/’'][^\W_]+)*\.?")


def read_glossary(project: Project) -> tuple[Source | None, Glossary]:
    """Read a project's glossary.

    Returns:
        The file, which holds its problems, or None where there is none; and the acronyms.
    """
    path = project.content / GLOSSARY_NAME
    if not (path.is_file() or path.is_symlink()):
        return None, ()
    source = read_source(project, path)
    return source, parse_glossary(source) if source.text else ()


def parse_glossary(source: Source) -> Glossary:
    """Parse a glossary's YAML; what is wrong with an acronym leaves only that one out."""
    is_large = len(source.text) > MAXIMUM_HEADER_CHARACTERS
    if is_large or measure_depth(source.text) > MAXIMUM_DEPTH:
        source.report(
            "front-matter-too-large",
            _("the glossary is too long or too deeply nested"),
            _("at most {size} characters and {depth} levels").format(
                size=MAXIMUM_HEADER_CHARACTERS, depth=MAXIMUM_DEPTH
            ),
            _("keep one line an acronym, and short explanations"),
        )
        return ()
    node = parse_mapping(source, source.text)
    found: dict[str, Acronym] = {}
    for key, value in node.pairs if node else []:
        letters = unicodedata.normalize("NFC", str(key.value).strip())
        if letters in found:
            _report_twice(source, key, letters)
        elif len(found) == MOST_ACRONYMS:
            _report_many(source, key)
            break
        elif not _is_acronym(letters):
            _report_form(source, key, letters)
        elif acronym := _parse_acronym(source, key, value, letters):
            found[letters] = acronym
    return tuple(sorted(found.values(), key=lambda a: (fold(a.letters), a.letters)))


def _is_acronym(letters: str) -> bool:
    return 2 <= len(letters) <= LONGEST_ACRONYM and _FORM.fullmatch(letters) is not None


def _parse_acronym(source: Source, key: Node, value: Node, letters: str) -> Acronym | None:
    before = len(source.problems)
    if value.is_mapping:
        fields = build_model(source, AcronymFields, value)
    else:
        # `SIS: service d'insertion sociale` says the same as `SIS: {nom: …}`
        name = Node("nom", value.line, value.column)
        short = Node([(name, value)], value.line, value.column, is_mapping=True)
        fields = build_model(source, AcronymFields, short)
    if fields is None or len(source.problems) > before:
        return None
    if not fields.meanings:
        source.report(
            "acronym-without-words",
            _("« {acronym} » has no words that it stands for").format(acronym=letters),
            _("the words in full, such as `SIS: service d'insertion sociale`"),
            _("write the words after the colon, or below it after `nom:`"),
            line=key.line,
            column=key.column,
            key=letters,
        )
        return None
    return Acronym(letters, fields.meanings)


def _report_form(source: Source, key: Node, letters: str) -> None:
    source.report(
        "acronym-form",
        _("« {acronym} » is not an acronym").format(acronym=letters[:60]),
        _("one word of 2 to {count} letters or digits, such as `SIS` or `DéFI`").format(
            count=LONGEST_ACRONYM
        ),
        _("write the acronym before the colon as it stands in the texts, its words behind"),
        line=key.line,
        column=key.column,
        key=letters[:60],
    )


def _report_twice(source: Source, key: Node, letters: str) -> None:
    source.report(
        "duplicate-key",
        _("« {acronym} » is explained twice").format(acronym=letters),
        _("each acronym once"),
        _("keep one of the two entries"),
        line=key.line,
        column=key.column,
        key=letters,
    )


def _report_many(source: Source, key: Node) -> None:
    source.report(
        "front-matter-too-large",
        _("the glossary has too many acronyms"),
        _("at most {count} acronyms").format(count=MOST_ACRONYMS),
        _("keep those that stand in the texts"),
        line=key.line,
        column=key.column,
    )
