"""The command `vises`: one module a command, each unpacking and calling one function."""

from vises_site.cli.main import main, run

__all__ = ["main", "run"]
