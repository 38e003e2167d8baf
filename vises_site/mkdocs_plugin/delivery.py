"""Where a build grows, and how its result becomes public: alone, whole, in the ledger."""

import logging
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from vises_site.build.deadlinks import DeadLinksError, check_finished_links
from vises_site.build.hosting import compress_files, write_hosting_files
from vises_site.build.kits import KITS_FOLDER, keep_true_kits
from vises_site.build.ledger import (
    LEDGER_URI,
    Appearance,
    Line,
    append_lines,
    build_lines,
    read_ledger,
)
from vises_site.build.letters import LETTERS_FOLDER, keep_true_letters
from vises_site.build.publications import find_profile_channels, place_publication
from vises_site.build.staging import Staging
from vises_site.language import gettext as _
from vises_site.mkdocs_plugin.report import explain_failure
from vises_site.mkdocs_plugin.session import Session
from vises_site.render.datasets.site import DATA_ELEMENTS, TESTIMONY_URIS
from vises_site.render.sharing.pages import SHARED_ELEMENTS

log = logging.getLogger("mkdocs.plugins.vises_site")


class Delivery:
    """One build's way to the public, from an empty place to the exchange of folders.

    Args:
        session: What the build knows.
        config: MkDocs' configuration, whose `site_dir` is the published folder.

    Raises:
        BusyError: Another build of the project is under way.
        OSError: The disk refuses.
    """

    def __init__(self, session: Session, config: MkDocsConfig, *, clean: bool = False) -> None:
        self.session = session
        self.targets = Path(config.site_dir), session.press_target
        workplace = session.workplace
        workplace.acquire()
        try:
            if clean:
                workplace.purge()
            workplace.clear_abandoned_previews()
            self._staging = Staging(self.targets, workplace.staging)
            self.site, self.press = self._staging.open()
        except OSError:
            workplace.release()
            raise

    def finish(self, *, compress: bool) -> None:
        """Look at the links of the finished pages, and add what hosts look for.

        Args:
            compress: Also add compressed copies of texts.

        Raises:
            DeadLinksError: A link leads nowhere, and may not; nothing is published.
            OSError: The disk refuses.
        """
        session = self.session
        unmade = () if session.settings.publications else (".pdf",)
        try:
            check_finished_links(self.site, session.site_url, unmade)
        except DeadLinksError as error:
            if session.settings.broken_links == "error":
                raise
            log.warning(explain_failure(error))
        write_hosting_files(self.site)
        if compress:
            compress_files(self.site, session.jobs)

    def publish(self) -> None:
        """Forget what is not used, enter what appears in the ledger, exchange the folders.

        In this order: killed in between, the ledger says too much rather than too little, and the
        cache keeps too little rather than too much.

        Raises:
            LedgerError: The ledger cannot be read; nothing is published.
            OSError: The disk refuses; the earlier result is in its place.
        """
        session = self.session
        session.sweep()
        path = session.project.root / LEDGER_URI
        folders = [session.project.relate(target) for target in self.targets]
        earlier = read_ledger(path)
        handed_out = self._keep_handed_out(earlier)
        folders += [KITS_FOLDER, LETTERS_FOLDER]
        appearances = [*self._list_appearances(), *handed_out]
        lines = build_lines(earlier, appearances, session.day, folders)
        append_lines(path, lines)
        self._staging.publish()
        session.workplace.release()

    def discard(self) -> None:
        """Leave nothing half built."""
        self._staging.discard()
        self.session.workplace.release()

    def _keep_handed_out(self, earlier: list[Line]) -> list[Appearance]:
        """Remove press kits and letters that are no longer true; return what the others show."""
        session = self.session
        kits, letters = (session.project.root / n for n in (KITS_FOLDER, LETTERS_FOLDER))
        before = _list_names(kits, letters)
        kept: list[Appearance] = []
        if kits.is_dir():
            kept += keep_true_kits(kits, session.select_press(), KITS_FOLDER)
        if letters.is_dir():
            kept += keep_true_letters(letters, earlier, session.select_letters())
        for name in sorted(before - _list_names(kits, letters)):
            message = _("{name} was removed: a consent or a text has changed; make it again")
            log.warning(message.format(name=name))
        return kept

    def _list_appearances(self) -> Iterator[Appearance]:
        site, press = (Path(self.session.project.relate(target)) for target in self.targets)
        shown = self.session.shown["site",]
        for uri, slug in self.session.record_pages.items():
            yield Appearance((site / uri).as_posix(), self.site / uri, shown, (slug,))
        assert self.session.renderer
        for slug, sound in self.session.sounds.items():
            uri = (site / sound.uri).as_posix()
            path = self.site / sound.uri
            yield Appearance(uri, path, shown, (slug,), elements=frozenset(["voix"]))
        table = TESTIMONY_URIS[0]
        for slug, said in self.session.renderer.data.files.testimonies.items():
            uri = (site / f"{table}#{slug}").as_posix()
            yield Appearance(uri, self.site / table, shown, (slug,), said, DATA_ELEMENTS)
        shared = self.session.shown["site", "réseaux"]
        for place, slug, content in self.session.renderer.sharing.list_told():
            uri, path = (site / place).as_posix(), self.site / place.partition("#")[0]
            yield Appearance(uri, path, shared, (slug,), content, SHARED_ELEMENTS)
        for made in self.session.delivered:
            uri = place_publication(made, site, press).as_posix()
            path = place_publication(made, self.site, self.press)
            shown = self.session.shown[find_profile_channels(made)]
            yield Appearance(uri, path, shown, made.records)


def _list_names(*folders: Path) -> set[str]:
    """Return the files in folders, each with its folder's name."""
    return {f"{f.name}/{path.name}" for f in folders if f.is_dir() for path in f.iterdir()}
