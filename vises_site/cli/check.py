"""`vises check`: every problem of every file."""

import json
import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from vises_site.cli.console import Command, Output, make_form_option, print_problems, summarise
from vises_site.cli.project import config_option, on_date_option, open_session
from vises_site.problems import report_problems


@click.command(cls=Command)
@make_form_option("text", "json")
@click.option(
    "--only",
    "prefix",
    default="",
    metavar="CODE",
    help="Seuls les problèmes dont le code commence ainsi (only codes that begin so).",
)
@click.option("--strict", is_flag=True, help="Les avertissements comptent (warnings count).")
@on_date_option
@config_option
@click.pass_obj
def check(
    output: Output, form: str, prefix: str, strict: bool, on_date: date | None, config_file: Path
) -> None:
    """Dit tous les problèmes de tous les fichiers (tells every problem of every file)."""
    library = open_session(config_file, on_date).library
    problems = [problem for problem in library.problems if problem.code.startswith(prefix)]
    report = report_problems(problems)
    if form == "json":
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print_problems(Console(highlight=False, soft_wrap=True), problems)
        output.say(summarise(problems))
    sys.exit(1 if report["errors"] or (strict and problems) else 0)
