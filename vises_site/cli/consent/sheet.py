"""`vises consent sheet`: what a person re-reads, on paper, before saying yes."""

import sys
from datetime import date
from pathlib import Path

import click

from vises_site.assemble.sheet import build_sheet
from vises_site.cli.consent.choosing import choose_entries, choose_version, version_option
from vises_site.cli.console import Command, Output
from vises_site.cli.project import config_option, on_date_option, open_session
from vises_site.language import ngettext
from vises_site.mkdocs_plugin.report import FAILURES, explain_failure
from vises_site.mkdocs_plugin.session import Session
from vises_site.model.register import Entry
from vises_site.render.sheet import render_sheet
from vises_site.writing import write_whole

SHEETS_FOLDER = "relecture"
"""Folder of sheets in a project: private, git-ignored, never published."""


@click.command(cls=Command)
@click.argument("name", metavar="ID")
@click.option(
    "-o", "--output", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR"
)
@version_option
@on_date_option
@config_option
@click.pass_obj
def sheet(
    output: Output,
    name: str,
    folder: Path | None,
    suffix: str | None,
    on_date: date | None,
    config_file: Path,
) -> None:
    """Fabrique la feuille de relecture d'une personne (the re-reading sheet)."""
    session = open_session(config_file, on_date)
    entries = choose_entries(session.library, name)
    try:
        for entry in entries:
            version = choose_version(entry, suffix)
            target = locate_sheet(session, entry, folder, suffix)
            spec = build_sheet(session.library, entry, session.day, version)
            write_whole(target, render_sheet(spec, session.project.root))
            click.echo(session.project.relate(target))
    except FAILURES as error:
        output.fail(explain_failure(error))
        sys.exit(1)
    output.say(
        ngettext(
            "print it, read it with the person, have it signed, keep it in your files",
            "print them, read each with its person, have them signed, keep them in your files",
            len(entries),
        )
    )


def locate_sheet(
    session: Session, entry: Entry, folder: Path | None = None, suffix: str | None = None
) -> Path:
    """Return where a voice's sheet goes, or that of a version of its words."""
    stem = entry.name.replace("/", "--") + (f".{suffix}" if suffix else "")
    return (folder or session.project.root / SHEETS_FOLDER) / f"{stem}.pdf"
