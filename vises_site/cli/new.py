"""`vises new`: a commented, valid starting file."""

from datetime import date
from pathlib import Path

import click
from jinja2 import Environment, PackageLoader, StrictUndefined

from vises_site.cli.console import Command, Output
from vises_site.cli.project import config_option, open_project
from vises_site.language import gettext as _
from vises_site.mkdocs_plugin.day import find_day
from vises_site.mkdocs_plugin.session import Session
from vises_site.model.record import SLUG_PATTERN
from vises_site.model.vocabulary import fold

KINDS = ("temoignage", "evaluation", "organisme", "publication")


def find_kind(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return the kind of record, written with or without accents."""
    if fold(value) not in KINDS:
        raise click.BadParameter(_("one of: {words}").format(words=", ".join(KINDS)))
    return fold(value)


@click.command(cls=Command)
@click.argument("kind", callback=find_kind, metavar="|".join(KINDS))
@click.argument("slug")
@click.option("--organisme", "organism", metavar="SLUG", help="Organisme du témoignage.")
@config_option
@click.pass_obj
def new(output: Output, kind: str, slug: str, organism: str | None, config_file: Path) -> None:
    """Écrit un fichier de départ, commenté et valable (writes a starting file)."""
    config, plugin = open_project(config_file)
    if not SLUG_PATTERN.fullmatch(slug):
        raise click.ClickException(
            _("« {slug} »: expected lower-case letters without accents, digits and hyphens").format(
                slug=slug
            )
        )
    session = Session.open(config, plugin.config)
    organisms = sorted(session.library.organisms)
    if kind in ("temoignage", "evaluation"):
        if not organisms:
            raise click.ClickException(
                _("write an organism first: vises new organisme mon-organisme")
            )
        if organism is not None and organism not in organisms:
            raise click.ClickException(
                _("there is no organism « {name} »").format(name=organism)
                + f" ({', '.join(organisms)})"
            )
    chosen = organism or (organisms[0] if organisms else "")
    path = locate(session, kind, slug, chosen)
    if path.exists():
        raise click.ClickException(
            _("« {path} » exists already; choose another name").format(
                path=session.project.relate(path)
            )
        )
    dispositif = session.library.organisms[chosen].fields.dispositifs[0] if chosen else "SIS"
    path.parent.mkdir(parents=True, exist_ok=True)
    day = find_day(plugin.config.on_date)
    path.write_text(render_start(kind, slug, chosen, dispositif, day), encoding="utf-8")
    click.echo(session.project.relate(path))
    output.say(_("open it, replace the examples, then run « vises check »"))


def locate(session: Session, kind: str, slug: str, organism: str) -> Path:
    """Return where a new record goes."""
    content = session.project.content
    return {
        "temoignage": session.project.testimonies / organism / f"{slug}.md",
        "evaluation": content / "evaluations" / slug / "index.md",
        "organisme": content / "organismes" / f"{slug}.md",
        "publication": content / "publications" / f"{slug}.md",
    }[kind]


def render_start(kind: str, slug: str, organism: str, dispositif: str, day: date) -> str:
    """Return a starting file's text."""
    environment = Environment(
        loader=PackageLoader("vises_site", "cli/starts"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
    title = slug.replace("-", " ").capitalize()
    return environment.get_template(f"{kind}.md").render(
        title=title, organism=organism, dispositif=dispositif, day=day.isoformat()
    )
