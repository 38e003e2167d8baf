"""Which folders a project may use."""

from collections.abc import Mapping
from pathlib import Path

from mkdocs.exceptions import PluginError

from vises_site.language import gettext as _


def check_folders(root: Path, folders: Mapping[str, Path]) -> None:
    """Refuse folders that lie in one another: what is private in one would be public in another.

    Raises:
        PluginError: Two of them do, or one of them is the project itself.
    """
    placed = {name: path.resolve() for name, path in folders.items()}
    pairs = [(a, b) for a in placed for b in placed if a < b]
    for name, path in placed.items():
        if root.resolve().is_relative_to(path):
            message = _("mkdocs.yml: « {name} » is the project itself or above it; name a folder")
            raise PluginError(message.format(name=name))
    for first, second in pairs:
        one, other = placed[first], placed[second]
        if one.is_relative_to(other) or other.is_relative_to(one):
            message = _(
                "mkdocs.yml: « {first} » and « {second} » lie in one another; "
                "give each a folder of its own"
            )
            raise PluginError(message.format(first=first, second=second))
