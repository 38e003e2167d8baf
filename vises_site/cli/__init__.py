"""The command `vises`: one module a command, each unpacking and calling one function."""

import sys


def run() -> None:
    """Run the command line; Ctrl-C ends it with a word instead of a traceback, at any moment."""
    try:
        # Here, since the imports alone take long enough to be interrupted
        from vises_site.cli.main import run_command

        run_command()
    except KeyboardInterrupt:
        sys.exit(130)


__all__ = ["run"]
