"""`vises consent approve`: the words that a person re-read and approved."""

import re
import sys
from pathlib import Path

import click

from vises_site.cli.consent.choosing import choose_single, choose_version, version_option
from vises_site.cli.console import Command, Output
from vises_site.cli.project import config_option, open_session
from vises_site.language import gettext as _
from vises_site.load.edits import EditError, set_approval, set_consent_key
from vises_site.mkdocs_plugin.report import explain_failure
from vises_site.model.approval import CODE_DIGITS, compute_code, compute_fingerprint
from vises_site.model.consent import is_minor
from vises_site.model.register import Entry
from vises_site.model.version import Version


@click.command(cls=Command)
@click.argument("name", metavar="ID")
@click.option("--code", metavar="CODE", help="Le code de la feuille signée (the signed sheet's).")
@version_option
@config_option
@click.pass_obj
def approve(
    output: Output, name: str, code: str | None, suffix: str | None, config_file: Path
) -> None:
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
    version = choose_version(entry, suffix)
    fingerprint = compute_fingerprint(entry.list_statements(version))
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
        uri = _write_approval(session.project.root, entry, version, fingerprint)
    except OSError as error:
        output.fail(explain_failure(error))
        sys.exit(1)
    click.echo(uri)
    output.say(
        _("approved by « {name} », code {code}; any change of a word will stop the build").format(
            name=entry.voice.name, code=own_code
        )
    )
    if version is None and entry.testimony.versions:
        for other in entry.testimony.versions:
            output.say(
                _("the version « {suffix} » is read and approved apart: {command}").format(
                    suffix=other.suffix,
                    command=f"vises consent sheet {entry.name} --texte {other.suffix}",
                )
            )
    if code is None:
        output.say(_("nothing was compared with a sheet: with --code, its code is"))


def _write_approval(root: Path, entry: Entry, version: Version | None, fingerprint: str) -> str:
    """Write a fingerprint into the file that holds the words; return the file's uri.

    Raises:
        click.ClickException: The file has no place for it.
        OSError: The disk refuses.
    """
    uri = version.path if version else entry.testimony.path
    try:
        if version is None:
            set_consent_key(root / uri, entry.index, "texte-approuvé", fingerprint)
        else:
            is_alone = len(entry.testimony.fields.voices) == 1
            voice = "" if is_alone else entry.voice.id or str(entry.index + 1)
            set_approval(root / uri, voice, fingerprint)
    except EditError:
        message = (
            _("{path}: write « texte-approuvé: {value} » below « consentement » yourself")
            if version is None
            else _("{path}: write « texte-approuvé: {value} » into the front matter yourself")
        )
        raise click.ClickException(message.format(path=uri, value=fingerprint)) from None
    return uri


def _plain(code: str) -> str:
    return "".join(code.split()).casefold()
