"""`vises newsletter`: the latest voices, ready for a mail program."""

import sys
from datetime import date
from pathlib import Path

import click

from vises_site.assemble.letter import USUAL_COUNT, build_letter
from vises_site.build.ledger import LEDGER_URI, Appearance, append_lines, build_lines, read_ledger
from vises_site.build.letters import LETTER_ELEMENTS, LETTERS_FOLDER
from vises_site.cli.console import Command, Output, print_problems
from vises_site.cli.project import config_option, on_date_option, open_project, parse_day
from vises_site.language import gettext as _
from vises_site.mkdocs_plugin.report import FAILURES, explain_failure
from vises_site.mkdocs_plugin.session import Session
from vises_site.problems import count_errors
from vises_site.render.letter import Postmark, render_letter
from vises_site.render.portraits import name_portraits
from vises_site.writing import write_whole


@click.command(cls=Command)
@click.option(
    "--since",
    callback=parse_day,
    metavar="DATE",
    help="Mots recueillis depuis ce jour (words collected since that day).",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 30),
    default=USUAL_COUNT,
    show_default=True,
    help="Combien de voix au plus (how many voices at most).",
)
@click.option("--no-pictures", is_flag=True, help="Sans portraits (without portraits).")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FICHIER.html",
    help="Où l'écrire (where to write it).",
)
@on_date_option
@config_option
@click.pass_obj
def newsletter(
    output: Output,
    since: date | None,
    limit: int,
    no_pictures: bool,
    target: Path | None,
    on_date: date | None,
    config_file: Path,
) -> None:
    """Prépare une lettre d'information (prepares a newsletter)."""
    config, plugin = open_project(config_file, on_date=on_date.isoformat() if on_date else None)
    session = Session.open(config, plugin.config)
    if count_errors(session.library.problems):
        print_problems(output.log_console, session.library.problems)
        sys.exit(1)
    if not session.site_url:
        message = _("mkdocs.yml gives no « site_url »: a letter leads to whole addresses; add it")
        raise click.ClickException(message)
    shown = session.select_letters()
    items = build_letter(shown, since, limit)
    if not items:
        message = _(
            "no voice may be in a letter: a consent must name the channels « site » and « réseaux »"
        )
        raise click.ClickException(message)
    names = name_portraits(v for t in session.shown["site",].testimonies for v in t.voices)
    lead = [v.portrait for v in items[0].testimony.voices if v.portrait in names]
    wanted = {path: names[path] for path in lead if path and not no_pictures}
    mark = Postmark(
        config.site_name or "", session.site_url, config.use_directory_urls, session.day
    )
    place = target or session.project.root / LETTERS_FOLDER / f"{session.day}.html"
    try:
        with output.working(), session.workplace.held():
            html, text = render_letter(items, session.store.make_portraits(wanted), mark)
            records = tuple(sorted(item.testimony.slug for item in items))
            whole = place.resolve()
            is_inside = whole.is_relative_to(session.project.root)
            uri = session.project.relate(whole) if is_inside else "/".join(whole.parts[-2:])
            content = html.encode()
            told = Appearance(uri, place, shown, records, content, LETTER_ELEMENTS)
            ledger = session.project.root / LEDGER_URI
            append_lines(ledger, build_lines(read_ledger(ledger), [told], session.day))
            write_whole(place, content)
            write_whole(place.with_suffix(".txt"), text.encode())
    except FAILURES as error:
        output.fail(explain_failure(error))
        sys.exit(1)
    for path in (place, place.with_suffix(".txt")):
        click.echo(session.project.relate(path) if target is None else path)
