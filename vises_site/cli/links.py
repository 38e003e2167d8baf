"""`vises links`: every address on other servers that the project names; nothing is fetched."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from vises_site.cli.console import Command, Output, make_form_option
from vises_site.cli.project import config_option, open_session
from vises_site.language import ngettext
from vises_site.load.sources import Project, find_markdown, read_source
from vises_site.text.links import find_web_addresses


@click.command(cls=Command)
@make_form_option("text", "json")
@config_option
@click.pass_obj
def links(output: Output, form: str, config_file: Path) -> None:
    """Liste les adresses d'autres sites (lists addresses of other sites, asks none of them)."""
    found = list_addresses(open_session(config_file).project)
    if form == "json":
        json.dump({"links": found}, sys.stdout, ensure_ascii=False, indent=2)
        click.echo()
        return
    for link in found:
        click.echo(f"{link['path']}:{link['line']}:{link['column']}  {link['address']}")
    count = len({link["address"] for link in found})
    said = ngettext("{count} external address", "{count} external addresses", count)
    output.say(said.format(count=count))


def list_addresses(project: Project) -> list[dict[str, Any]]:
    """Return the web addresses of all files of a project, by address, then by place."""
    paths = [*find_markdown(project.content), *find_markdown(project.testimonies)]
    paths += [path for path in sorted(project.content.glob("*.yml")) if path.is_file()]
    sources = [read_source(project, path) for path in paths]
    found = [
        {
            "address": link.target,
            "path": source.path,
            "line": link.line,
            "column": link.column,
        }
        for source in sources
        for link in find_web_addresses(source.text)
    ]
    return sorted(found, key=lambda link: (link["address"], link["path"], link["line"]))
