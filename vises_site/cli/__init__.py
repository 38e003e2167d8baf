"""The command `vises`: one module a command, each unpacking and calling one function."""

import os
import signal
import sys


def run() -> None:
    """Run the command line; Ctrl-C ends it with a word instead of a traceback, at any moment."""
    try:
        # The imports alone take long enough to be interrupted. Nothing was begun until they are
        # over, and an interrupt raised in the machinery of imports would be told by Python itself
        before = signal.getsignal(signal.SIGINT)
        if before is signal.default_int_handler:  # else somebody chose not to be interrupted
            signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(130))
        from vises_site.cli.main import run_command

        signal.signal(signal.SIGINT, before)
        run_command()
    except KeyboardInterrupt:
        sys.exit(130)


__all__ = ["run"]
