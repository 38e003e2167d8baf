"""The publications page by page, below `/apercu/` of a preview and nowhere else.

Nothing of this is a file: MkDocs' own server is asked for whatever stands elsewhere.
"""

import json
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from vises_site.build.proofs import Proof, Proofs
from vises_site.press.profiles import PRINT, SCREEN
from vises_site.render.pageviews import IMAGE_TYPE, PageView, draw_page
from vises_site.render.policy import REFERRER_POLICY, write_content_policy
from vises_site.render.stylesheet import make_assets
from vises_site.text.scripts import isolate_elements
from vises_site.text.typography import set_plain
from vises_site.theme import PREVIEW_PATH

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

FOLDER = "apercu"
WIDTHS_PX = (480, 1200)
"""Widths of a page's pictures: for the view of all pages and small screens, and for one spread."""

DRAWINGS_KEPT = 240
PARTS = {"apercu.css": "text/css", "apercu.js": "text/javascript"}
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser gets: its type, its bytes, and whether they are for ever."""

    content_type: str
    content: bytes
    is_lasting: bool = False


def build_spreads(pages: tuple[PageView, ...]) -> list[tuple[PageView, ...]]:
    """Return the pages as they face each other: the first alone, then two by two."""
    return [pages[:1], *(pages[at : at + 2] for at in range(1, len(pages), 2))] if pages else []


class Viewer:
    """Answers for `/apercu/`, and hands everything else on.

    Args:
        proofs: The publications.
        site: Answers for the rest of the preview.
        mount_path: Where the site begins; begins and ends with a slash.
    """

    def __init__(self, proofs: Proofs, site: "WSGIApplication", mount_path: str) -> None:
        self._proofs, self._site = proofs, site
        self._base = f"{mount_path}{FOLDER}/"
        self._drawings: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._lock = Lock()
        self._environment = Environment(
            loader=FileSystemLoader(PREVIEW_PATH),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        style, script, _fonts = make_assets()
        self._environment.globals.update(
            site=mount_path,
            base=self._base,
            style_uri=style.uri,
            script_uri=script.uri,
            content_policy=write_content_policy(),
            referrer_policy=REFERRER_POLICY,
            widths_px=WIDTHS_PX,
            quote=quote,
        )
        self._environment.filters["typo"] = lambda text: Markup(
            isolate_elements(set_plain(str(text)))
        )

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if not path.startswith(self._base):
            return self._site(environ, start_response)
        answer = self._answer(path.removeprefix(self._base))
        if answer is None:
            return self._site(environ, start_response)  # which knows how to say so
        lasting = "private, max-age=3600, immutable" if answer.is_lasting else "no-store"
        status = f"{HTTPStatus.OK.value} {HTTPStatus.OK.phrase}"
        is_text = answer.content_type.startswith("text/")
        start_response(
            status,
            [
                ("Content-Type", answer.content_type + ("; charset=utf-8" if is_text else "")),
                ("Content-Length", str(len(answer.content))),
                ("Cache-Control", lasting),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
        return [answer.content]

    def _answer(self, uri: str) -> Answer | None:
        """Return what stands at an address below `/apercu/`; None for nothing."""
        if uri in PARTS:
            return Answer(PARTS[uri], (PREVIEW_PATH / uri).read_bytes())
        titles = self._proofs.list_titles()
        if not uri:
            return self._list(titles)
        slug, _slash, rest = uri.partition("/")
        if slug not in titles:
            return None
        is_print = rest.startswith(f"{PRINT.name}/")
        profile = PRINT.name if is_print else SCREEN.name
        name = rest.removeprefix(f"{PRINT.name}/") if is_print else rest
        proof = self._proofs.find(slug, profile)
        if name == "etat.json":
            state = {"state": proof.state, "key": proof.key, "message": proof.message}
            return Answer("application/json", json.dumps(state).encode())
        if name == "format.css":
            return Answer("text/css", _write_format(proof).encode())
        if name:
            return self._draw(proof, name)
        return self._render(
            "publication.html",
            slug=slug,
            title=titles[slug],
            profile=profile,
            is_print=is_print,
            proof=proof,
            spreads=build_spreads(proof.pages),
        )

    def _list(self, titles: dict[str, str]) -> Answer:
        proofs = {slug: self._proofs.find(slug, SCREEN.name) for slug in titles}
        return self._render("liste.html", titles=titles, proofs=proofs)

    def _render(self, template: str, **members: object) -> Answer:
        return Answer(HTML, self._environment.get_template(template).render(**members).encode())

    def _draw(self, proof: Proof, name: str) -> Answer | None:
        """Return the picture `<digest>-<width>.webp` of a page that is shown now."""
        digest, _dash, width = name.removesuffix(".webp").rpartition("-")
        page = next((page for page in proof.pages if page.digest == digest), None)
        if page is None or proof.made is None or width not in map(str, WIDTHS_PX):
            return None
        key = digest, int(width)
        with self._lock:
            if key not in self._drawings:
                self._drawings[key] = draw_page(proof.made.path, page.number, key[1])
                if len(self._drawings) > DRAWINGS_KEPT:
                    self._drawings.popitem(last=False)
            self._drawings.move_to_end(key)
            return Answer(IMAGE_TYPE, self._drawings[key], is_lasting=True)


def _write_format(proof: Proof) -> str:
    """Return the shape of the pages for the stylesheet: the policy lets no element say it."""
    width, height = (
        (proof.pages[0].width_mm, proof.pages[0].height_mm) if proof.pages else (148, 210)
    )
    return f":root{{--page-width:{width:g};--page-height:{height:g}}}"
