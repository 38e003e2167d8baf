"""The project that a command works on: the nearest `mkdocs.yml`, with our plugin in it."""

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from vises_site.language import gettext as _
from vises_site.mkdocs_plugin.plugin import VisesPlugin
from vises_site.mkdocs_plugin.session import Session
from vises_site.model.record import parse_date

config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="Fichier de configuration du site (configuration file).",
)


def parse_day(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> date | None:
    """Turn the value of `--on-date` into a day."""
    if value is None:
        return None
    try:
        day: date = parse_date(value)
    except ValueError as error:
        raise click.BadParameter(_("a date such as 2019-05-14 or 14/05/2019")) from error
    return day


def parse_base_url(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    """Turn the value of `--base-url` into an address that ends in a slash."""
    if value is None:
        return None
    parts = urlsplit(value)
    is_site = parts.scheme in ("http", "https") and parts.netloc
    if not is_site or parts.query or parts.fragment:
        raise click.BadParameter(_("the address of a site, such as https://www.exemple.be/vises/"))
    return value.rstrip("/") + "/"


base_url_option = click.option(
    "--base-url",
    callback=parse_base_url,
    metavar="URL",
    help="Adresse publique, au lieu de site_url (public address, instead of site_url).",
)

on_date_option = click.option(
    "--on-date",
    callback=parse_day,
    metavar="DATE",
    help="Jour pour lequel les consentements sont jugés (day for which consents are judged).",
)


def open_project(config_file: Path, **settings: Any) -> tuple[MkDocsConfig, VisesPlugin]:
    """Load the configuration, and give our plugin the settings of the command line.

    Raises:
        click.ClickException: There is no such file, or it is not a site of ours.
    """
    if not config_file.is_file():
        raise click.ClickException(
            _("there is no « {name} » here; go to the site's folder, or give -f").format(
                name=config_file
            )
        )
    try:
        config = load_config(str(config_file.resolve()))
    except MkDocsException as error:
        raise click.ClickException(str(error)) from error
    plugin = config.plugins.get("vises")
    if not isinstance(plugin, VisesPlugin):
        raise click.ClickException(
            _("« {name} » does not use our plugin; add « - vises » below « plugins: »").format(
                name=config_file.name
            )
        )
    for name, value in settings.items():
        if value is not None:
            plugin.config[name] = value
    return config, plugin


def open_session(config_file: Path, on_date: date | None = None) -> Session:
    """Read the project of a configuration file.

    Raises:
        click.ClickException: There is no such file, or it is not a site of ours.
    """
    config, plugin = open_project(config_file, on_date=on_date.isoformat() if on_date else None)
    return Session.open(config, plugin.config)
