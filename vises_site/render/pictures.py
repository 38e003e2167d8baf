"""Portraits and other pictures: oriented, in sRGB, without metadata, in the sizes that are used."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from PIL import Image, ImageCms, ImageOps

from vises_site.language import gettext as _
from vises_site.load.documents import clean_pdf
from vises_site.load.pictures import FORMATS, MAXIMUM_PIXELS, VECTOR
from vises_site.load.vectors import draw_svg
from vises_site.press.inks import limit_inks, replace_grey
from vises_site.press.profiles import Profile
from vises_site.progress import report
from vises_site.writing import write_whole

WIDTHS_PX = (480, 800, 1200)
ENCODINGS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 58, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 76, "method": 4},
    "jpg": {"format": "JPEG", "quality": 78, "optimize": True, "progressive": True},
}
LARGEST_BYTES = 120 * 1024
"""What a size of a picture may weigh on the web, as long as it can still be looked at."""

POOREST_QUALITY = 40

SCREEN_WIDTH_PX = 1000
"""Width of a picture in a PDF for screens."""

PRINT_DPI = 300
"""Pixels to the inch of a picture where it is printed."""

_RECIPE = "5"
"""Changes when the same picture would give other bytes."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One size of a picture in one format: where it goes, and its file in the cache."""

    uri: str
    width_px: int
    encoding: str
    path: Path


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in all the sizes of a web page.

    Attributes:
        width_px: Width of the largest size.
        height_px: Height of the largest size.
        variants: All sizes, by encoding then width.
    """

    width_px: int
    height_px: int
    variants: tuple[Variant, ...]

    def select(self, encoding: str) -> list[Variant]:
        """Return the sizes in one encoding, the smallest first."""
        return [variant for variant in self.variants if variant.encoding == encoding]


def open_picture(path: Path) -> Image.Image:
    """Open a picture upright and in sRGB, without any metadata.

    Raises:
        OSError: The file is no picture, or too large.
    """
    if path.suffix.lower() == VECTOR:
        return draw_svg(path)
    with Image.open(path, formats=FORMATS) as source:
        if source.width * source.height > MAXIMUM_PIXELS:
            raise OSError(f"{path.name}: too many pixels")
        upright = ImageOps.exif_transpose(source)
        profile = upright.info.get("icc_profile")
        mode = "RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB"
        pixels = _convert_to_srgb(upright, profile) if profile else upright
        pixels = pixels.convert(mode)
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    return bare


def _convert_to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    if picture.mode not in ("RGB", "L", "CMYK"):
        return picture
    try:
        converted = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except ImageCms.PyCMSError:
        return picture  # a broken profile: the numbers are taken as sRGB
    return converted or picture


class PictureStore:
    """Makes the sizes of pictures once, and keeps them in the cache.

    Args:
        root: The project, in which pictures are named.
        cache: Folder of the cache.

    Attributes:
        used: All files of the cache that were asked for.
    """

    def __init__(self, root: Path, cache: Path) -> None:
        self.root, self.cache = root, cache
        self.used: set[Path] = set()
        self._lock = Lock()
        self._locks: dict[str, Lock] = {}
        self._hashes: dict[str, str] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Leave behind what changes while a worker is started: it has its own."""
        return {"root": self.root, "cache": self.cache}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Begin anew in another process, on the same folders."""
        self.__init__(**state)  # type: ignore[misc]

    def hash_file(self, path: str) -> str:
        """Return a hash of a file of the project, and of how pictures are made."""
        if path not in self._hashes:
            content = (self.root / path).read_bytes()
            self._hashes[path] = hashlib.sha256(_RECIPE.encode() + content).hexdigest()
        return self._hashes[path]

    def make_portraits(self, wanted: dict[str, str], jobs: int = 2) -> dict[str, Picture]:
        """Make the web sizes of several portraits.

        Args:
            wanted: Displayed name as a slug, by the picture's path; the name is all that the
                files' names tell.
            jobs: How many at a time.
        """
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            made = {}
            finished = pool.map(lambda item: self.make_portrait(*item), wanted.items())
            for path, picture in zip(wanted, finished, strict=True):
                made[path] = picture
                report(_("Portraits"), len(made), len(wanted))
            return made

    def make_portrait(self, path: str, name: str) -> Picture:
        """Make the web sizes of one picture, or take them from the cache."""
        digest = self.hash_file(path)
        folder = self.cache / "images" / digest[:2] / digest
        with self._lock:
            lock = self._locks.setdefault(digest, Lock())
        with lock:  # two voices may have the same picture
            if not (folder / "done").exists():
                self._write_sizes(path, folder)
        ready = sorted(p for p in folder.iterdir() if p.suffix[1:] in ENCODINGS)
        self.used |= {*ready, folder / "done"}
        sizes = {file: tuple(map(int, file.stem.split("x"))) for file in ready}
        width, height = max(sizes.values())
        variants = tuple(
            Variant(f"images/{name}-{digest[:8]}-{w}{file.suffix}", w, file.suffix[1:], file)
            for file, (w, _height) in sorted(sizes.items(), key=lambda item: (item[1], item[0]))
        )
        return Picture(width, height, variants)

    def _write_sizes(self, path: str, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        picture = open_picture(self.root / path)
        widths = [width for width in WIDTHS_PX if width < picture.width] or [picture.width]
        for width in widths:
            height = max(1, round(picture.height * width / picture.width))
            sized = picture.resize((width, height), Image.Resampling.LANCZOS)
            for suffix, options in ENCODINGS.items():
                flat = sized if suffix != "jpg" else flatten(sized)
                write_web_size(flat, folder / f"{width}x{height}.{suffix}", options)
        (folder / "done").touch()

    def make_clean_copy(self, path: Path) -> Path:
        """Return a copy of a picture without metadata, in its own format and size, or of a PDF.

        A vector drawing becomes pixels, see `name_suffix`.

        Raises:
            OSError: The file is no picture, or too large.
            pikepdf.PdfError: The file is no PDF.
        """
        content = path.read_bytes()
        digest = hashlib.sha256(_RECIPE.encode() + content).hexdigest()
        target = self.cache / "copies" / digest[:2] / f"{digest}{name_suffix(path.suffix.lower())}"
        if target.exists():
            pass
        elif path.suffix.lower() == ".pdf":
            write_whole(target, clean_pdf(content))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            suffix = {"jpeg": "jpg"}.get(path.suffix[1:].lower(), path.suffix[1:].lower())
            lossless = {"tif": "TIFF", "tiff": "TIFF", "gif": "GIF"}.get(suffix, "PNG")
            options = ENCODINGS.get(suffix, {"format": lossless})
            picture = open_picture(path)
            flat = flatten(picture) if suffix == "jpg" else picture
            write_picture(flat, target, {**options, **({"quality": 90} if suffix == "jpg" else {})})
        self.used.add(target)
        return target

    def make_paper_copy(self, path: str, profile: Profile, box_mm: tuple[float, float]) -> Path:
        """Return a JPEG of a picture for a PDF, in the profile's colours and as fine as needed.

        Args:
            path: The picture, relative to the project.
            profile: The kind of PDF.
            box_mm: Width and height of the largest box that it may have to fill in print.
        """
        width, height = (round(length) for length in box_mm) if profile.icc else (0, 0)
        name = f"{self.hash_file(path)}-{name_colours(profile)}-{width}x{height}.jpg"
        target = self.cache / "paper" / name
        if not target.exists():
            write_whole(target, encode_for_paper(self.root / path, profile, (width, height)))
        return target


def name_colours(profile: Profile) -> str:
    """Return what the colours of a picture depend on, as part of a file's name."""
    if profile.icc is None:
        return profile.medium
    condition = hashlib.sha256(profile.icc.read_bytes()).hexdigest()[:8]
    return f"{condition}-{profile.ink_percent:g}-{profile.grey_percent:g}"


def name_suffix(suffix: str) -> str:
    """Return the ending of a file's published copy: its own, but for vector drawings."""
    return f"{suffix}.png" if suffix.lower() == VECTOR else suffix


def flatten(picture: Image.Image) -> Image.Image:
    """Return a picture in RGB; what is transparent is white, as paper is."""
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def encode_for_paper(path: Path, profile: Profile, box_mm: tuple[float, float]) -> bytes:
    """Return a picture as a JPEG in a profile's colours and as fine as needed.

    Args:
        path: The picture.
        profile: The kind of PDF.
        box_mm: Width and height of the largest box that it may have to fill in print.

    Raises:
        OSError: The file is no picture, or too large.
    """
    picture = flatten(open_picture(path))
    share = SCREEN_WIDTH_PX / picture.width
    if profile.icc:
        wanted_px = (length / 25.4 * PRINT_DPI for length in box_mm)
        share = max(px / side for px, side in zip(wanted_px, picture.size, strict=True))
    width, height = (max(1, round(side * min(share, 1))) for side in picture.size)
    sized = picture.resize((width, height), Image.Resampling.LANCZOS)
    options: dict[str, Any] = {"format": "JPEG", "quality": 82, "optimize": True}
    if profile.icc:
        sized = convert_to_inks(sized, profile)
        # A coarser coding would bring back ink that was taken away
        options |= {"quality": 94, "subsampling": 0}
    content = io.BytesIO()
    sized.save(content, **options)
    return content.getvalue()


def convert_to_inks(picture: Image.Image, profile: Profile) -> Image.Image:
    """Return an sRGB picture in a printed profile's inks, no more of them than it allows.

    The conversion is relative colorimetric, with black-point compensation.
    """
    converted = ImageCms.profileToProfile(
        picture,
        ImageCms.createProfile("sRGB"),
        str(profile.icc),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None
    converted.info.pop("icc_profile", None)
    return limit_inks(replace_grey(converted, profile.grey_percent), profile.ink_percent)


def write_web_size(picture: Image.Image, path: Path, options: dict[str, Any]) -> None:
    """Write a picture as well as `LARGEST_BYTES` allow: the largest has pixels to spare."""
    for quality in range(options["quality"], POOREST_QUALITY - 1, -6):
        write_picture(picture, path, {**options, "quality": quality})
        if path.stat().st_size <= LARGEST_BYTES:
            return


def write_picture(picture: Image.Image, path: Path, options: dict[str, object]) -> None:
    """Write a picture whole or not at all."""
    content = io.BytesIO()
    picture.save(content, **options)  # type: ignore[arg-type]
    write_whole(path, content.getvalue())
