"""`vises consent withdraw`: one person out of everything that a build makes."""

import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Literal

import click

from vises_site.build.ledger import LEDGER_URI, read_ledger
from vises_site.build.letters import LETTERS_FOLDER
from vises_site.cli.consent.choosing import choose_entries, describe, list_commands
from vises_site.cli.consent.sheet import locate_sheet
from vises_site.cli.console import Command, Output
from vises_site.cli.project import config_option, open_session, parse_day
from vises_site.language import gettext as _
from vises_site.load.edits import EditError, set_consent_key
from vises_site.load.sources import find_markdown
from vises_site.mkdocs_plugin.report import FAILURES, explain_failure
from vises_site.mkdocs_plugin.session import Session
from vises_site.model.register import Entry, list_entries
from vises_site.press.profiles import CARDS
from vises_site.render.datasets.site import TESTIMONY_URIS

Outcome = Literal["written", "nothing", "refused"]

FORGETTING_FORMS = (
    "https://search.google.com/search-console/remove-outdated-content",
    "https://www.bing.com/webmasters/tools/contentremoval",
    "https://archive.org/about/contact",
)
"""Where search engines and the web's archive are asked to forget an address."""


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
            outcomes = [(entry, _write(session, entry, day, output)) for entry in entries]
            session.workplace.purge()
            forget_sheets(session, entries)
        steps = list(list_remaining_steps(session, entries))
    except FAILURES as error:
        output.fail(explain_failure(error))
        sys.exit(1)
    changed = [entry for entry, outcome in outcomes if outcome == "written"]
    for path in dict.fromkeys(entry.testimony.path for entry in changed):
        click.echo(path)
    if len(changed) > 1 and len({entry.testimony.slug for entry in changed}) == 1:
        output.say(_("all consents of the testimony are withdrawn. For one person alone:"))
        output.say("\n".join(list_commands(changed, "withdraw")))
    click.echo(_("Still to be done by hand:"))
    for number, step in enumerate(steps, start=1):
        click.echo(f"{number}. {step}")
    if any(outcome == "refused" for _entry, outcome in outcomes):
        sys.exit(1)


def _write(session: Session, entry: Entry, day: date | None, output: Output) -> Outcome:
    """Write the withdrawal of one voice, and say what came of it."""
    consent, name = entry.voice.consent, entry.voice.name
    if consent is None:
        output.say(_("« {name} » never consented and appears nowhere").format(name=name))
        return "nothing"
    chosen, earlier = day or session.day, consent.withdrawn_on
    if earlier is not None and earlier <= chosen:
        # Never later: whoever changes her mind again signs a new form
        message = _("« {name} » withdrew the consent on {day} already; that is not postponed")
        output.say(message.format(name=name, day=earlier.isoformat()))
        return "nothing"
    path = session.project.root / entry.testimony.path
    try:
        set_consent_key(path, entry.index, "retiré-le", chosen.isoformat())
    except EditError:
        message = _("{path}: write « retiré-le: {value} » below « consentement » yourself")
        output.fail(message.format(path=entry.testimony.path, value=chosen.isoformat()))
        return "refused"
    output.say(
        _("« {name} » ({reference}): consent withdrawn from {day}").format(
            name=name, reference=consent.reference, day=chosen.isoformat()
        )
    )
    return "written"


def forget_sheets(session: Session, entries: Sequence[Entry]) -> None:
    """Delete the sheets that hold the person's words, those of the other voices too."""
    slugs = {entry.testimony.slug for entry in entries}
    for entry in list_entries(session.library):
        if entry.testimony.slug in slugs:
            for suffix in (None, *(version.suffix for version in entry.testimony.versions)):
                locate_sheet(session, entry, suffix=suffix).unlink(missing_ok=True)


def list_remaining_steps(session: Session, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what no program can do after a withdrawal, each step with its exact addresses."""
    slugs = sorted({entry.testimony.slug for entry in entries})
    left = list_files_that_left(session, set(slugs))
    cards = [line for uri, line in left.items() if uri.endswith(".png")]
    printed = [
        line for uri, line in left.items() if not uri.startswith("site/") and line not in cards
    ]
    online = [uri.removeprefix("site/") for uri in left if uri.startswith("site/")]
    yield _(
        "Run « vises build ». At your host, delete the old folder before you copy site/ there: "
        "else the old page stays online."
    )
    others = list_others(session, entries)
    if others:
        message = _("The words of these voices disappear too; tell them:")
        yield "\n".join([message, *(f"   {line}" for line in others)])
    if same := list_same_reference(session, entries):
        message = _("The same form also covers these; withdraw them too if the person says so:")
        yield "\n".join([message, *(f"   {line}" for line in same)])
    if printed:
        message = _("Printed or handed out before: destroy what is in stock, reprint nothing:")
        yield "\n".join([message, *(f"   {line}" for line in printed)])
    if cards:
        message = _("Cards for social networks: delete them from every network that shows them:")
        yield "\n".join([message, *(f"   {line}" for line in cards)])
    if mentions := list_mentions(session, entries):
        message = _("These files name the person or the testimony; read them again:")
        yield "\n".join([message, *(f"   {line}" for line in mentions)])
    if command := write_history_command(session, entries):
        message = _(
            "The history of the project (git) still holds the words and the picture. Give this "
            "line to whoever looks after it: on a fresh clone, then pushed by force, then every "
            "copy cloned anew. It deletes the whole file, the words of all its voices included:"
        )
        yield f"{message}\n   {command}"
    if left or any(entry.voice.consent for entry in entries):
        pages = [*(f"temoignages/{slug}/" for slug in slugs), *TESTIMONY_URIS]
        message = _("Ask search engines to forget these addresses:")
        root = session.site_url.rstrip("/")
        lines = [message, *(f"   {root}/{page}" for page in [*pages, *online])]
        yield "\n".join([*lines, *(f"   → {form}" for form in FORGETTING_FORMS)])
    yield _("Backups and copies sent by mail or put on social networks: delete them where you can.")
    yield _("Confirm to the person in writing; keep the form and the withdrawal in your files.")


def is_handed_out(uri: str) -> bool:
    """Tell whether a file of the ledger left the house, where no build can take it back."""
    return uri.endswith((".pdf", ".png", ".zip")) or uri.startswith(f"{LETTERS_FOLDER}/")


def list_files_that_left(session: Session, slugs: set[str]) -> dict[str, str]:
    """Return the PDFs and cards in which records appeared: a line for each, by its place."""
    found: dict[str, str] = {}
    for line in read_ledger(session.project.root / LEDGER_URI):
        shown = {record["record"] for record in line["records"]}
        uri = line["output"]
        if slugs & shown and is_handed_out(uri) and uri not in found:
            folders = PurePosixPath(uri.replace(f"/{CARDS.name}/", "/")).parent
            publication = session.library.publications.get(folders.name)
            title = f"« {publication.fields.title} », " if publication else ""
            found[uri] = f"{title}{line['date']} ({uri})"
    return dict(sorted(found.items()))


def list_others(session: Session, entries: Sequence[Entry]) -> list[str]:
    """Return the voices that disappear with those that were withdrawn."""
    own = {entry.name for entry in entries}
    slugs = {entry.testimony.slug for entry in entries}
    return [
        describe(entry)
        for entry in list_entries(session.library)
        if entry.testimony.slug in slugs and entry.name not in own
    ]


def list_same_reference(session: Session, entries: Sequence[Entry]) -> list[str]:
    """Return the commands for voices of other records under the same signed forms."""
    own = {entry.name for entry in entries}
    references = {entry.voice.consent.reference for entry in entries if entry.voice.consent}
    same = [
        entry
        for entry in list_entries(session.library)
        if entry.name not in own
        and entry.voice.consent
        and entry.voice.consent.reference in references
    ]
    return [f"{line.strip()}" for line in list_commands(same, "withdraw")]


def list_mentions(session: Session, entries: Sequence[Entry]) -> list[str]:
    """Return where other files name a record or a voice, as `file:line`."""
    own = {entry.testimony.path for entry in entries}
    own |= {version.path for entry in entries for version in entry.testimony.versions}
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
        paths += [str(prefix / version.path) for version in entry.testimony.versions]
    options = " ".join(f"--path {shlex.quote(path)}" for path in dict.fromkeys(paths))
    return f"git filter-repo --invert-paths {options}"
