"""The events of MkDocs, each one unpacking, calling one function and storing the result."""

import gc
import logging
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from html import escape
from pathlib import Path
from threading import Thread
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from vises_site.build.proofs import Proofs
from vises_site.build.search import write_search_indexes
from vises_site.build.workplace import BusyError
from vises_site.language import gettext as _
from vises_site.mkdocs_plugin.config import VisesConfig
from vises_site.mkdocs_plugin.delivery import Delivery
from vises_site.mkdocs_plugin.pages import RecordPage
from vises_site.mkdocs_plugin.report import (
    FAILURES,
    describe_errors,
    explain_failure,
    log_problems,
)
from vises_site.mkdocs_plugin.session import Session
from vises_site.mkdocs_plugin.viewer import Viewer
from vises_site.press.profiles import PROFILES, SCREEN
from vises_site.problems import count_errors
from vises_site.render.pdf import PdfError
from vises_site.render.policy import REFERRER_POLICY, write_content_policy
from vises_site.render.stylesheet import list_early_fonts, make_assets
from vises_site.text.blocks import make_extension
from vises_site.text.pipeline import EXTENSION_SETTINGS, EXTENSIONS

log = logging.getLogger("mkdocs.plugins.vises_site")


class VisesPlugin(BasePlugin[VisesConfig]):
    """Testimonies, evaluations and publications on a MkDocs site."""

    def __init__(self) -> None:
        self.is_serving = False
        self.is_strict = False
        self.warnings = CountHandler()
        self.warnings.setLevel(logging.WARNING)
        self.clean = self.compress = False
        self.session: Session | None = None
        self.delivery: Delivery | None = None
        self.proofs = Proofs()

    def on_startup(self, *, command: str, **_kwargs: Any) -> None:
        """Remember whether this is a build or a preview; also makes MkDocs keep this object."""
        self.is_serving = command == "serve"
        # Records live as long as the build: looking through them again and again finds nothing
        gc.freeze()
        gc.set_threshold(100_000, 20, 20)
        logging.getLogger("mkdocs").addHandler(self.warnings)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the project; stop before anything is touched where a file has an error."""
        session = Session.open(config, self.config, is_preview=self.is_serving)
        log_problems(session.library.problems)
        errors = count_errors(session.library.problems)
        self.proofs.complaint = describe_errors(session.library.problems)
        if errors and self.is_serving and self.session:
            # MkDocs would answer no request until the mistake is mended
            log.warning(_("the preview keeps showing the last version without errors"))
        elif errors:
            message = _("{count} error(s): nothing was built, the earlier site is untouched")
            raise PluginError(message.format(count=errors))
        else:
            if self.session:
                self.session.close()  # an older preview's publications must not follow this one
            self.session = session
        self.is_strict = config.strict
        self._refuse_warnings()
        config.markdown_extensions += [
            extension for extension in EXTENSIONS if extension not in config.markdown_extensions
        ]
        config.markdown_extensions.append(make_extension())
        config.mdx_configs = {**EXTENSION_SETTINGS, **config.mdx_configs}
        if not self.is_serving:
            try:
                self.delivery = Delivery(session, config, clean=self.clean)
            except (BusyError, OSError) as error:
                raise PluginError(explain_failure(error)) from error
            config.site_dir = str(self.delivery.site)
        return config

    def _refuse_warnings(self) -> None:
        """Stop a strict build before anything is replaced: MkDocs itself would stop after."""
        count = sum(number for _level, number in self.warnings.get_counts())
        if self.is_strict and count:
            message = _("{count} warning(s) in strict mode: the earlier site is untouched")
            raise PluginError(message.format(count=count))

    # First, so that other plugins see the pages that the site really has
    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Turn record files into pages, and begin to make the publications."""
        assert self.session
        # A preview shows what screens show; nobody prints from it
        self.session.start_publications([SCREEN] if self.is_serving else PROFILES.values())
        if self.is_serving:
            self.session.is_preview = True
            self.proofs.begin(
                self.session.shown,
                self.session.store,
                self.session.site_url,
                self.session.delivered,
            )
        return self.session.arrange_files(files, config)

    def on_page_markdown(self, markdown: str, *, page: Page, **_kwargs: Any) -> str:
        """Give an ordinary page the title of its French front matter."""
        assert self.session
        if known := self.session.library.pages.get(page.file.src_uri):
            page.meta.setdefault("title", known.title)
        # Templates are the theme's business, which contributors do not choose
        page.meta.pop("template", None)
        # Templates of themes print these as they are
        for key in ("title", "description", "author"):
            if key in page.meta:
                page.meta[key] = escape(str(page.meta[key]))
        return markdown

    # Last, so that what other plugins added is sanitised too
    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, **_kwargs: Any) -> str:
        """Finish an ordinary page: sanitised, in French typography, its blocks shown."""
        assert self.session
        assert self.session.renderer
        if isinstance(page, RecordPage):
            return html
        return self.session.renderer.finish_content(html, page.file.src_uri)

    def on_nav(self, nav: Navigation, *, files: Files, **_kwargs: Any) -> Navigation:
        """Date all pages by the newest testimony, not by the clock."""
        assert self.session
        day = self.session.newest_day.isoformat()
        for file in files.documentation_pages():
            if file.page:
                file.page.update_date = day
        return nav

    def on_env(self, env: Environment, **_kwargs: Any) -> Environment:
        """Tell the frame's templates where styles and script are, and what browsers may do."""
        style, script, _fonts = make_assets()
        env.globals["vises"] = {
            "style_uri": style.uri,
            "script_uri": script.uri,
            "list_fonts": list_early_fonts,
            "content_policy": write_content_policy(is_preview=self.is_serving),
            "referrer_policy": REFERRER_POLICY,
        }
        return env

    def on_template_context(
        self, context: dict[str, Any], *, template_name: str, config: MkDocsConfig
    ) -> dict[str, Any]:
        """Give pages without a place, such as the one for lost addresses, the French frame."""
        assert self.session
        assert self.session.frame
        return {**context, **self.session.frame.build(None, context["nav"])}

    def on_page_context(
        self, context: dict[str, Any], *, page: Page, nav: Navigation, **_kwargs: Any
    ) -> dict[str, Any]:
        """Give a page the frame of its language."""
        assert self.session
        return {**context, **self.session.build_context(page, nav)}

    # Last, so that the files of other plugins are indexed and swapped with ours
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index the pages, add the publications, and make the result public."""
        assert self.session
        assert self.session.renderer
        lists = self.session.renderer.lists.find_all()
        if self.is_serving:
            # A preview never waits for publications: they follow when they are ready
            Thread(target=self._deliver, args=(self.session, config.site_dir), daemon=True).start()
            write_search_indexes(Path(config.site_dir), lists)
            return
        assert self.delivery
        try:
            write_search_indexes(self.delivery.site, lists)
            self.session.deliver_publications(self.delivery.site, self.delivery.press)
            self._refuse_warnings()
            self.delivery.finish(compress=self.compress)
            self.delivery.publish()
        except FAILURES as error:
            raise PluginError(explain_failure(error)) from error
        finally:
            self.session.close()
        config.site_dir = str(self.delivery.targets[0])

    def _deliver(self, session: Session, site_dir: str) -> None:
        """Add the publications to a preview, in a thread of its own."""
        try:
            session.deliver_publications(Path(site_dir), None)
        except (CancelledError, BrokenProcessPool):
            return  # a newer build of the preview took over, or the preview was closed
        except (PdfError, OSError) as error:
            self.proofs.fail(SCREEN.name, explain_failure(error))
            log.warning(explain_failure(error))

    def on_build_error(self, *, error: Exception, **_kwargs: Any) -> None:
        """Leave nothing half built, and explain what the machine refused."""
        self._stop()
        if isinstance(error, FAILURES):
            raise PluginError(explain_failure(error)) from error

    def on_shutdown(self) -> None:
        """End the workers of a preview, or of a build that was interrupted."""
        logging.getLogger("mkdocs").removeHandler(self.warnings)
        self._stop()

    def _stop(self) -> None:
        self.proofs.close()
        if self.session:
            self.session.close()
        if self.delivery:
            self.delivery.discard()
            self.delivery = None

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_kwargs: Any) -> None:
        """Watch what MkDocs does not, and show publications page by page."""
        assert self.session
        server.set_app(Viewer(self.proofs, server.serve_request, server.mount_path))
        for path in self.session.watched_paths:
            server.watch(str(path))
