"""How commands speak: results on stdout, progress and logs on stderr."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.text import Text

from vises_site import __version__
from vises_site.language import LANGUAGES, ngettext, set_language
from vises_site.language import gettext as _
from vises_site.mkdocs_plugin.report import format_problem
from vises_site.problems import Problem, count_errors, drop_advice
from vises_site.progress import listening

OUR_LOGGER = "mkdocs.plugins.vises_site"

_MKDOCS_STUCK = "An error happened during the rebuild"
"""How MkDocs begins the message of a preview that could not be built again."""


class _Lines(logging.Handler):
    """Writes what MkDocs and its plugins log, one line each."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self.console = console

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message.startswith(_MKDOCS_STUCK):
            message = _("mend the file and save it: the preview then goes on")
        style = {"ERROR": "bold red", "WARNING": "yellow"}.get(record.levelname, "dim")
        self.console.print(Text(message, style=style))


@dataclass(slots=True)
class Output:
    """What the user asked to hear.

    Attributes:
        quiet: Only problems.
        verbose: MkDocs' own log too.
    """

    quiet: bool = False
    verbose: bool = False

    @property
    def log_console(self) -> Console:
        """The console of progress and logs."""
        return Console(stderr=True, highlight=False)

    def say(self, message: str) -> None:
        """Tell how it went, on stderr."""
        if not self.quiet:
            self.log_console.print(Text(message), soft_wrap=True)

    def fail(self, message: str) -> None:
        """Tell what went wrong, on stderr."""
        self.log_console.print(Text(message, style="bold red"), soft_wrap=True)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Show the progress of the work in a `with` block, and the logs of MkDocs below it."""
        console = self.log_console
        logger = logging.getLogger("mkdocs")
        handler = _Lines(console)
        level = logging.WARNING if self.quiet else logging.DEBUG if self.verbose else logging.INFO
        handler.setLevel(level)
        if not self.verbose:  # what MkDocs tells of its own work is of no use to authors
            handler.addFilter(lambda r: r.levelno > logging.INFO or r.name == OUR_LOGGER)
        previous, propagates = logger.level, logger.propagate
        logger.setLevel(min(level, logging.INFO))
        logger.propagate = False
        logger.addHandler(handler)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        try:
            with Progress(*columns, console=console, disable=self.quiet) as progress:
                tasks: dict[str, TaskID] = {}

                def show(stage: str, done: int, total: int) -> None:
                    if stage not in tasks:
                        tasks[stage] = progress.add_task(stage, total=total or None)
                    progress.update(tasks[stage], completed=done, total=total or None)

                with listening(show):
                    yield
        finally:
            logger.removeHandler(handler)
            logger.setLevel(previous)
            logger.propagate = propagates


def _hear(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        setattr(context.ensure_object(Output), str(parameter.name), True)


def _speak(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        set_language(value)


def _list_common_options() -> list[click.Parameter]:
    """Return the options that every command has, so that they may stand anywhere on the line."""
    shared: dict[str, Any] = {"expose_value": False, "is_eager": True}
    return [
        click.Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            callback=_speak,
            help="Langue des messages (language of messages).",
            **shared,
        ),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            callback=_hear,
            help="Ne dire que les problèmes (problems only).",
            **shared,
        ),
        click.Option(
            ["-v", "--verbose"],
            is_flag=True,
            callback=_hear,
            help="Tout dire (say everything).",
            **shared,
        ),
    ]


def make_form_option(*forms: str) -> Callable[[Any], Any]:
    """Return the option `--format`, the first form being the usual one."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        help="Forme du résultat (form of the result).",
    )


class Command(click.Command):
    """A command with the options that all share."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _list_common_options()
        click.version_option(__version__, prog_name="vises")(self)


class Group(click.Group):
    """The group, with the same options before the command's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _list_common_options()
        click.version_option(__version__, prog_name="vises")(self)


def print_problems(console: Console, problems: Iterable[Problem]) -> None:
    """Print problems for a person: the place first, then what, what is expected, the mending."""
    for problem in problems:
        colour = {"error": "red", "warning": "yellow"}.get(problem.severity, "cyan")
        place, lines = format_problem(problem)
        console.print(Text(place, style=f"bold {colour}"), Text(problem.code, style="dim"))
        for line in lines:
            console.print(Text(f"  {line}"))


def summarise(problems: Iterable[Problem]) -> str:
    """Return a line that counts errors and warnings."""
    listed = drop_advice(problems)
    errors = count_errors(listed)
    warnings = len(listed) - errors
    if not listed:
        return _("no problem found")
    return ", ".join(
        [
            ngettext("{count} error", "{count} errors", errors).format(count=errors),
            ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
        ]
    )
