"""`vises serve`: a live preview of the website; publications follow when they are ready."""

from pathlib import Path
from urllib.parse import urlsplit

import click
from mkdocs.commands.serve import serve as serve_site

from vises_site.build.workplace import Workplace
from vises_site.cli.console import Command, Output
from vises_site.cli.project import config_option, open_project
from vises_site.language import gettext as _


@click.command(cls=Command)
@click.option("-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, metavar="IP:PORT")
@config_option
@click.pass_obj
def serve(output: Output, dev_addr: str, config_file: Path) -> None:
    """Montre le site pendant qu'on l'écrit (shows the site while one writes)."""
    config, plugin = open_project(config_file)
    path = urlsplit(config.site_url or "").path.strip("/")
    address = f"http://{dev_addr}/{path}/" if path else f"http://{dev_addr}/"
    output.say(_("preview at {address}; Ctrl-C ends it").format(address=address))
    workplace = Workplace(config_file.resolve().parent / plugin.config.cache_dir)
    with workplace.previewing(), output.working():
        # Live reload is asked for explicitly: some versions of click turned it off silently
        serve_site(str(config_file), livereload=True, dev_addr=dev_addr)
