"""The group of commands and what they share."""

import os
import sys

import click

from vises_site.cli.accessibility import accessibility
from vises_site.cli.build import build
from vises_site.cli.check import check
from vises_site.cli.consent import consent
from vises_site.cli.console import Group, Output
from vises_site.cli.doctor import doctor
from vises_site.cli.headers import headers
from vises_site.cli.importing import importing
from vises_site.cli.kit import kit
from vises_site.cli.links import links
from vises_site.cli.new import new
from vises_site.cli.newsletter import newsletter
from vises_site.cli.preflight import preflight
from vises_site.cli.publish import publish
from vises_site.cli.serve import serve
from vises_site.language import gettext as _
from vises_site.language import language_of_environment, set_language


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Des témoignages et des évaluations : un site public et des brochures imprimables."""
    # Material's farewell to MkDocs is for site builders, not for social workers
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    context.ensure_object(Output)


for command in (
    accessibility,
    build,
    check,
    consent,
    doctor,
    headers,
    importing,
    kit,
    links,
    new,
    newsletter,
    preflight,
    publish,
    serve,
):
    main.add_command(command)


def run_command() -> None:
    """Run the command that the command line names."""
    set_language(language_of_environment(dict(os.environ)))
    try:
        main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo(_("interrupted: what was published is untouched"), err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
