"""`vises doctor`: is this machine ready, and if not, which command mends it?"""

import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import click
from rich.console import Console
from rich.table import Table

from vises_site.cli.console import Command, Output
from vises_site.language import gettext as _
from vises_site.theme import FONTS_PATH, ICC_PATH, TOKENS_PATH

SYSTEM_LIBRARIES = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango harfbuzz",
    "darwin": "brew install pango",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what it is, how it is, and what mends it where it is not well."""

    name: str
    state: str
    mend: str = ""

    @property
    def is_well(self) -> bool:
        """True where nothing needs mending."""
        return not self.mend


def name_system() -> str:
    """Return which of the known families of systems this machine belongs to."""
    if platform.system() == "Darwin":
        return "darwin"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return "debian"
    family = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}"
    return "fedora" if "fedora" in family or "rhel" in family else "debian"


def _look_at_python() -> Finding:
    mend = "" if sys.version_info >= (3, 11) else _("install Python 3.11 or newer")
    return Finding("Python", platform.python_version(), mend)


def _look_at_package(name: str) -> Finding:
    try:
        return Finding(name, version(name))
    except PackageNotFoundError:
        return Finding(name, _("missing"), "pip install vises-site")


def _look_at_pango() -> Finding:
    try:
        import_module("weasyprint")
    except (OSError, ImportError) as error:
        return Finding("Pango", str(error).split("\n")[0], SYSTEM_LIBRARIES[name_system()])
    return Finding("Pango", _("found"))


def _look_at_search() -> Finding:
    try:
        import_module("pagefind_bin")
    except ImportError:
        return Finding("Pagefind", _("missing"), 'pip install "pagefind[bin]"')
    return Finding("Pagefind", _("found"))


def _look_at_theme() -> Finding:
    wanted = (FONTS_PATH / "newsreader-text.woff2", ICC_PATH / "FOGRA39L_coated.icc", TOKENS_PATH)
    missing = [path.name for path in wanted if not path.is_file()]
    mend = "pip install --force-reinstall vises-site" if missing else ""
    return Finding(_("Fonts and colours"), ", ".join(missing) or _("found"), mend)


def _look_for_clash() -> Finding:
    try:
        found = version("mkdocs-materialx")
    except PackageNotFoundError:
        return Finding("mkdocs-materialx", _("absent, as it should be"))
    mend = "pip uninstall mkdocs-materialx && pip install --force-reinstall mkdocs-material"
    return Finding("mkdocs-materialx", found, mend)


CHECKS: tuple[Callable[[], Finding], ...] = (
    _look_at_python,
    *(
        (lambda name=name: _look_at_package(name))
        for name in ("mkdocs", "mkdocs-material", "weasyprint", "pillow", "pydantic", "click")
    ),
    _look_at_pango,
    _look_at_search,
    _look_at_theme,
    _look_for_clash,
)


@click.command(cls=Command)
@click.pass_obj
def doctor(output: Output) -> None:
    """Examine la machine et dit comment la mettre en ordre (examines the machine)."""
    findings = [look() for look in CHECKS]
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for finding in findings:
        mark = "[green]✓[/]" if finding.is_well else "[bold red]✗[/]"
        table.add_row(mark, finding.name, finding.state, finding.mend)
    Console(soft_wrap=True).print(table)
    ill = [finding for finding in findings if not finding.is_well]
    output.say(_("everything is in order") if not ill else _("run the commands on the right"))
    sys.exit(1 if ill else 0)
