"""`vises preflight`: would a printing house, a reader or an archive accept this PDF?"""

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from vises_site.cli.console import Command, Output, make_form_option
from vises_site.cli.publish import find_profile
from vises_site.language import gettext as _
from vises_site.press.preflight.demands import DEMANDS
from vises_site.press.preflight.findings import Finding, Report
from vises_site.press.preflight.illustration import name_place, render_report, summarise_report
from vises_site.press.preflight.inspection import UnreadableError, inspect_pdf
from vises_site.writing import write_whole


@click.command(cls=Command)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--profile",
    callback=find_profile,
    metavar="|".join(DEMANDS),
    help="Ce que le fichier doit être ; sinon, ce qu'il dit être (what it must be).",
)
@make_form_option("text", "json")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Écrire aussi un rapport en images (also write a report in pictures).",
)
@click.pass_obj
def preflight(
    output: Output, file: Path, profile: str | None, form: str, page: Path | None
) -> None:
    """Contrôle un PDF avant l'imprimeur ou la mise en ligne (checks a PDF)."""
    content = file.read_bytes()
    try:
        report = inspect_pdf(content, file.name, DEMANDS[profile] if profile else None)
    except UnreadableError as error:
        message = _("« {name} » cannot be read as a PDF: {reason}")
        raise click.ClickException(message.format(name=file.name, reason=error)) from error
    if form == "json":
        click.echo(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
    else:
        _print_report(Console(highlight=False, soft_wrap=True), report)
        output.say(summarise_report(report))
    if page is not None:
        write_whole(page, render_report(report, content).encode())
    sys.exit(0 if report.is_clean else 1)


def _print_report(console: Console, report: Report) -> None:
    for finding in report.findings:
        colour = "red" if finding.severity == "error" else "yellow"
        console.print(
            Text(_name_head(report, finding), style=f"bold {colour}"),
            Text(finding.code, style="dim"),
        )
        times = f" (× {finding.count})" if finding.count > 1 else ""
        console.print(Text(f"  {finding.what}{times}"))
        console.print(Text(f"  {_('expected:')} {finding.expected}"))
        console.print(Text(f"  {_('to mend:')} {finding.mend}"))


def _name_head(report: Report, finding: Finding) -> str:
    parts = [report.file]
    if finding.page:
        parts.append(_("page {number}").format(number=finding.page))
    if finding.place_mm:
        parts.append(name_place(finding))
    return ", ".join(parts)
