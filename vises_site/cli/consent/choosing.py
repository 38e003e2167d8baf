"""Whom a command is about."""

from collections.abc import Sequence

import click

from vises_site.language import gettext as _
from vises_site.model.library import Library
from vises_site.model.register import Entry, find_entries, suggest_name
from vises_site.problems import count_errors


def choose_entries(library: Library, name: str) -> list[Entry]:
    """Return the voices that a name given on the command line stands for, at least one.

    Raises:
        click.ClickException: It stands for nobody.
    """
    if entries := find_entries(library, name):
        return entries
    message = _("« {name} » is no voice, testimony or consent reference here").format(name=name)
    if nearest := suggest_name(library, name):
        message += " ; " + _("write « {nearest} »").format(nearest=nearest)
    if errors := count_errors(library.problems):
        message += "\n" + _(
            "{count} error(s) hide files from this search: run « vises check » first"
        ).format(count=errors)
    raise click.ClickException(message)


def choose_single(library: Library, name: str, command: str) -> Entry:
    """Return the one voice that a name stands for.

    Raises:
        click.ClickException: It stands for nobody, or for several; they are named.
    """
    entries = choose_entries(library, name)
    if len(entries) > 1:
        message = _("« {name} » stands for several voices; choose one:").format(name=name)
        raise click.ClickException("\n".join([message, *list_commands(entries, command)]))
    return entries[0]


def list_commands(entries: Sequence[Entry], command: str) -> list[str]:
    """Return the command for each of several voices, one a line."""
    return [f"  vises consent {command} {entry.name}   ({entry.voice.name})" for entry in entries]
