"""Work that Ctrl-C may not cut in two."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sheltering_from_interrupts() -> Iterator[None]:
    """Let Ctrl-C wait until the end of a `with` block.

    Programs that are started meanwhile never hear of it: what is blocked stays so in them.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    previous = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous)
