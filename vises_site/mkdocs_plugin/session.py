"""One build of one project: what the plugin's events call, free of MkDocs' event order."""

import logging
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from vises_site.assemble.site import PUBLICATION_TEMPLATE, TESTIMONY_TEMPLATE, build_pages
from vises_site.assemble.variants import Variants, list_editions, select_variants
from vises_site.build.cache import sweep_cache
from vises_site.build.cards import find_ready_cards, start_cards
from vises_site.build.controls import CONTROL_NAME, merge_reports, read_report, render_json
from vises_site.build.leaves import add_leaves
from vises_site.build.ledger import LEDGER_URI
from vises_site.build.publications import Made, Workshop, find_ready, place_publication
from vises_site.build.surveys import add_figures
from vises_site.build.workplace import Workplace
from vises_site.language import gettext as _
from vises_site.language import ngettext
from vises_site.load.library import load_library
from vises_site.load.sources import Project
from vises_site.mkdocs_plugin.config import VisesConfig, find_origin
from vises_site.mkdocs_plugin.frame import Frame
from vises_site.mkdocs_plugin.media import add_portraits, clean_copies, remove_foreign_files
from vises_site.mkdocs_plugin.pages import (
    add_record_page,
    drop_from_navigation,
    list_navigation_titles,
)
from vises_site.mkdocs_plugin.report import log_controls
from vises_site.mkdocs_plugin.viewer import FOLDER
from vises_site.model.library import Library
from vises_site.model.publishable import Publishable, select_all
from vises_site.model.record import parse_date
from vises_site.model.vocabulary import Channel
from vises_site.press.profiles import SCREEN, Profile
from vises_site.progress import counting, report
from vises_site.render.charts.keeping import ChartStore
from vises_site.render.datasets.descriptors import Origin
from vises_site.render.pictures import PictureStore
from vises_site.render.stylesheet import make_assets
from vises_site.render.web import WebRenderer
from vises_site.theme import THEME_PATH

log = logging.getLogger("mkdocs.plugins.vises_site")


def find_day(written: str | None) -> date:
    """Return the day for which consents are judged: as given, or by the build's date, or today.

    Raises:
        PluginError: The date is not of one of the known forms.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if written:
            day: date = parse_date(written)
            return day
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = _("« {value} » is no date for which consents can be judged")
        raise PluginError(message.format(value=written or epoch)) from error
    return find_today()


def find_today() -> date:
    """Return the day in Belgium: a machine elsewhere must not publish who withdrew today."""
    return datetime.now(ZoneInfo("Europe/Brussels")).date()


def check_folders(root: Path, folders: Mapping[str, Path]) -> None:
    """Refuse folders that lie in one another: what is private in one would be public in another.

    Raises:
        PluginError: Two of them do, or one of them is the project itself.
    """
    placed = {name: path.resolve() for name, path in folders.items()}
    pairs = [(a, b) for a in placed for b in placed if a < b]
    for name, path in placed.items():
        if root.resolve().is_relative_to(path):
            message = _("mkdocs.yml: « {name} » is the project itself or above it; name a folder")
            raise PluginError(message.format(name=name))
    for first, second in pairs:
        one, other = placed[first], placed[second]
        if one.is_relative_to(other) or other.is_relative_to(one):
            message = _(
                "mkdocs.yml: « {first} » and « {second} » lie in one another; "
                "give each a folder of its own"
            )
            raise PluginError(message.format(first=first, second=second))


@dataclass
class Session:
    """What one build knows.

    Attributes:
        project: The folders.
        settings: The plugin's settings.
        day: The day for which consents are judged.
        library: All records and problems.
        shown: What may appear, by channels.
        workplace: The folder of cache and locks.
        store: The pictures.
        origin: What the open data say of the site.
        renderer: Renders the site's pages; set when files are known.
        workshop: Makes the publications while pages are written; None where none are wanted.
        ready: Publications of an earlier build that are still true, where none are to be made.
        expected: How many publications there will be, in all profiles.
        delivered: Publications that stand in their places.
        frame: Gives templates what stands around a page; set when files are known.
        record_pages: Addresses of the testimonies' pages below the site, with their slugs.
        publication_pages: Uri and address of each page of a publication, by its slug.
        is_preview: Whether publications can be looked at page by page beside the site.
    """

    project: Project
    settings: VisesConfig
    day: date
    library: Library
    shown: dict[tuple[Channel, ...], Publishable]
    workplace: Workplace
    store: PictureStore
    origin: Origin
    renderer: WebRenderer | None = field(default=None)
    workshop: Workshop | None = field(default=None)
    ready: list[Made] = field(default_factory=list)
    expected: int = field(default=0)
    delivered: list[Made] = field(default_factory=list)
    frame: Frame | None = field(default=None)
    record_pages: dict[str, str] = field(default_factory=dict)
    publication_pages: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    is_preview: bool = field(default=False)

    @classmethod
    def open(
        cls, config: MkDocsConfig, settings: VisesConfig, *, is_preview: bool = False
    ) -> "Session":
        """Read the project that a MkDocs configuration stands for.

        Args:
            config: MkDocs' configuration.
            settings: The plugin's settings.
            is_preview: Whether `site_dir` is a preview's own folder, which the cache may hold.

        Raises:
            PluginError: Its folders lie in one another, its date is none, or its licence is none.
        """
        root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        project = Project(root, Path(config.docs_dir), root / settings.testimonies_dir)
        folders = {
            "docs_dir": project.content,
            "testimonies_dir": project.testimonies,
            "imprimerie_dir": root / settings.imprimerie_dir,
            "cache_dir": root / settings.cache_dir,
            "registre": root / LEDGER_URI.partition("/")[0],
        }
        if not is_preview:
            folders["site_dir"] = Path(config.site_dir)
        check_folders(root, folders)
        day = find_day(settings.on_date)
        workplace = Workplace(root / settings.cache_dir)
        store = PictureStore(root, workplace.cache)
        library, kept = add_figures(project, load_library(project, day), workplace.cache)
        store.used |= kept
        shown = select_all(library, day)
        origin = find_origin(config, settings)
        return cls(project, settings, day, library, shown, workplace, store, origin)

    @property
    def site_url(self) -> str:
        """Address of the site; empty where the settings give none."""
        return self.origin.url

    @property
    def jobs(self) -> int:
        """How many workers run at a time."""
        return self.settings.jobs or os.cpu_count() or 1

    def start_publications(self, profiles: Iterable[Profile]) -> None:
        """Begin to make all publications, in worker processes.

        Where none are to be made, those of an earlier build stay as long as their content does.
        """
        self.close()
        wanted = list(profiles)
        self.note_variants(self.library.publications)
        if not self.settings.publications:
            self.ready = find_ready(self.shown, wanted, self.store, self.site_url)
            self.ready += find_ready_cards(self.shown, wanted, self.store, self.site_url)
            self.expected = len(self.ready)
        elif self.library.publications:
            self.workshop = Workshop(self.shown, self.store, self.site_url, self.jobs)
            self.workshop.start(self.library.publications, wanted)
            start_cards(self.workshop, self.library.publications, wanted)
            self.expected = self.workshop.count

    def note_variants(self, slugs: Iterable[str]) -> None:
        """Log for which organisms there are variants, and which of those meant have none."""
        for slug in slugs:
            publication = self.library.publications[slug]
            if publication.fields.variant is None:
                continue
            found = self.select_variants(slug)
            note = ngettext("{name}: {count} variant", "{name}: {count} variants", len(found.made))
            if found.skipped:
                note += _("; none for {names}, of whom nothing may appear in it")
            names = ", ".join(organism.fields.name for organism in found.skipped)
            log.info(note.format(name=slug, count=len(found.made), names=names))

    def select_variants(self, slug: str) -> Variants:
        """Return for which organisms a publication has a variant in any profile."""
        # On paper there is at least what there is on the site, whose PDFs need both consents
        return select_variants(self.shown["brochure",], self.library.publications[slug])

    def deliver_publications(self, site: Path, press: Path | None) -> None:
        """Copy the finished publications where they belong.

        Args:
            site: Root of the website.
            press: Root of what goes to the printer; None where only screens are served.

        Raises:
            PdfError: The engine warned of anything.
        """
        made_publications = self.workshop.collect() if self.workshop else iter(self.ready)
        for done, made in enumerate(made_publications, start=1):
            target = place_publication(made, site, press or site)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made.path, target)
            self.store.used.update(made.used)
            self.delivered.append(made)
            if press and self.renderer:
                pages = self.publication_pages.get(made.slug, [])
                found = ((uri, site / dest) for uri, dest in pages)
                add_leaves(made, site, found, self.store, self.renderer)
            report(_("Publications"), done, self.expected)
        if press:
            self._write_controls(press)

    def _write_controls(self, press: Path) -> None:
        """Write what the preflight of each publication found, and log whether it found anything."""
        reports: dict[str, list[dict[str, Any]]] = {}
        for made in self.delivered:
            if made.report is not None:
                reports.setdefault(made.slug, []).append(read_report(made.report))
        for slug, found in reports.items():
            target = press / slug / CONTROL_NAME
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(render_json(merge_reports(found)))
            log_controls(found)

    def sweep(self) -> None:
        """Delete from the cache what this build did not use."""
        charts = self.renderer.figures.charts.used if self.renderer else set()
        sweep_cache(self.store.cache, self.store.used | charts)

    def close(self) -> None:
        """End the workers."""
        if self.workshop is not None:
            self.workshop.close()
            self.workshop = None

    @property
    def press_target(self) -> Path:
        """Published folder of what goes to the printer."""
        return self.project.root / str(self.settings.imprimerie_dir)

    @property
    def newest_day(self) -> date:
        """Date of the newest testimony: what the site is dated by."""
        return max((t.date for t in self.shown["site",].testimonies), default=date(2019, 1, 1))

    @property
    def watched_paths(self) -> list[Path]:
        """What a preview watches besides MkDocs' own `docs_dir` and configuration."""
        return [path for path in (self.project.testimonies, THEME_PATH) if path.is_dir()]

    def arrange_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Replace record files by their pages, and add what pages need."""
        site = self.shown["site",]
        remove_foreign_files(files, config, self.project)
        clean_copies(files, config, self.project, self.store)
        pictures = add_portraits(files, config, self.store, site, self.jobs)
        style, script, fonts = make_assets()
        for asset in (style, script, *fonts):
            files.append(File.generated(config, asset.uri, content=asset.content))
        with_pdf = frozenset(self._list_begun() if self.workshop else self._list_ready())
        previews = f"{FOLDER}/" if self.is_preview else ""
        charts = ChartStore(self.store.cache)
        languages = self.settings.languages
        self.renderer = WebRenderer(
            site,
            pictures,
            config.use_directory_urls,
            with_pdf,
            previews,
            charts,
            self.origin,
            languages,
        )
        for uri, content in self.renderer.data.uris.items():
            files.append(File.generated(config, uri, content=content))
        config.nav = drop_from_navigation(config.nav, site.leads_to_withheld)
        titles = list_navigation_titles(config.nav)
        in_print = self.shown["site", "brochure"]
        specs = [s for tongue in ("fr", *languages) for s in build_pages(site, in_print, tongue)]
        render = counting(_("Pages"), len(specs), self.renderer.render_page)
        for spec in specs:
            file = add_record_page(files, spec, config, render, titles)
            if spec.template == PUBLICATION_TEMPLATE:
                slug = spec.members["publication"].slug
                self.publication_pages.setdefault(slug, []).append((spec.uri, file.dest_uri))
            if spec.template == TESTIMONY_TEMPLATE:
                self.record_pages[file.dest_uri] = spec.members["testimony"].slug
        translated = dict.fromkeys(site.pages, True)
        translated |= {spec.uri: spec.is_translated for spec in specs}
        self.frame = Frame(languages, translated, self._find_page_title)
        return files

    def _find_page_title(self, uri: str, language: str) -> str | None:
        page = self.shown["site",].pages.get(f"{uri.removesuffix('.md')}.{language}.md")
        return page.title if page else None

    def _list_ready(self) -> set[tuple[str, str]]:
        return {(made.slug, made.organism) for made in self.ready if made.profile == SCREEN.name}

    def _list_begun(self) -> set[tuple[str, str]]:
        shown = self.shown[SCREEN.channels]
        return {
            (slug, organism.slug if organism else "")
            for slug, publication in shown.publications.items()
            for organism in list_editions(shown, publication)
        }
