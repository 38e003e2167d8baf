"""Whom a command is about."""

from collections.abc import Sequence

import click

from vises_site.language import gettext as _
from vises_site.language import ngettext
from vises_site.model.library import Library
from vises_site.model.register import Entry, find_entries, is_ambiguous, suggest_entries
from vises_site.model.version import Version
from vises_site.problems import count_errors


def choose_entries(library: Library, name: str) -> list[Entry]:
    """Return the voices that a name given on the command line stands for, at least one.

    Raises:
        click.ClickException: It stands for nobody.
    """
    entries = find_entries(library, name)
    if is_ambiguous(entries, name):
        message = _("« {name} » may stand for several people; choose one, nothing was done:")
        raise click.ClickException(
            "\n".join([message.format(name=name), *(f"  {describe(e)}" for e in entries)])
        )
    if entries:
        return entries
    lines = [
        _("« {name} » is no voice, testimony or consent reference here; nothing was done").format(
            name=name
        )
    ]
    if near := suggest_entries(library, name):
        lines.append(_("Similar names, perhaps of somebody else:"))
        lines += [f"  {describe(entry)}" for entry in near]
    if errors := count_errors(library.problems):
        lines.append(
            ngettext(
                "{count} error hides files from this search: run « vises check » first",
                "{count} errors hide files from this search: run « vises check » first",
                errors,
            ).format(count=errors)
        )
    raise click.ClickException("\n".join(lines))


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


def describe(entry: Entry) -> str:
    """Return a voice as people know it: its name for commands, its displayed name, its form."""
    reference = f", {entry.voice.consent.reference}" if entry.voice.consent else ""
    return f"{entry.name} ({entry.voice.name}{reference})"


def list_commands(entries: Sequence[Entry], command: str) -> list[str]:
    """Return the command for each of several voices, one a line."""
    return [f"  vises consent {command} {entry.name}   ({entry.voice.name})" for entry in entries]


version_option = click.option(
    "--texte",
    "suffix",
    metavar="TEXTE",
    help="nl, de, en, fr ou falc : cette version des mots (that version of the words).",
)


def choose_version(entry: Entry, suffix: str | None) -> Version | None:
    """Return the version of a voice's words that a suffix names; None for the testimony's own.

    Raises:
        click.ClickException: The testimony has no such version.
    """
    if suffix is None:
        return None
    versions = {version.suffix: version for version in entry.testimony.versions}
    if suffix not in versions:
        raise click.ClickException(
            _("« {name} » has no version « {suffix} »; it has: {words}").format(
                name=entry.testimony.slug, suffix=suffix, words=", ".join(versions) or "—"
            )
        )
    return versions[suffix]
