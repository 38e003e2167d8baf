"""What a preview shows of the publications: the newest pages that there are, and their state."""

from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Literal

from vises_site.build.publications import Made, Shown, Workshop
from vises_site.press.profiles import PRINT, PROFILES, SCREEN
from vises_site.render.pageviews import PageView, list_pages
from vises_site.render.pdf import PdfError
from vises_site.render.pictures import PictureStore

State = Literal["ready", "making", "failed"]


@dataclass(frozen=True, slots=True)
class Proof:
    """One publication in one profile, as it can be shown now.

    Attributes:
        state: Whether the pages are those of the present sources.
        key: Names the content of the pages; empty where there are none yet.
        pages: The newest pages that may be shown.
        made: Their PDF; None where there are none.
        message: What went wrong, for authors; empty where nothing did.
    """

    state: State
    key: str = ""
    pages: tuple[PageView, ...] = ()
    made: Made | None = None
    message: str = ""


class Proofs:
    """Follows the builds of a preview, whose threads all ask here.

    Pages for screens are made by the preview itself, all of them; a printer's pages are made here
    when somebody looks at them.

    Attributes:
        complaint: What is wrong in the sources since the last build; empty for nothing.
    """

    def __init__(self) -> None:
        self.complaint = ""
        self._lock = Lock()
        self._shown: Shown = {}
        self._store: PictureStore | None = None
        self._site_url = ""
        self._delivered: list[Made] = []
        self._earlier: dict[tuple[str, str], Made] = {}
        self._printed: dict[str, Made] = {}
        self._orders: dict[str, Workshop] = {}
        self._failures: dict[str, str] = {}

    def begin(
        self, shown: Shown, store: PictureStore, site_url: str, delivered: list[Made]
    ) -> None:
        """Follow a new build; what the last one made is shown until this one is ready.

        Args:
            shown: What may appear, by channels.
            store: The pictures, and the cache.
            site_url: Address of the site.
            delivered: What the build made for screens, to which it adds.
        """
        self.close()
        with self._lock:
            for made in (*self._delivered, *self._printed.values()):
                self._earlier[made.slug, made.profile] = made
            self._shown, self._store, self._site_url = shown, store, site_url
            self._delivered = delivered
            self._printed, self._failures = {}, {}

    def fail(self, profile: str, message: str) -> None:
        """Remember why the publications in a profile could not be made."""
        self._failures[profile] = message

    def close(self) -> None:
        """End what was ordered."""
        with self._lock:
            orders, self._orders = self._orders, {}
        for workshop in orders.values():
            workshop.close()

    def list_titles(self) -> dict[str, str]:
        """Return the titles of all publications, by slug."""
        allowed = self._shown.get(SCREEN.channels)
        publications = allowed.publications if allowed else {}
        return {slug: publication.fields.title for slug, publication in publications.items()}

    def find(self, slug: str, profile: str) -> Proof:
        """Return what can be shown of a publication now; begins a printer's pages, if need be."""
        fresh = self._find_fresh(slug, profile)
        if fresh is None and profile == PRINT.name:
            self._order(slug)
        made = fresh or self._earlier.get((slug, profile))
        message = self.complaint or ("" if fresh else self._failures.get(profile, ""))
        state: State = "failed" if message else "ready" if fresh else "making"
        if made is None or not self._may_be_shown(made) or not made.path.is_file():
            return Proof("failed" if message else "making", message=message)
        return Proof(state, made.path.stem, list_pages(made.path), made, message)

    def _find_fresh(self, slug: str, profile: str) -> Made | None:
        if profile == PRINT.name:
            return self._printed.get(slug)
        return next((made for made in reversed(self._delivered) if made.slug == slug), None)

    def _may_be_shown(self, made: Made) -> bool:
        """Tell whether all who stand in these pages may still stand in such."""
        allowed = self._shown[PROFILES[made.profile].channels]
        return all(slug in allowed.by_slug for slug in made.records)

    def _order(self, slug: str) -> None:
        with self._lock:
            if slug in self._orders or PRINT.name in self._failures or self._store is None:
                return
            workshop = Workshop(self._shown, self._store, self._site_url, jobs=1)
            self._orders[slug] = workshop
        workshop.start([slug], [PRINT])
        Thread(target=self._wait, args=(slug, workshop), daemon=True).start()

    def _wait(self, slug: str, workshop: Workshop) -> None:
        try:
            for made in workshop.collect():
                if self._orders.get(slug) is workshop:
                    self._printed[slug] = made
        except (CancelledError, BrokenProcessPool):
            return  # a newer build took over, or the preview was closed
        except (PdfError, OSError) as error:
            self.fail(PRINT.name, str(error))
        finally:
            workshop.close()
