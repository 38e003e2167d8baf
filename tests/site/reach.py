"""Searches every byte that a build emits or keeps for one person.

The person's every field holds a word of its own that no other text holds; her portrait is a
pattern that no other picture shows. A search is worth what it can find: the case in which she
consents to everything must find each of them.
"""

import gzip
import io
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image, ImageOps

from tests.conftest import CONFIG, ORGANISM, TESTIMONY, Workspace

WORDS = {
    "slug": "quaxslug",
    "title": "quaxtitre",
    "name": "Quaxnom",
    "second-name": "Quaxautre",
    "wording": "quaxfonction",
    "age": "97 ans",
    "alt": "quaxalternative",
    "reference": "QUAXREFERENCE",
    "organism": "Quaxorganisme",
    "theme": "quaxtheme",
    "quote": "quaxcitation",
    "first": "quaxpremier",
    "second": "quaxdeuxieme",
    "told": "quaxraconte",
    "picture-file": "quaxfichier",
    "exif": "quaxexif",
    "xmp": "quaxxmp",
    "voice": "quaxstem",
    "note": "quaxnote",
    "audio": "quaxaudio",
    "audio-file": "quaxson",
    "easy": "quaxfacile",
    "easy-title": "quaxsimple",
    "reader": "quaxrelecteur",
    "translated": "quaxvertaald",
    "translated-title": "quaxtitel",
    "translated-quote": "quaxcitaat",
    "translator": "quaxvertaler",
    "real-name": "Quaxvrainom",
}
"""What is searched for, by field. Stems and accents are what they are in an index too."""

NEVER_SHOWN = {"reference", "picture-file", "exif", "xmp", "audio", "audio-file"}
VERSIONS = {field for field in WORDS if field.startswith(("easy", "translat"))}
VERSIONS |= {"reader", "voice", "note"}
"""Her words' other versions and her recording, which only the site shows."""

"""What a build never shows, even with every consent."""

LEDGER_MAY_HOLD = {"slug", "reference", "organism"}
"""The organism in the name of a file: that of a variant, in which she was shown as its voice."""

FULL = "canaux: [site, brochure, réseaux, presse]"
CONSENT = f"""    consentement:
      référence: QUAXREFERENCE-1
      signé-le: 2024-01-01
      {FULL}
      éléments: [texte, portrait, voix, âge, organisme, prénom-réel]
"""


def write_person(first: str = CONSENT, second: str = CONSENT, identity: str = "prénom") -> str:
    """Return the testimony of the person and of another voice, with their consents."""
    return f"""---
titre: Le quaxtitre
voix:
  - id: quaxnom
    nom-affiché: Quaxnom
    identité: {identity}
    âge: 97
    rôle: bénéficiaire
    fonction: quaxfonction
    portrait: quaxfichier.png
    portrait-alt: Une quaxalternative
{first}  - nom-affiché: Quaxautre
    rôle: travailleur social
{second}organisme: quaxorganisme
dispositif: SIS
thèmes: [quaxtheme]
date: 2024-02-01
citation: "La quaxcitation."
audio: quaxson.mp3
audio-note: Une quaxnote
falc: quaxslug.falc.md
---
## Quaxnom

Le quaxpremier mot. La quaxcitation.

## Quaxautre

Le quaxdeuxieme mot.
"""


EASY = """---
titre: Le quaxsimple
relecteurs-falc: [Quaxrelecteur]
---
## Quaxnom

Le quaxfacile.

## Quaxautre

Oui.
"""

TRANSLATION = """---
titre: De quaxtitel
citation: "Het quaxcitaat."
traduction: Quaxvertaler
---
## Quaxnom

Het is quaxvertaald.

## Quaxautre

Ja.
"""

PAGE = """---
titre: Missions
miroir:
  - dispositif: SIS
    missions: [Rompre l'isolement]
    compte: [Des heures]
    raconte:
      - {texte: "On y quaxraconte.", témoignage: quaxslug}
---
Une page, un [lien](temoignages/quaxslug.md).

/// témoignage | quaxslug
///

/// citation | quaxslug
///

/// témoignages
    thèmes: quaxtheme
///
"""

BLOCKS = PAGE[PAGE.index("Une page") :]

EVALUATION = """---
titre: Une évaluation
organismes: [la-passerelle]
dispositif: SIS
période: 2019
question: Que se passe-t-il ?
témoignages: [quaxslug, luc]
---
Une histoire.
"""

PUBLICATION = """---
titre: Des voix
genre: brochure
déclinaison: par-organisme
sections:
  - page: blocs.md
  - témoignages: {dispositif: SIS}
  - évaluation: une-evaluation
  - organismes: {choix: [la-passerelle]}
---
Une brochure.
"""

POSTERS = """---
titre: Des affiches
genre: affiche
format: A4
sections:
  - témoignages: {dispositif: SIS}
---
Des affiches.
"""


def make_portrait(path: Path) -> None:
    """Write the pattern, with words in each kind of metadata that a PNG and a camera know."""
    picture = Image.new("RGB", (4, 4))
    picture.putdata(list_pattern())
    exif = Image.Exif()
    exif[0x010E] = "quaxexif"
    exif.get_ifd(0x8825)[2] = (50.0, 28.0, 1.0)
    buffer = io.BytesIO()
    large = picture.resize((900, 900), Image.Resampling.NEAREST)
    large.save(buffer, "PNG", exif=exif, xmp=b"<x:xmpmeta>quaxxmp</x:xmpmeta>")
    path.write_bytes(buffer.getvalue())


def make_recording() -> bytes:
    """Return an MP3 in which something can be found, with names in tags before and after it."""
    frame = b"\xff\xfb\x90\x64" + b"quaxstem".ljust(413, b"\0")  # 128 kbit/s at 44.1 kHz
    tag = b"ID3\x04\0\0\0\0\0\x40" + b"TIT2\0\0\0\x0a\0\0\x03quaxaudio".ljust(64, b"\0")
    return tag + frame * 20 + b"TAG" + b"quaxaudio".ljust(125, b"\0")


def list_pattern() -> list[tuple[int, int, int]]:
    """Return sixteen colours in an order that no other picture has."""
    order = "0231310212030321"
    colours = [(220, 30, 30), (30, 160, 60), (40, 70, 200), (240, 220, 60)]
    return [colours[int(digit)] for digit in order]


def make_canary(root: Path, person: str) -> Workspace:
    """Write a project in which the person stands in every place that a build knows."""
    workspace = Workspace(root)
    voices = root / "testimonies" / "quaxorganisme"
    voices.mkdir(parents=True)
    make_portrait(voices / "quaxfichier.png")
    (voices / "quaxson.mp3").write_bytes(make_recording())
    (root / "testimonies" / "la-passerelle").mkdir()
    Image.new("RGB", (600, 600), "#5a5450").save(root / "testimonies/la-passerelle/luc.png")
    luc = TESTIMONY.replace("rôle: béné", "portrait: luc.png\n    rôle: béné")
    luc = luc.replace("[texte, âge", "[texte, portrait, âge")
    return workspace.write(
        {
            "mkdocs.yml": CONFIG.replace("{jobs: 1}", "{jobs: 1, languages: [nl]}"),
            ".vises-noms": "Quaxvrainom\n",
            "content/index.md": "---\ntitre: Accueil\nvoix-une: quaxslug\n---\nBienvenue.\n",
            "content/missions.md": PAGE,
            "content/blocs.md": f"---\ntitre: Blocs\n---\n{BLOCKS}",
            "content/organismes/la-passerelle.md": ORGANISM,
            "content/organismes/quaxorganisme.md": "---\nnom: Quaxorganisme\ndispositifs: [SIS]\n"
            "---\nUn lieu.\n",
            "content/evaluations/une-evaluation/index.md": EVALUATION,
            "content/publications/voix.md": PUBLICATION,
            "content/publications/affiches.md": POSTERS,
            "testimonies/la-passerelle/luc.md": luc,
            "testimonies/quaxorganisme/quaxslug.md": person,
            "testimonies/quaxorganisme/quaxslug.falc.md": EASY,
            "testimonies/quaxorganisme/quaxslug.nl.md": TRANSLATION,
        }
    )


COMBINING = re.compile("[\u0300-\u036f]+")
"""The accents of Latin letters, once they are apart."""


def fold_bytes(content: bytes) -> str:
    """Return bytes as text in which a word is found whatever its case, accents and encoding."""
    texts = [content.decode("utf-8", "replace"), content.decode("utf-16-be", "replace")]
    plain = unicodedata.normalize("NFKD", "\n".join(texts)).casefold()
    plain = COMBINING.sub("", plain)
    return plain.replace("\u202f", " ").replace("\u00a0", " ")


@dataclass(frozen=True)
class Hit:
    """Something of the person in a file: `field` is a key of `WORDS`, or `picture`."""

    place: str
    field: str


def search(workspace: Workspace, temporary: Path) -> list[Hit]:
    """Return all that stands of the person in what a build emitted, kept or left behind."""
    hits = []
    for folder in ("site", "imprimerie", ".vises", "registre"):
        hits += search_folder(workspace.root / folder, folder)
    return [*hits, *search_folder(temporary, "tmp")]


def search_folder(folder: Path, label: str) -> Iterator[Hit]:
    for path in sorted(folder.rglob("*")):
        place = f"{label}/{path.relative_to(folder).as_posix()}"
        contents = [place.encode()]
        pictures: list[Image.Image] = []
        if path.is_file():
            content = path.read_bytes()
            contents += list(unpack(path, content))
            pictures = list(open_pictures(path, content))
        text = "\n".join(fold_bytes(content) for content in contents)
        for field, word in WORDS.items():
            if label == "registre" and field in LEDGER_MAY_HOLD:
                continue
            if fold_bytes(word.encode()).splitlines()[0] in text:
                yield Hit(place, field)
        if any(shows_pattern(picture) or holds_pattern(picture) for picture in pictures):
            yield Hit(place, "picture")


def unpack(path: Path, content: bytes) -> Iterator[bytes]:
    """Yield a file's bytes, and those of whatever is packed in it."""
    yield content
    if content[:2] == b"\x1f\x8b":
        yield gzip.decompress(content)
    if content[:5] == b"%PDF-":
        done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
        yield done.stdout
        with pikepdf.open(path) as pdf:
            yield str(pdf.docinfo).encode()
            with pdf.open_outline() as outline:
                yield "\n".join(str(item.title) for item in outline.root).encode()
            yield "\n".join(pdf.attachments).encode()
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream):
                    if item.get("/Subtype") != "/Image":
                        yield item.read_bytes()
                elif isinstance(item, pikepdf.Dictionary | pikepdf.Array | pikepdf.String):
                    yield item.unparse()
                    yield str(item).encode()


def open_pictures(path: Path, content: bytes) -> Iterator[Image.Image]:
    """Yield the pictures that a file is, or holds."""
    if path.suffix in (".jpg", ".png", ".webp", ".avif", ".gif"):
        with Image.open(io.BytesIO(content)) as picture:
            yield picture.convert("RGB")
    if content[:5] == b"%PDF-":
        with pikepdf.open(path) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
                    picture = pikepdf.PdfImage(item).as_pil_image()
                    # Photoshop's habit: a JPEG's inks are stored upside down
                    yield picture.convert("RGB")
                    if picture.mode == "CMYK":
                        yield ImageOps.invert(picture.convert("RGB"))


def shows_pattern(picture: Image.Image) -> bool:
    """Tell whether a picture is the portrait, in whatever size, format or colour space."""
    seen = list(picture.resize((4, 4), Image.Resampling.BOX).get_flattened_data())
    wanted = list_pattern()
    distance = sum(
        abs(a - b)
        for left, right in zip(seen, wanted, strict=True)
        for a, b in zip(left, right, strict=True)
    )
    return distance / 48 < 60


def holds_pattern(picture: Image.Image) -> bool:
    """Tell whether the portrait is somewhere in a picture, such as on a card.

    Nothing else shows its four colours, each on a good part of the same picture.
    """
    small = picture.resize((54, 54), Image.Resampling.NEAREST)
    seen = list(small.get_flattened_data())
    return all(
        sum(max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) < 24 for pixel in seen)
        > len(seen) / 50
        for colour in set(list_pattern())
    )
