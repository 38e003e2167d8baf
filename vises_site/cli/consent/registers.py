"""`vises consent list` and `vises consent ledger`: what is agreed, and what has appeared."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from vises_site.build.ledger import LEDGER_URI, LedgerError, Line, read_ledger
from vises_site.cli.consent.choosing import choose_entries
from vises_site.cli.console import Command, Output, make_form_option
from vises_site.cli.project import config_option, on_date_option, open_session
from vises_site.language import gettext as _
from vises_site.language import ngettext
from vises_site.mkdocs_plugin.report import explain_failure
from vises_site.model.register import Entry, Standing, find_standing, list_entries
from vises_site.model.vocabulary import Channel, fold
from vises_site.problems import count_errors
from vises_site.text.spreadsheets import disarm_cell

Row = dict[str, Any]

BYTE_ORDER_MARK = "\ufeff"

WIDTH_OF_FILES = 240
"""Width in characters of tables that no terminal shows."""

form_option = make_form_option("text", "json", "csv")


@click.command("list", cls=Command)
@form_option
@on_date_option
@config_option
@click.pass_obj
def list_consents(output: Output, form: str, on_date: date | None, config_file: Path) -> None:
    """Dit qui consent à quoi (who agrees to what)."""
    session = open_session(config_file, on_date)
    standings = [find_standing(entry, session.day) for entry in list_entries(session.library)]
    if form == "text":
        _print_consents(standings)
    else:
        _print_rows("consents", [_describe(standing) for standing in standings], form)
    if errors := count_errors(session.library.problems):
        output.fail(
            _("{count} error(s) hide files from this list: run « vises check » first").format(
                count=errors
            )
        )
    expiring = sum(standing.state == "expiring" for standing in standings)
    output.say(
        ngettext("{count} voice", "{count} voices", len(standings)).format(count=len(standings))
        + ", "
        + _("{count} soon expiring").format(count=expiring)
    )


def _describe(standing: Standing) -> Row:
    """Return a voice's consent as data; days in ISO form, absent ones as null."""
    entry, consent = standing.entry, standing.entry.voice.consent

    def write(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {
        "id": entry.name,
        "record": entry.testimony.slug,
        "voice": entry.index + 1,
        "name": entry.voice.name,
        "path": entry.testimony.path,
        "reference": consent.reference if consent else None,
        "state": standing.state,
        "status": entry.testimony.fields.status,
        "channels": list(standing.allowed),
        "appears": list(standing.appears),
        "elements": list(consent.elements) if consent else [],
        "signed": write(consent.signed_on if consent else None),
        "expires": write(consent.expires_on if consent else None),
        "withdrawn": write(consent.withdrawn_on if consent else None),
        "represented": consent.represented if consent else False,
        "approved": standing.is_approved,
    }


def _print_consents(standings: Iterable[Standing]) -> None:
    states = {
        "valid": ("green", _("valid")),
        "expiring": ("yellow", _("soon expiring")),
        "expired": ("red", _("expired")),
        "withdrawn": ("red", _("withdrawn")),
        "unsigned": ("yellow", _("not yet")),
        "minor": ("red", _("minor, representative missing")),
        "missing": ("red", _("missing")),
    }
    titles = [_("Voice"), _("Reference"), _("State"), *get_args(Channel)]
    table = _make_table([*titles, _("Last day"), _("Elements")])
    for standing in standings:
        entry, consent = standing.entry, standing.entry.voice.consent
        colour, state = states[standing.state]
        if standing.state == "withdrawn" and consent:
            state += f" ({consent.withdrawn_on})"
        if standing.is_approved is False:
            state += ", " + _("words changed")
        if entry.testimony.fields.status != "publié":
            state += f", {entry.testimony.fields.status}"
        table.add_row(
            entry.name,
            Text(consent.reference if consent else ""),
            Text(state, style=colour),
            *(_mark(standing, channel) for channel in get_args(Channel)),
            str(consent.expires_on or "") if consent else "",
            ", ".join(consent.elements) if consent else "",
        )
    _print_table(table)


def _mark(standing: Standing, channel: Channel) -> str:
    """Return ✓ where the testimony appears, (✓) where this voice agrees but it does not appear."""
    if channel in standing.appears:
        return "✓"
    return "(✓)" if channel in standing.allowed else "–"


@click.command("ledger", cls=Command)
@click.argument("name", metavar="[ID]", required=False)
@form_option
@config_option
@click.pass_obj
def show_ledger(output: Output, name: str | None, form: str, config_file: Path) -> None:
    """Dit dans quels fichiers une personne a paru (in which files somebody appeared)."""
    session = open_session(config_file)
    try:
        lines = read_ledger(session.project.root / LEDGER_URI)
    except (LedgerError, OSError) as error:
        output.fail(explain_failure(error))
        sys.exit(1)
    rows = _list_appearances(lines)
    if name is not None:
        found = [row for row in rows if _is_about(row, name)]
        if not found:  # by its present name; a record whose file is gone is known as above
            own = {_key_of(entry) for entry in choose_entries(session.library, name)}
            found = [row for row in rows if (row["record"], row["reference"]) in own]
        rows = found
    if form == "text":
        _print_appearances(rows)
    else:
        _print_rows("appearances", rows, form)
    output.say(
        ngettext("{count} appearance", "{count} appearances", len(rows)).format(count=len(rows))
    )


def _is_about(row: Row, name: str) -> bool:
    """Tell whether a row of the ledger is about a record, one of its voices, or a reference."""
    return fold(name) in (
        fold(row["reference"]),
        fold(row["record"]),
        f"{fold(row['record'])}/{row['voice']}",
    )


def _key_of(entry: Entry) -> tuple[str, str]:
    consent = entry.voice.consent
    return entry.testimony.slug, consent.reference if consent else ""


def _list_appearances(lines: Sequence[Line]) -> list[Row]:
    """Return the ledger a voice a row, with the day on which each version was replaced."""
    ends: dict[int, str] = {}
    last: dict[str, int] = {}
    for number, line in enumerate(lines):
        if (before := last.get(line["output"])) is not None:
            ends[before] = line["date"]
        last[line["output"]] = number
    return [
        {
            "record": record["record"],
            "voice": record["voice"],
            "reference": record["reference"],
            "consent": record["consent"],
            "elements": record["elements"],
            "output": line["output"],
            "channels": line["channels"],
            "sha256": line["sha256"],
            "from": line["date"],
            "until": ends.get(number),
        }
        for number, line in enumerate(lines)
        for record in line["records"]
    ]


def _print_appearances(rows: Iterable[Row]) -> None:
    titles = [_("From"), _("Until"), _("Record"), _("Voice"), _("Reference"), _("File")]
    table = _make_table([*titles, _("Elements")])
    for row in rows:
        table.add_row(
            row["from"],
            row["until"] or _("still there"),
            Text(row["record"]),
            str(row["voice"]),
            Text(row["reference"]),
            Text(row["output"]),
            ", ".join(row["elements"]),
        )
    _print_table(table)


def _make_table(titles: Sequence[str]) -> Table:
    """Return a table whose last column alone is folded where it does not fit."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in titles:
        table.add_column(title, no_wrap=title != titles[-1], overflow="fold")
    return table


def _print_table(table: Table) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH_OF_FILES
    console.print(table)


def _print_rows(title: str, rows: Sequence[Row], form: str) -> None:
    if form == "json":
        click.echo(json.dumps({title: rows}, ensure_ascii=False, indent=2))
        return
    # As the spreadsheets of those who keep registers read a file that is opened by a click
    text = io.StringIO(BYTE_ORDER_MARK)
    text.seek(len(BYTE_ORDER_MARK))
    if rows:
        writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows({key: _write_cell(value) for key, value in row.items()} for row in rows)
    click.echo(text.getvalue(), nl=False)


def _write_cell(value: Any) -> str:
    """Return a value as a cell that no spreadsheet runs."""
    text = ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return disarm_cell(text)
