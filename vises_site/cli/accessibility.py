"""`vises accessibility`: looks at the finished pages in a browser, and records what it found."""

import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click
import yaml

from vises_site.build.audits import NoBrowserError, check_accessibility, list_sample
from vises_site.cli.console import Command, Output
from vises_site.cli.project import config_option, on_date_option, open_project
from vises_site.language import gettext as _
from vises_site.load.publisher import AUDIT_NAME
from vises_site.mkdocs_plugin.day import find_day
from vises_site.model.publisher import Audit
from vises_site.progress import report
from vises_site.writing import write_whole

_HEAD = "# Écrit par « vises accessibility ». La page « Accessibilité » en est faite.\n"


@click.command(cls=Command)
@on_date_option
@config_option
@click.pass_obj
def accessibility(output: Output, on_date: date | None, config_file: Path) -> None:
    """Contrôle l'accessibilité du site construit (checks the finished site's accessibility)."""
    config, plugin = open_project(config_file)
    site = Path(config.site_dir)
    if not (site / "index.html").is_file():
        raise click.ClickException(_("there is no finished site yet: run « vises build » first"))
    day = on_date or find_day(plugin.config.on_date)
    try:
        with output.working():
            audit = check_accessibility(
                site,
                list_sample(site),
                day,
                urlsplit(config.site_url or "/").path or "/",
                lambda done, total: report(_("Accessibility"), done, total),
            )
    except NoBrowserError as error:
        message = _(
            "« {name} » is missing: install the browser by « sudo apt install chromium » and what "
            "drives it by « pip install axe-playwright-python »"
        )
        raise click.ClickException(message.format(name=error)) from error
    path = Path(config.docs_dir) / AUDIT_NAME
    write_whole(path, write_record(audit).encode())
    for violation in audit.violations:
        click.echo(f"{violation.rule}: {violation.help} ({', '.join(violation.pages)})")
    said = _("{rules} rules, {pages} pages, {count} rules broken: {name}; build again to show it")
    output.say(
        said.format(
            rules=audit.rules,
            pages=len(audit.pages),
            count=len(audit.violations),
            name=f"{Path(config.docs_dir).name}/{AUDIT_NAME}",
        )
    )
    sys.exit(1 if audit.violations else 0)


def write_record(audit: Audit) -> str:
    """Return a record as YAML, in the order of its keys."""
    members = audit.model_dump(mode="json", by_alias=True)
    text: str = yaml.safe_dump(members, allow_unicode=True, sort_keys=False, width=1000)
    return _HEAD + text
