"""The data dictionary: a Data Package, which says of each file and column what it holds.

Source: Frictionless Data, *Data Package* and *Tabular Data Resource* 1.0, of which readers of 2.0
know all properties used here. CSV on the Web was left aside: its descriptors are one for each file
or a group that only few tools read, and its context lies on another server.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vises_site.assemble.datasets.tables import Column
from vises_site.language import gettext as _
from vises_site.render.datasets.documents import DECIMAL_MARK, DELIMITER, NO, YES, Document

DESCRIPTOR_NAME = "datapackage.json"
_LICENCE_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LICENCE_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where data are published, and how they may be used.

    Attributes:
        name: Name of the site.
        url: Its address, ending in a slash; empty where none is known.
        licence: Identifier such as `CC-BY-4.0`, or address of a licence; empty for none.
    """

    name: str = ""
    url: str = ""
    licence: str = ""

    @property
    def licence_is_address(self) -> bool:
        """Whether the licence is given by its address."""
        return _LICENCE_ADDRESS.fullmatch(self.licence) is not None


def check_licence(written: str) -> str:
    """Return what is wrong with a licence in the settings; empty for nothing."""
    if not written or _LICENCE_NAME.fullmatch(written) or _LICENCE_ADDRESS.fullmatch(written):
        return ""
    message = _(
        "mkdocs.yml: « data_licence: {value} » names no licence; write an identifier such as "
        "CC-BY-4.0, or the licence's address"
    )
    return message.format(value=written)


def render_descriptor(
    name: str, title: str, description: str, documents: Iterable[Document], origin: Origin
) -> Document:
    """Return the descriptor of files that lie beside it.

    Args:
        name: Name of the package, in lower-case ASCII letters, digits, dots and hyphens.
        title: What it is called.
        description: What it holds.
        documents: The files.
        origin: Where they are published.
    """
    members: dict[str, Any] = {
        "profile": "data-package",
        "name": name,
        "title": title,
        "description": description,
    }
    if origin.url:
        members["homepage"] = origin.url
    members["resources"] = [_describe(document, origin) for document in documents]
    content = (json.dumps(members, ensure_ascii=False, indent=2) + "\n").encode()
    return Document(
        DESCRIPTOR_NAME,
        "Le dictionnaire des données",
        "Ce que veut dire chaque colonne de chaque fichier, pour un programme.",
        content,
    )


def _describe(document: Document, origin: Origin) -> dict[str, Any]:
    stem = document.name.removesuffix(".csv").replace(".", "-")
    members: dict[str, Any] = {
        "profile": "data-resource" if document.table is None else "tabular-data-resource",
        "name": stem,
        "path": document.name,
        "title": document.title,
        "description": document.description,
        "format": document.ending,
        "mediatype": document.media_type,
        "encoding": "utf-8",
        "bytes": len(document.content),
        "hash": f"sha256:{document.digest}",
    }
    if origin.licence and document.is_licensed:
        kind = "path" if origin.licence_is_address else "name"
        members["licenses"] = [{kind: origin.licence}]
    if document.table is not None:
        members["dialect"] = {"delimiter": DELIMITER}
        members["schema"] = {
            "fields": [_describe_column(column) for column in document.table.columns],
            "missingValues": [""],
        }
    return members


def _describe_column(column: Column) -> dict[str, Any]:
    members: dict[str, Any] = {"name": column.name, "type": column.type, "title": column.title}
    if column.description:
        members["description"] = column.description
    if column.type == "number":
        members["decimalChar"] = DECIMAL_MARK
    if column.type == "boolean":
        members |= {"trueValues": [YES], "falseValues": [NO]}
    return members
