"""Press kits: one archive for journalists, made of what consents give to the press."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from vises_site.assemble.kit import KitSpec
from vises_site.build.cards import start_cards
from vises_site.build.ledger import Appearance
from vises_site.build.publications import Made, Shown, Workshop
from vises_site.language import gettext as _
from vises_site.model.press import PressRelease
from vises_site.model.publication import Publication
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony
from vises_site.model.vocabulary import Element
from vises_site.press.profiles import CARDS, PRINT, SCREEN, Profile
from vises_site.progress import report
from vises_site.render.charts.keeping import ChartStore
from vises_site.render.kit.figures import render_figures
from vises_site.render.kit.readme import Sender, render_credits, render_readme
from vises_site.render.kit.words import render_words
from vises_site.render.pictures import PictureStore
from vises_site.render.portraits import name_portraits

KITS_FOLDER = "dossiers-de-presse"
"""Folder of kits in a project: beside the site, never in it."""

SUFFIX = "-dossier-de-presse.zip"
MANIFEST = "manifeste.json"
ELEMENTS: frozenset[Element] = frozenset(get_args(Element)) - {"voix"}
"""What a kit can show of a person: it holds no recording."""

_PACKED = (".pdf", ".png", ".jpg", ".jpeg", ".webp")
"""Files that no packing makes smaller."""


@dataclass(frozen=True, slots=True)
class Kit:
    """A finished press kit.

    Attributes:
        content: The archive.
        records: Slugs of all testimonies of which anything is in it, sorted.
        publications: What was made for it.
    """

    content: bytes
    records: tuple[str, ...]
    publications: tuple[Made, ...]


def make_kit(
    spec: KitSpec,
    release: PressRelease,
    store: PictureStore,
    sender: Sender,
    profiles: Iterable[Profile] = (SCREEN,),
    jobs: int = 1,
) -> Kit:
    """Make a press kit.

    Args:
        spec: What it is about.
        release: What the press may be given.
        store: The pictures, and the cache.
        sender: Who gives it.
        profiles: In which profiles its publication is made.
        jobs: How many worker processes.

    Raises:
        PdfError: The engine warned of anything.
        OSError: A picture cannot be read, or the disk refuses.
    """
    publications = tuple(_make_publications(spec, release, store, sender, list(profiles), jobs))
    files = {_place(made): made.path.read_bytes() for made in publications}
    files |= _render_texts(spec, release.texts, sender.site_url)
    files |= _copy_portraits(spec.testimonies, store)
    charts = ChartStore(store.cache)
    for evaluation in spec.evaluations:
        for name, content in render_figures(evaluation, release.texts, charts):
            files[f"chiffres/{evaluation.slug}/{name}"] = content
    records = {t.slug for t in spec.testimonies}.union(*(made.records for made in publications))
    # A publication's blocks may show others than its chapters do
    shown = [t for t in release.texts.testimonies if t.slug in records]
    folders = list(dict.fromkeys(name.partition("/")[0] for name in files))
    files["LISEZ-MOI.txt"] = render_readme(spec, release, shown, folders, sender)
    slugs = tuple(sorted(records))
    files[MANIFEST] = _write_manifest(spec, release, files, slugs, sender.day)
    stem = f"{spec.slug}{SUFFIX}".removesuffix(".zip")
    return Kit(pack_files(files, stem, sender.day), slugs, publications)


def _make_publications(
    spec: KitSpec,
    release: PressRelease,
    store: PictureStore,
    sender: Sender,
    profiles: list[Profile],
    jobs: int,
) -> Iterator[Made]:
    """Yield a kit's PDFs and cards, made of what may be in them and in the press."""
    if spec.publication is None and spec.cards is None:
        return
    printed = _hold(release.printed, spec.publication)
    shown: dict[Any, Publishable] = {p.channels: printed for p in profiles}
    shown[CARDS.channels] = _hold(release.shared, spec.cards)
    workshop = Workshop(_check(shown), store, sender.site_url, jobs)
    try:
        if spec.publication is not None:
            workshop.start([spec.slug], profiles)
        if spec.cards is not None:
            start_cards(workshop, [spec.slug], [PRINT])
        for done, made in enumerate(workshop.collect(), start=1):
            report(_("Press kit"), done, workshop.count)
            yield made
    finally:
        workshop.close()


def _hold(shown: Publishable, publication: Publication | None) -> Publishable:
    """Return what may appear with one publication alone."""
    held = {publication.slug: publication} if publication else {}
    return replace(shown, publications=held)


def _check(shown: Mapping[Any, Publishable]) -> Shown:
    """Refuse to make anything for the press that its channel does not allow."""
    assert all("presse" in one.channels for one in shown.values())
    return shown


def _place(made: Made) -> str:
    return f"cartes/{made.file_name}" if made.card else f"pdf/{made.file_name}"


def _render_texts(spec: KitSpec, shown: Publishable, site_url: str) -> dict[str, bytes]:
    files = {}
    for testimony in spec.testimonies:
        organism = shown.organisms.get(testimony.organism or "")
        address = shown.find_page(f"temoignages/{testimony.slug}", site_url)
        for ending, told in _list_versions(testimony):
            for suffix, is_marked in (("txt", False), ("md", True)):
                content = render_words(told, organism, address, is_marked)
                files[f"textes/{testimony.slug}{ending}.{suffix}"] = content
    return files


def _list_versions(testimony: PublishedTestimony) -> Iterator[tuple[str, PublishedTestimony]]:
    """Yield a testimony in each of its versions, with what tells the version in a file's name."""
    yield "", testimony
    versions = [(f".{version.language}", version) for version in testimony.translations]
    for ending, one in [*versions, *((".falc", easy) for easy in (testimony.easy,) if easy)]:
        yield (
            ending,
            replace(
                testimony,
                title=one.title,
                quote=one.quote,
                passages=one.passages,
                language=one.language,
            ),
        )


def _copy_portraits(
    testimonies: Iterable[PublishedTestimony], store: PictureStore
) -> dict[str, bytes]:
    """Return the portraits in their full size without what cameras write, and their credits."""
    pictured = [(t, i) for t in testimonies for i, v in enumerate(t.voices) if v.portrait]
    names = name_portraits(t.voices[i] for t, i in pictured)
    files: dict[str, bytes] = {}
    shown: dict[str, tuple[PublishedTestimony, int]] = {}
    for testimony, index in pictured:
        path = testimony.voices[index].portrait
        assert path
        copy = store.make_clean_copy(store.root / path)
        content = copy.read_bytes()
        stem, number = names[path], 1
        while files.get(name := f"portraits/{stem}{copy.suffix}", content) != content:
            number += 1
            stem = f"{names[path]}-{number}"
        files[name] = content
        shown[name.rpartition("/")[2]] = (testimony, index)
    return {**files, "portraits/CREDITS.txt": render_credits(shown)} if files else {}


def _write_manifest(
    spec: KitSpec,
    release: PressRelease,
    files: Mapping[str, bytes],
    records: Iterable[str],
    day: date,
) -> bytes:
    """Return what programs read of a kit: its files, and until when it is true."""
    ends = {slug: release.ends.get(slug) for slug in records}
    members = {
        "kit": spec.place,
        "channel": "presse",
        "made_for": day.isoformat(),
        "records": [
            {
                "record": slug,
                "until": end.isoformat() if end else None,
                "fingerprint": release.compute_fingerprint(slug),
            }
            for slug, end in ends.items()
        ],
        "files": [
            {"path": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        ],
    }
    return (json.dumps(members, ensure_ascii=False, indent=2) + "\n").encode()


def pack_files(files: Mapping[str, bytes], folder: str, day: date) -> bytes:
    """Return files as an archive with one folder, the same bytes for the same files.

    Args:
        files: Contents by name, '/'-separated.
        folder: The folder.
        day: Date of all files.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            is_packed = name.endswith(_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return written.getvalue()


def keep_true_kits(folder: Path, release: PressRelease, uri: str) -> list[Appearance]:
    """Remove the kits of which somebody may no longer be in the press; return the others.

    Args:
        folder: Where kits are.
        release: What the press may be given now.
        uri: Where the folder is in the project.

    Raises:
        OSError: The disk refuses.
    """
    kept = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        records = _read_true_records(path, release)
        if records is None:
            path.unlink()
        else:
            kept.append(
                Appearance(f"{uri}/{path.name}", path, release.texts, records, None, ELEMENTS)
            )
    return kept


def _read_true_records(path: Path, release: PressRelease) -> tuple[str, ...] | None:
    """Return the testimonies of a kit; None where one of them has changed, or it is no kit."""
    try:
        with zipfile.ZipFile(path) as archive:
            stem = path.name.removesuffix(".zip")
            records = json.loads(archive.read(f"{stem}/{MANIFEST}"))["records"]
        slugs = tuple(str(record["record"]) for record in records)
        told = [record["fingerprint"] for record in records]
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError):
        return None
    is_true = all(slug in release.texts.by_slug for slug in slugs)
    return slugs if is_true and told == list(map(release.compute_fingerprint, slugs)) else None
