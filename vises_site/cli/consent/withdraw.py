"""`vises consent withdraw`: one person out of everything that a build makes."""

import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

import click

from vises_site.build.ledger import LEDGER_URI, read_ledger
from vises_site.cli.consent.choosing import choose_entries, list_commands
from vises_site.cli.consent.sheet import locate_sheet
from vises_site.cli.console import Command, Output
from vises_site.cli.project import config_option, open_session, parse_day
from vises_site.language import gettext as _
from vises_site.load.edits import EditError, set_consent_key
from vises_site.load.sources import find_markdown
from vises_site.mkdocs_plugin.report import FAILURES, explain_failure
from vises_site.mkdocs_plugin.session import Session
from vises_site.model.register import Entry


@click.command(cls=Command)
@click.argument("name", metavar="ID")
@click.option(
    "--date",
    "day",
    callback=parse_day,
    metavar="DATE",
    help="Premier jour du retrait ; aujourd'hui sinon (first day; today by default).",
)
@config_option
@click.pass_obj
def withdraw(output: Output, name: str, day: date | None, config_file: Path) -> None:
    """Retire une personne de tout ce qui paraît (withdraws somebody from everything)."""
    session = open_session(config_file)
    entries = choose_entries(session.library, name)
    try:
        with session.workplace.held():
            changed = [entry for entry in entries if _write(session, entry, day, output)]
            session.workplace.purge()
            for entry in entries:
                locate_sheet(session, entry).unlink(missing_ok=True)
        steps = list(list_remaining_steps(session, entries))
    except FAILURES as error:
        output.fail(explain_failure(error))
        sys.exit(1)
    for path in dict.fromkeys(entry.testimony.path for entry in changed):
        click.echo(path)
    if len(changed) > 1 and len({entry.testimony.slug for entry in changed}) == 1:
        output.say(_("all voices of the testimony were withdrawn; one alone would be:"))
        output.say("\n".join(list_commands(changed, "withdraw")))
    click.echo(_("Still to be done by hand:"))
    for number, step in enumerate(steps, start=1):
        click.echo(f"{number}. {step}")


def _write(session: Session, entry: Entry, day: date | None, output: Output) -> bool:
    """Write the withdrawal of one voice; False where there is nothing to write."""
    consent, name = entry.voice.consent, entry.voice.name
    if consent is None:
        output.say(_("« {name} » never consented and appears nowhere").format(name=name))
        return False
    chosen, earlier = day or session.day, consent.withdrawn_on
    if earlier is not None and (earlier == day if day else earlier <= chosen):
        message = _("« {name} » withdrew the consent on {day} already")
        output.say(message.format(name=name, day=earlier.isoformat()))
        return False
    path = session.project.root / entry.testimony.path
    try:
        set_consent_key(path, entry.index, "retiré-le", chosen.isoformat())
    except EditError:
        raise click.ClickException(
            _("{path}: write « retiré-le: {value} » below « consentement » yourself").format(
                path=entry.testimony.path, value=chosen.isoformat()
            )
        ) from None
    output.say(
        _("« {name} » ({reference}): consent withdrawn from {day}").format(
            name=name, reference=consent.reference, day=chosen.isoformat()
        )
    )
    return True


def list_remaining_steps(session: Session, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what no program can do after a withdrawal, each step with its exact addresses."""
    yield _("Run « vises build », then put site/ online again.")
    slugs = {entry.testimony.slug for entry in entries}
    if printed := list_files_that_left(session, slugs):
        message = _("Printed or handed out before: throw away what is in stock, reprint nothing:")
        yield "\n".join([message, *(f"   {line}" for line in printed)])
    else:
        yield _("Nothing of it was ever made for print, says the ledger; check your own copies.")
    if mentions := list_mentions(session, entries):
        message = _("These files name the person or the testimony; read them again:")
        yield "\n".join([message, *(f"   {line}" for line in mentions)])
    if command := write_history_command(session, entries):
        message = _(
            "The history of the project still holds the words and the picture. When you no longer "
            "need the files, on a fresh clone, then push by force and have every copy cloned anew:"
        )
        yield f"{message}\n   {command}"
    addresses = [f"{session.site_url.rstrip('/')}/temoignages/{slug}/" for slug in sorted(slugs)]
    message = _(
        "Ask search engines to forget the page (Google: Remove outdated content; Bing: Content "
        "removal; Internet Archive: info@archive.org):"
    )
    yield "\n".join([message, *(f"   {address}" for address in addresses)])
    yield _("Backups and copies sent by mail or put on social networks: delete them where you can.")


def list_files_that_left(session: Session, slugs: set[str]) -> list[str]:
    """Return the PDFs in which records appeared, with the first day, from the ledger."""
    found: dict[str, str] = {}
    for line in read_ledger(session.project.root / LEDGER_URI):
        shown = {record["record"] for record in line["records"]}
        if slugs & shown and line["output"].endswith(".pdf"):
            found.setdefault(line["output"], line["date"])
    return [f"{output} ({day})" for output, day in sorted(found.items())]


def list_mentions(session: Session, entries: Sequence[Entry]) -> list[str]:
    """Return where other files name a record or a voice, as `file:line`."""
    own = {entry.testimony.path for entry in entries}
    words = {entry.testimony.slug for entry in entries}
    words |= {entry.voice.name for entry in entries}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words)))})(?!\w)")
    found = []
    for folder in (session.project.content, session.project.testimonies):
        for path in find_markdown(folder):
            uri = session.project.relate(path)
            if uri in own:
                continue
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            found += [f"{uri}:{n}" for n, line in enumerate(lines, 1) if pattern.search(line)]
    return found


def write_history_command(session: Session, entries: Sequence[Entry]) -> str:
    """Return the command that takes records out of a git history; empty where there is none."""
    root = session.project.root
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    if top is None:
        return ""
    prefix = PurePosixPath(root.relative_to(top).as_posix())
    paths: list[str] = []
    for entry in entries:
        fields, folder = entry.testimony.fields, PurePosixPath(entry.testimony.path).parent
        names = [entry.voice.portrait, fields.audio, fields.easy_read]
        paths += [str(prefix / entry.testimony.path)]
        paths += [str(prefix / folder / name) for name in names if name]
    options = " ".join(f"--path {shlex.quote(path)}" for path in dict.fromkeys(paths))
    return f"git filter-repo --invert-paths {options}"
