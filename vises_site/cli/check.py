"""`vises check`: every problem of every file."""

import json
import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from vises_site.cli.console import Command, Output, make_form_option, print_problems, summarise
from vises_site.cli.project import config_option, on_date_option, open_session
from vises_site.cli.readability import print_readability, report_readability
from vises_site.load.readability import advise_authors, measure_texts
from vises_site.problems import drop_advice, report_problems, sort_problems


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
@click.option(
    "--lisibilité",
    "--lisibilite",
    "--readability",
    "measures",
    is_flag=True,
    help="Mesure aussi les textes, et conseille (measures texts too, and advises).",
)
@on_date_option
@config_option
@click.pass_obj
def check(
    output: Output,
    form: str,
    prefix: str,
    strict: bool,
    measures: bool,
    on_date: date | None,
    config_file: Path,
) -> None:
    """Dit tous les problèmes de tous les fichiers (tells every problem of every file)."""
    session = open_session(config_file, on_date)
    library = session.library
    found = [problem for problem in library.problems if problem.code.startswith(prefix)]
    problems = drop_advice(found)
    report = report_problems(problems)
    texts = measure_texts(session.project, library) if measures else []
    advice = [problem for problem in found if problem.severity == "advice"]
    advice = sort_problems([*advice, *advise_authors(texts, library.glossary)])
    if form == "json":
        report |= report_readability(texts, advice) if measures else {}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        console = Console(highlight=False, soft_wrap=True)
        print_problems(console, problems)
        if measures:
            print_readability(console, texts, advice)
        output.say(summarise(problems))
    sys.exit(1 if report["errors"] or (strict and problems) else 0)
