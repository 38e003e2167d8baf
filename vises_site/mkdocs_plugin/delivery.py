"""Where a build grows, and how its result becomes public: alone, whole, in the ledger."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from vises_site.build.ledger import (
    LEDGER_URI,
    Appearance,
    append_lines,
    build_lines,
    read_ledger,
)
from vises_site.build.publications import find_profile_channels, place_publication
from vises_site.build.staging import Staging
from vises_site.mkdocs_plugin.session import Session
from vises_site.render.datasets.site import DATA_ELEMENTS, TESTIMONY_URIS


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
        lines = build_lines(read_ledger(path), self._list_appearances(), session.day, folders)
        append_lines(path, lines)
        self._staging.publish()
        session.workplace.release()

    def discard(self) -> None:
        """Leave nothing half built."""
        self._staging.discard()
        self.session.workplace.release()

    def _list_appearances(self) -> Iterator[Appearance]:
        site, press = (Path(self.session.project.relate(target)) for target in self.targets)
        shown = self.session.shown["site",]
        for uri, slug in self.session.record_pages.items():
            yield Appearance((site / uri).as_posix(), self.site / uri, shown, (slug,))
        assert self.session.renderer
        table = TESTIMONY_URIS[0]
        for slug, said in self.session.renderer.data.files.testimonies.items():
            uri = (site / f"{table}#{slug}").as_posix()
            yield Appearance(uri, self.site / table, shown, (slug,), said, DATA_ELEMENTS)
        for made in self.session.delivered:
            uri = place_publication(made, site, press).as_posix()
            path = place_publication(made, self.site, self.press)
            shown = self.session.shown[find_profile_channels(made)]
            yield Appearance(uri, path, shown, made.records)
