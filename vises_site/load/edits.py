"""Changing one value of a front matter, and not one other byte of the file.

Round-trip parsers write a file anew and lose its line ends, quotes or spaces; here the parser only
tells where a value stands.
"""

from pathlib import Path

import yaml

from vises_site.load.frontmatter import PLAIN_NULLS
from vises_site.model.vocabulary import fold
from vises_site.writing import write_whole

_APPROVAL = "texte-approuvé"
BYTE_ORDER_MARK = "\ufeff"


class EditError(Exception):
    """The front matter has no place for the value; the file is untouched."""


def set_consent_key(path: Path, voice: int, key: str, value: str) -> None:
    """Write a key of one voice's consent into a testimony's file, whole or not at all.

    Raises:
        EditError: The file has no such voice, or the voice no consent.
        OSError: The disk refuses.
    """
    # Bytes, since reading as text would change the line ends
    text = path.read_bytes().decode("utf-8")
    write_whole(path, insert_consent_key(text, voice, key, value).encode("utf-8"))


def insert_consent_key(text: str, voice: int, key: str, value: str) -> str:
    r"""Return a testimony's text with one key of one voice's consent set.

    Args:
        text: The whole file, with its own line ends.
        voice: Place of the voice, from 0.
        key: The key as the guide spells it.
        value: Its value, in letters, digits, points and hyphens.

    Raises:
        EditError: There is no such voice, or the voice has no consent.

    >>> insert_consent_key("---\nvoix: {consentement: {a: 1}}\n---\n", 0, "retiré-le", "2026-11-25")
    '---\nvoix: {consentement: {a: 1, retiré-le: 2026-11-25}}\n---\n'
    """
    start, end = _find_header(text)
    header = text[start:end]
    consent = _find_consent(header, voice)
    edited = _set_in(header, consent, key, value)
    _verify(header, edited, voice, key, value)
    return text[:start] + edited + text[end:]


def set_approval(path: Path, voice: str, value: str) -> None:
    """Write who approved the words of a version into its file, whole or not at all.

    Args:
        path: The version's file.
        voice: Id or number of the voice; empty where there is only one.
        value: The fingerprint.

    Raises:
        EditError: The front matter has no place for it.
        OSError: The disk refuses.
    """
    text = path.read_bytes().decode("utf-8")
    write_whole(path, insert_approval(text, voice, value).encode("utf-8"))


def insert_approval(text: str, voice: str, value: str) -> str:
    r"""Return a version's text with one voice's fingerprint set.

    Raises:
        EditError: The front matter has no place for it.

    >>> insert_approval("---\ntitre: A\n---\n", "luc", "6f1c")
    '---\ntitre: A\ntexte-approuvé: {luc: 6f1c}\n---\n'
    """
    start, end = _find_header(text)
    header = text[start:end]
    root = _compose(header)
    found = next((node for key, node in root.value if fold(key.value) == fold(_APPROVAL)), None)
    if found is None:
        eol = "\r\n" if header.endswith("\r\n") else "\n"
        edited = f"{header}{_APPROVAL}: {f'{{{voice}: {value}}}' if voice else value}{eol}"
    elif voice and isinstance(found, yaml.MappingNode) and found.value:
        edited = _set_in(header, found, voice, value)
    elif not voice and isinstance(found, yaml.ScalarNode) and not _is_empty(found):
        edited = header[: found.start_mark.index] + value + header[found.end_mark.index :]
    else:
        raise EditError
    _verify_approval(root, _compose(edited), voice, value)
    return text[:start] + edited + text[end:]


def _verify_approval(
    before: yaml.MappingNode, after: yaml.MappingNode, voice: str, value: str
) -> None:
    """Read the result back: the fingerprint is there, and all else is as it was."""
    earlier, found = _plain(before), _plain(after)
    names = [name for name in {**earlier, **found} if fold(name) == fold(_APPROVAL)]
    written = [found.pop(name, None) for name in names]
    for name in names:
        earlier.pop(name, None)
    entry = written[0] if len(written) == 1 else None
    stored = entry.get(voice) if isinstance(entry, dict) else entry
    if earlier != found or stored != value:
        raise EditError


def _set_in(header: str, node: yaml.MappingNode, key: str, value: str) -> str:
    """Return a header with one key of a mapping set."""
    for found, current in node.value:
        if fold(found.value) == fold(key):
            place = current.start_mark.index
            gap = " " if header[place - 1] == ":" else ""
            return header[:place] + gap + value + header[current.end_mark.index :]
    insert = _insert_in_flow if node.flow_style else _insert_in_block
    return insert(header, node, f"{key}: {value}")


def _find_header(text: str) -> tuple[int, int]:
    """Return where the front matter begins and ends, without its fences, as it is read."""
    lines = text.removeprefix(BYTE_ORDER_MARK).split("\n")
    start = place = len(text) - len(text.removeprefix(BYTE_ORDER_MARK)) + len(lines[0]) + 1
    if lines[0].rstrip() == "---":
        for line in lines[1:]:
            if line.rstrip() in ("---", "..."):
                return start, place
            place += len(line) + 1
    raise EditError


def _find_value(node: yaml.MappingNode, *keys: str) -> yaml.Node:
    for key, value in node.value:
        if fold(key.value) in keys:
            found: yaml.Node = value
            return found
    raise EditError


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value in PLAIN_NULLS


def _compose(header: str) -> yaml.MappingNode:
    try:
        # The parser in Python counts places in characters, as text is indexed
        root = yaml.compose(header, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise EditError from error
    if not isinstance(root, yaml.MappingNode):
        raise EditError
    return root


def _find_consent(header: str, voice: int) -> yaml.MappingNode:
    root = _compose(header)
    voices = _find_value(root, "voix", "personne")
    listed = voices.value if isinstance(voices, yaml.SequenceNode) else [voices]
    listed = [item for item in listed if not _is_empty(item)]  # reading passes over these
    chosen = listed[voice] if voice < len(listed) else None
    if not isinstance(chosen, yaml.MappingNode):
        raise EditError
    consent = _find_value(chosen, "consentement")
    if not isinstance(consent, yaml.MappingNode) or not consent.value:
        raise EditError
    return consent


def _insert_in_flow(header: str, consent: yaml.MappingNode, entry: str) -> str:
    place = consent.value[-1][1].end_mark.index
    return f"{header[:place]}, {entry}{header[place:]}"


def _insert_in_block(header: str, consent: yaml.MappingNode, entry: str) -> str:
    """Insert a line below the last value that stands on its key's own line."""
    key = consent.value[0][0]
    line_start = header.rfind("\n", 0, key.start_mark.index) + 1
    indent = header[line_start : key.start_mark.index]
    ends = [
        value.end_mark.index
        for key, value in consent.value
        if key.start_mark.line == value.start_mark.line == value.end_mark.line
    ]
    if not ends or indent.strip():
        raise EditError
    line_end = header.index("\n", ends[-1])
    eol = "\r\n" if header[line_end - 1] == "\r" else "\n"
    return f"{header[: line_end + 1]}{indent}{entry}{eol}{header[line_end + 1 :]}"


def _verify(before: str, after: str, voice: int, key: str, value: str) -> None:
    """Read the result back: the value is there, and all else is as it was."""
    consent, earlier = (_plain(_find_consent(text, voice)) for text in (after, before))
    expected = {name: item for name, item in earlier.items() if fold(name) != fold(key)}
    found = {name: item for name, item in consent.items() if fold(name) != fold(key)}
    written = [item for name, item in consent.items() if fold(name) == fold(key)]
    if written != [value] or expected != found:
        raise EditError


def _plain(node: yaml.Node) -> dict[str, object]:
    def convert(inner: yaml.Node) -> object:
        if isinstance(inner, yaml.MappingNode):
            return {str(key.value): convert(value) for key, value in inner.value}
        if isinstance(inner, yaml.SequenceNode):
            return [convert(item) for item in inner.value]
        return inner.value

    return {str(key.value): convert(value) for key, value in node.value}
