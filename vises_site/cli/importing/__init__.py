"""`vises import`: what others export becomes drafts that a person corrects."""

import click

from vises_site.cli.console import Group
from vises_site.cli.importing.survey import survey


@click.group(name="import", cls=Group)
def importing() -> None:
    """Fait des brouillons à partir d'exports (makes drafts from exports)."""


importing.add_command(survey)
