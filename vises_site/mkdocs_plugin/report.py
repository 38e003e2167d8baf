"""Problems in MkDocs' own log, so that `mkdocs build` tells the same as `vises check`."""

import logging
from collections.abc import Iterable, Mapping
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from vises_site.build.deadlinks import SHOWN, DeadLinksError
from vises_site.build.ledger import LEDGER_URI, LedgerError
from vises_site.build.search import SearchIndexError
from vises_site.build.workplace import BusyError
from vises_site.language import gettext as _
from vises_site.language import ngettext
from vises_site.problems import Problem, drop_advice, show_path
from vises_site.render.pdf import PdfError

# A warning counts for `--strict` only below the logger `mkdocs`
log = logging.getLogger("mkdocs.plugins.vises_site")


def format_problem(problem: Problem) -> tuple[str, list[str]]:
    """Return a problem's place, and the lines below it: what, what is expected, the mending."""
    place = f"{show_path(problem.path)}:{problem.line}:{problem.column}"
    expected, mend = _("expected:"), _("to mend:")
    return place, [problem.what, f"{expected} {problem.expected}", f"{mend} {problem.mend}"]


def log_problems(problems: Iterable[Problem]) -> None:
    """Log every error and warning at its level; advice is told to those who ask for it."""
    for problem in drop_advice(problems):
        level = logging.ERROR if problem.severity == "error" else logging.WARNING
        place, lines = format_problem(problem)
        log.log(level, "\n    ".join([place, *lines]))


def log_controls(reports: Iterable[Mapping[str, Any]]) -> None:
    """Log which publications their preflight found something in."""
    for report in reports:
        count = report["errors"] + report["warnings"]
        if count:
            message = ngettext(
                "{file}: the preflight found {count} thing to mend, the first: {what}",
                "{file}: the preflight found {count} things to mend, the first: {what}",
                count,
            )
            first = report["findings"][0]
            place = _("page {number}").format(number=first["page"]) if first["page"] else ""
            what = ", ".join(part for part in (first["what"], place) if part)
            log.warning(message.format(file=report["file"], count=count, what=what))


def describe_errors(problems: Iterable[Problem], limit: int = 3) -> str:
    """Return the places of the first errors and what is wrong there; empty for none."""
    errors = [problem for problem in problems if problem.severity == "error"][:limit]
    return "\n".join(f"{show_path(e.path)}:{e.line} – {e.what}" for e in errors)


FAILURES = (
    DeadLinksError,
    SearchIndexError,
    PdfError,
    BrokenProcessPool,
    LedgerError,
    BusyError,
    OSError,
)
"""What `explain_failure` can explain."""


def explain_failure(error: BaseException) -> str:
    """Return what an author can do about a failure of the machine rather than of a file."""
    if isinstance(error, BusyError):
        return _(
            "another build of this site is under way: wait for its end; if there is none, stop "
            "the programs called vises or mkdocs"
        )
    if isinstance(error, LedgerError):
        return _(
            "{path}:{line}: this line of the ledger cannot be read; restore the file from your "
            "backup, nothing was published"
        ).format(path=LEDGER_URI, line=error.args[0])
    if isinstance(error, BrokenProcessPool):
        return _(
            "a program that makes publications was ended from outside, perhaps for want of "
            "memory; try again with --jobs 1"
        )
    if isinstance(error, PdfError):
        return _("a publication could not be made: {reason}").format(reason=error)
    if isinstance(error, DeadLinksError):
        places = [f"{page} → {show_path(address)}" for page, address in error.found[:SHOWN]]
        message = ngettext(
            "{count} link of the finished pages leads nowhere:\n{places}",
            "{count} links of the finished pages lead nowhere:\n{places}",
            len(error.found),
        )
        return message.format(count=len(error.found), places="\n".join(places))
    if isinstance(error, SearchIndexError):
        return _("the search index could not be made: {reason}").format(reason=error)
    if isinstance(error, OSError) and "cannot load library" in str(error):
        return _(
            "publications need system libraries that are missing here; `vises doctor` tells how "
            "to install them, `--no-publications` builds the website without"
        )
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return _("the machine refused: {reason}; free space or rights, then build again").format(
        reason=reason
    )
