"""What long work tells of how far it is; who listens decides how to show it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

Listener = Callable[[str, int, int], None]
"""Called with the name of a stage, the steps done, and the steps in all (0 where unknown)."""


def _ignore(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


_listener: ContextVar[Listener] = ContextVar("listener", default=_ignore)


def report(stage: str, done: int, total: int) -> None:
    """Tell how far a stage is."""
    _listener.get()(stage, done, total)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send reports to a listener for the time of a `with` block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def counting(stage: str, total: int, work: Callable[[Given], Made]) -> Callable[[Given], Made]:
    """Return a function that does the same work and reports how often it was called."""
    done = 0

    def counted(given: Given) -> Made:
        nonlocal done
        done += 1
        report(stage, min(done, total), total)
        return work(given)

    return counted
