"""`vises consent approve`: the words that a person re-read and approved."""

import re
import sys
from pathlib import Path

import click

from vises_site.cli.consent.choosing import choose_single
from vises_site.cli.console import Command, Output
from vises_site.cli.project import config_option, open_session
from vises_site.language import gettext as _
from vises_site.load.edits import EditError, set_consent_key
from vises_site.mkdocs_plugin.report import explain_failure
from vises_site.model.approval import CODE_DIGITS, compute_code, compute_fingerprint
from vises_site.model.consent import is_minor


@click.command(cls=Command)
@click.argument("name", metavar="ID")
@click.option("--code", metavar="CODE", help="Le code de la feuille signée (the signed sheet's).")
@config_option
@click.pass_obj
def approve(output: Output, name: str, code: str | None, config_file: Path) -> None:
    """Note que la personne a relu et approuvé ces mots (records the approved words)."""
    session = open_session(config_file)
    entry = choose_single(session.library, name, "approve")
    if entry.voice.consent is None:
        raise click.ClickException(
            _("« {name} » has no consent: add the block « consentement » first").format(
                name=entry.voice.name
            )
        )
    if is_minor(entry.voice.age) and not entry.voice.consent.represented:
        raise click.ClickException(
            _("« {name} » is a minor: add « représentant: oui » once both have signed").format(
                name=entry.voice.name
            )
        )
    fingerprint = compute_fingerprint(entry.testimony.statements)
    own_code = compute_code(fingerprint, entry.index)
    if code is not None and not re.fullmatch(rf"[0-9a-f]{{{CODE_DIGITS}}}", _plain(code)):
        raise click.ClickException(
            _("« {code} » is no code: three groups of four signs, such as 6f1c 9e02 ab77").format(
                code=code
            )
        )
    if code is not None and _plain(code) != _plain(own_code):
        raise click.ClickException(
            _(
                "the code {code} is not that of these words for « {voice} »: check that it is "
                "this voice's sheet; if the words changed, print a new one with « vises consent "
                "sheet {name} » and have it read again"
            ).format(code=code, voice=entry.voice.name, name=entry.name)
        )
    try:
        path = session.project.root / entry.testimony.path
        set_consent_key(path, entry.index, "texte-approuvé", fingerprint)
    except EditError:
        raise click.ClickException(
            _("{path}: write « texte-approuvé: {value} » below « consentement » yourself").format(
                path=entry.testimony.path, value=fingerprint
            )
        ) from None
    except OSError as error:
        output.fail(explain_failure(error))
        sys.exit(1)
    click.echo(entry.testimony.path)
    output.say(
        _("approved by « {name} », code {code}; any change of a word will stop the build").format(
            name=entry.voice.name, code=own_code
        )
    )
    if code is None:
        output.say(_("nothing was compared with a sheet: with --code, its code is"))


def _plain(code: str) -> str:
    return "".join(code.split()).casefold()
