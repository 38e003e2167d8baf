"""`vises headers`: what a web server is to say with each file."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from vises_site.build.hosting import list_closed_patterns, list_hashed_uris
from vises_site.cli.console import Command, make_form_option
from vises_site.cli.project import base_url_option, config_option, open_project
from vises_site.render.headers import FORMS, render_headers


@click.command(cls=Command)
@make_form_option(*FORMS)
@base_url_option
@config_option
def headers(form: str, base_url: str | None, config_file: Path) -> None:
    """Écrit les réglages d'un serveur web (writes the settings of a web server)."""
    config, _plugin = open_project(config_file)
    base = urlsplit(base_url or config.site_url or "/").path or "/"
    site = Path(config.site_dir)
    closed = list_closed_patterns(site) if site.is_dir() else []
    click.echo(render_headers(form, list_hashed_uris(), closed, base), nl=False)
