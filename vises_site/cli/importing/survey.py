"""`vises import survey`: data and codebook from a questionnaire's export."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from vises_site.cli.console import Command, Output, print_problems
from vises_site.cli.project import config_option, open_project
from vises_site.importers.fields import PRODUCT_NAMES, Product
from vises_site.language import gettext as _
from vises_site.model.record import SLUG_PATTERN
from vises_site.model.vocabulary import find_nearest
from vises_site.problems import sort_problems
from vises_site.writing import write_whole

existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(cls=Command)
@click.argument("file", type=existing_file)
@click.option(
    "--structure",
    type=existing_file,
    help="Structure du questionnaire : .lss de LimeSurvey, XLSForm de KoboToolbox.",
)
@click.option(
    "--source",
    "product",
    type=click.Choice(list(PRODUCT_NAMES)),
    help="Programme d'origine ; deviné sans cela (program it comes from).",
)
@click.option("--sheet", default="", metavar="NOM", help="Feuille du classeur (sheet to read).")
@click.option(
    "--keep",
    "kept",
    multiple=True,
    metavar="NOM",
    help="Garder sciemment cette question ; répétable (keep this question knowingly).",
)
@click.option(
    "--evaluation",
    metavar="SLUG",
    help="Déposer dans le dossier de cette évaluation (write beside this evaluation).",
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Déposer dans ce dossier ; sinon, ici (write into this folder).",
)
@click.option("--force", is_flag=True, help="Écraser les fichiers précédents (overwrite).")
@config_option
@click.pass_obj
def survey(
    output: Output,
    file: Path,
    structure: Path | None,
    product: Product | None,
    sheet: str,
    kept: tuple[str, ...],
    evaluation: str | None,
    folder: Path | None,
    force: bool,
    config_file: Path,
) -> None:
    """Fait d'un export des réponses et leur questionnaire (data and codebook from an export)."""
    # Imported here, since no other command needs them: those start the sooner
    from vises_site.importers.rendering import FILES, render_draft
    from vises_site.importers.summary import summarise_import
    from vises_site.importers.survey import import_survey

    target = find_target(config_file, evaluation, folder)
    refuse_existing([target / name for name in FILES], file, force=force)
    imported = import_survey(file, structure, product=product, sheet_name=sheet, kept=kept)
    print_problems(output.log_console, sort_problems(imported.problems))
    if imported.draft is None:
        output.fail(_("nothing was written"))
        sys.exit(1)
    contents = render_draft(imported.draft)
    try:
        for name, content in contents.items():
            write_whole(target / name, content)
    except OSError as error:
        message = _("« {path} » cannot be written: {reason}")
        reason = error.strerror or str(error)
        raise click.ClickException(message.format(path=target, reason=reason)) from error
    for line in summarise_import(imported, imported.draft):
        click.echo(line)
    for name in contents:
        output.say(_("written: {path}").format(path=(target / name).as_posix()))


def find_target(config_file: Path, evaluation: str | None, folder: Path | None) -> Path:
    """Return the folder into which drafts go: an evaluation's, the one asked for, or this one.

    Raises:
        click.ClickException: Two places are asked for, or there is no such evaluation.
    """
    if evaluation is None:
        return folder or Path()
    if folder is not None:
        raise click.UsageError(_("give --evaluation or --output, not both"))
    config, _plugin = open_project(config_file)
    top = Path(config.docs_dir) / "evaluations"
    target = top / evaluation
    if SLUG_PATTERN.fullmatch(evaluation) and (target / "index.md").is_file():
        return target
    known = sorted(path.parent.name for path in top.glob("*/index.md"))
    advice = ""
    if nearest := find_nearest(evaluation, known):
        advice = " ; " + _("write « {nearest} »").format(nearest=nearest)
    elif SLUG_PATTERN.fullmatch(evaluation):
        advice = f" ; vises new evaluation {evaluation}"
    what = _("there is no evaluation « {name} »").format(name=evaluation)
    raise click.ClickException(what + advice)


def refuse_existing(paths: Sequence[Path], file: Path, *, force: bool) -> None:
    """Refuse to overwrite drafts that somebody may have corrected, and the export ever.

    Raises:
        click.ClickException: One of the files is there.
    """
    for path in paths:
        if path.exists() and path.samefile(file):
            message = _("« {path} » is the export itself; write the drafts elsewhere with -o")
            raise click.ClickException(message.format(path=path.as_posix()))
        if path.exists() and not force:
            message = _("« {path} » exists already; --force overwrites it, -o writes elsewhere")
            raise click.ClickException(message.format(path=path.as_posix()))
