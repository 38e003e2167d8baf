"""One build of one project: what the plugin's events call, free of MkDocs' event order."""

import logging
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from vises_site.assemble.letter import LETTER_CHANNELS
from vises_site.assemble.site import (
    EASY_TEMPLATE,
    PUBLICATION_TEMPLATE,
    TESTIMONY_TEMPLATE,
    build_pages,
)
from vises_site.assemble.variants import Variants, list_editions, select_variants
from vises_site.build.cache import sweep_cache
from vises_site.build.cards import find_ready_cards, start_cards
from vises_site.build.controls import write_controls
from vises_site.build.leaves import add_leaves
from vises_site.build.ledger import LEDGER_URI
from vises_site.build.publications import Made, Workshop, find_ready, place_publication
from vises_site.build.sharing import SharePictures
from vises_site.build.surveys import add_figures
from vises_site.build.workplace import Workplace
from vises_site.language import gettext as _
from vises_site.language import ngettext
from vises_site.load.library import load_library
from vises_site.load.sources import Project
from vises_site.mkdocs_plugin.config import VisesConfig, find_origin
from vises_site.mkdocs_plugin.day import find_day
from vises_site.mkdocs_plugin.folders import check_folders
from vises_site.mkdocs_plugin.frame import Frame
from vises_site.mkdocs_plugin.media import (
    add_portraits,
    add_sounds,
    clean_copies,
    find_easy_logo,
    remove_foreign_files,
)
from vises_site.mkdocs_plugin.pages import (
    RecordPage,
    add_record_page,
    build_prose_spec,
    drop_from_navigation,
    list_navigation_titles,
)
from vises_site.mkdocs_plugin.report import log_controls
from vises_site.mkdocs_plugin.viewer import FOLDER
from vises_site.model.library import Library
from vises_site.model.press import PressRelease, select_press
from vises_site.model.publishable import Publishable, select_all
from vises_site.model.vocabulary import Channel
from vises_site.press.profiles import SCREEN, Profile
from vises_site.progress import counting, report
from vises_site.render.charts.keeping import ChartStore
from vises_site.render.datasets.descriptors import Origin
from vises_site.render.pictures import PictureStore
from vises_site.render.portraits import name_portrait
from vises_site.render.recordings import Sound
from vises_site.render.stylesheet import make_assets, make_page_scripts
from vises_site.render.supports import make_supports
from vises_site.render.web import WebRenderer
from vises_site.theme import THEME_PATH

log = logging.getLogger("mkdocs.plugins.vises_site")


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
        sounds: The recordings that can be heard, by the testimony's slug.
        share_pictures: The pictures of pages that are passed on; set when files are known.
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
    sounds: Mapping[str, Sound] = field(default_factory=dict)
    share_pictures: SharePictures | None = field(default=None)

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
        library = load_library(project, day, broken_links=settings.broken_links)
        library, kept = add_figures(project, library, workplace.cache)
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

    def select_press(self) -> PressRelease:
        """Return what may be handed to journalists."""
        return select_press(self.library, self.shown["site",].codes, self.day)

    def select_letters(self) -> Publishable:
        """Return what may appear in letters."""
        return self.shown[LETTER_CHANNELS]

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
        if self.share_pictures is not None:
            self.share_pictures.deliver(site)
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
            written = ((made.slug, made.report) for made in self.delivered if made.report)
            for reports in write_controls(press, written):
                log_controls(reports)

    def sweep(self) -> None:
        """Delete from the cache what this build did not use."""
        charts = self.renderer.figures.charts.used if self.renderer else set()
        sweep_cache(self.store.cache, self.store.used | charts)

    def close(self) -> None:
        """End the workers."""
        if self.share_pictures is not None:
            self.share_pictures.close()
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
        supports = make_supports(site.publisher, self.store, name_portrait)
        for view in supports:
            for variant in view.picture.variants if view.picture else ():
                files.append(File.generated(config, variant.uri, abs_src_path=str(variant.path)))
        style, script, fonts = make_assets()
        for asset in (style, script, *make_page_scripts().values(), *fonts):
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
            self.shown["site", "réseaux"],
        )
        self.sounds = add_sounds(files, config, self.store, site)
        self.renderer.show_supports(supports)
        self.renderer.show_versions(self.sounds, find_easy_logo(files))
        made = {**self.renderer.data.uris, **self.renderer.sharing.files}
        for listed in self.renderer.lists.find_all().values():
            made |= listed.uris
        for uri, content in made.items():
            files.append(File.generated(config, uri, content=content))
        for uri, html in self.renderer.render_short_pages():
            files.append(File.generated(config, uri, content=html))
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
            if spec.template in (TESTIMONY_TEMPLATE, EASY_TEMPLATE):
                self.record_pages[file.dest_uri] = spec.members["testimony"].slug
        images = self.renderer.sharing.list_images(specs)
        self.share_pictures = SharePictures.begin(images, self.store, self.jobs)
        translated = dict.fromkeys(site.pages, True)
        translated |= {spec.uri: spec.is_translated for spec in specs}
        self.frame = Frame(languages, translated, self._find_page_title, site, supports)
        return files

    def build_context(self, page: Page, nav: Navigation) -> dict[str, Any]:
        """Return what the theme's templates show around a page, and tell of it elsewhere."""
        assert self.frame
        assert self.renderer
        spec = page.spec if isinstance(page, RecordPage) else build_prose_spec(page)
        return {**self.frame.build(page, nav), "sharing": self.renderer.sharing.build_head(spec)}

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
