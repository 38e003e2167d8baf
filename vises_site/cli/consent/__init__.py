"""`vises consent`: who appears where, and under which agreement."""

import click

from vises_site.cli.consent.approve import approve
from vises_site.cli.consent.registers import list_consents, show_ledger
from vises_site.cli.consent.sheet import sheet
from vises_site.cli.consent.withdraw import withdraw
from vises_site.cli.console import Group


@click.group(cls=Group)
def consent() -> None:
    """Dit et règle qui paraît où (who appears where, under which consent)."""


for command in (list_consents, show_ledger, sheet, approve, withdraw):
    consent.add_command(command)
