"""`vises build`: the website and the publications."""

import sys
import time
from datetime import date
from pathlib import Path

import click
from mkdocs.commands.build import build as build_site
from mkdocs.exceptions import MkDocsException

from vises_site.cli.console import Command, Output
from vises_site.cli.project import base_url_option, config_option, on_date_option, open_project
from vises_site.language import gettext as _
from vises_site.mkdocs_plugin.day import find_day, find_today


@click.command(cls=Command)
@click.option("--clean", is_flag=True, help="Oublier le cache d'abord (forget the cache first).")
@click.option("--no-publications", is_flag=True, help="Le site seul (website only).")
@click.option("--jobs", type=click.IntRange(1, 64), help="Travaux en parallèle (parallel jobs).")
@click.option("--strict", is_flag=True, help="Les avertissements arrêtent (warnings stop).")
@base_url_option
@click.option("--compress", is_flag=True, help="Ajouter des copies gzip et brotli (add copies).")
@on_date_option
@config_option
@click.pass_obj
def build(
    output: Output,
    clean: bool,
    no_publications: bool,
    jobs: int | None,
    strict: bool,
    base_url: str | None,
    compress: bool,
    on_date: date | None,
    config_file: Path,
) -> None:
    """Construit le site et les publications (builds the site and the publications)."""
    begun = time.monotonic()
    config, plugin = open_project(
        config_file,
        publications=False if no_publications else None,
        jobs=jobs,
        on_date=on_date.isoformat() if on_date else None,
    )
    config.strict = config.strict or strict
    config.site_url = base_url or config.site_url
    root = config_file.resolve().parent
    plugin.clean, plugin.compress = clean, compress
    config.plugins.on_startup(command="build", dirty=False)
    site = Path(config.site_dir)
    judged = find_day(plugin.config.on_date)
    if judged != find_today():
        output.say(_("consents are judged for {day}, which is not today").format(day=judged))
    try:
        with output.working():
            build_site(config)
    except (MkDocsException, SystemExit) as error:
        message = str(getattr(error, "message", "") or error)
        if "BuildError" not in message:  # MkDocs' last word; ours has been said
            output.fail(message)
        sys.exit(1)
    finally:
        config.plugins.on_shutdown()
    name = site.relative_to(root).as_posix() if site.is_relative_to(root) else site.name
    output.say(
        _("done in {seconds} s: {site}").format(
            seconds=round(time.monotonic() - begun, 1), site=f"{name}/"
        )
    )
