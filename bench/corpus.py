"""Makes corpora for the benchmarks: the same words for us and for plain MkDocs."""

import random
from pathlib import Path

from PIL import Image

WORDS = (
    "matin atelier groupe porte café rue bus lettre voix main chaise table cuisine jardin outil "
    "carnet rendez-vous silence rire question chemin semaine voisin maison fenêtre soupe papier "
    "travail métier confiance place hiver printemps quai rivière colline banc clé train marché"
).split()
THEMES = ("isolement", "confiance", "dignité", "santé", "logement", "apprendre", "emploi")
WORD_COUNT = 260


def write_sentences(generator: random.Random, count: int) -> str:
    """Return paragraphs of `count` words in all."""
    paragraphs, left = [], count
    while left > 0:
        size = min(left, 65)
        words = [generator.choice(WORDS) for _ in range(size)]
        sentences = [" ".join(words[i : i + 13]).capitalize() + "." for i in range(0, size, 13)]
        paragraphs.append(" ".join(sentences))
        left -= size
    return "\n\n".join(paragraphs)


def write_testimony(index: int, text: str) -> str:
    """Return the file of one testimony."""
    return f"""---
titre: Témoignage {index}
voix:
  - id: voix
    nom-affiché: Voix{index}
    identité: prénom d'emprunt
    âge: {20 + index % 50}
    rôle: bénéficiaire
    consentement:
      référence: BENCH-{index}
      signé-le: 2024-01-01
      canaux: [site, brochure]
      éléments: [texte, âge, organisme]
organisme: organisme-{index % 20}
dispositif: SIS
objectifs: [Autonomie]
thèmes: [{THEMES[index % 7]}, {THEMES[(index + 3) % 7]}]
date: 2024-{index % 12 + 1:02}-{index % 28 + 1:02}
citation: "{text.split(".")[0]}."
illustration: true
---
{text}
"""


def write_ours(folder: Path, count: int) -> None:
    """Write a project of ours with `count` testimonies and 20 organisms."""
    generator = random.Random(1)
    organisms = folder / "content" / "organismes"
    organisms.mkdir(parents=True)
    for number in range(20):
        (organisms / f"organisme-{number}.md").write_text(
            f"---\nnom: Organisme {number}\ndispositifs: [SIS]\ncommune: Namur\n---\nUn lieu.\n",
            encoding="utf-8",
        )
    (folder / "content" / "index.md").write_text(
        "---\ntitre: Accueil\naccroche: Des voix\n---\nBienvenue.\n", encoding="utf-8"
    )
    for index in range(count):
        path = folder / "testimonies" / f"organisme-{index % 20}" / f"temoignage-{index}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = write_testimony(index, write_sentences(generator, WORD_COUNT))
        path.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Banc\nsite_url: https://www.exemple.be/\ndocs_dir: content\n"
        "theme: {name: vises}\nplugins: [vises]\n",
        encoding="utf-8",
    )


def write_portrait(generator: random.Random, path: Path) -> None:
    """Write a photograph of nothing, as heavy as a photograph."""
    coarse = Image.frombytes("RGB", (48, 36), generator.randbytes(48 * 36 * 3))
    coarse.resize((2400, 1800), Image.Resampling.BICUBIC).save(path, quality=88)


def write_variants(folder: Path, count: int) -> None:
    """Write a project with `count` organisms of two voices each, and a brochure for each of them.

    Every second voice has a portrait.
    """
    write_ours(folder, 0)
    generator = random.Random(2)
    for number in range(count):
        slug = f"organisme-{number}"
        voices = folder / "testimonies" / slug
        voices.mkdir(parents=True)
        (folder / "content" / "organismes" / f"{slug}.md").write_text(
            f"---\nnom: Organisme {number}\ndispositifs: [SIS]\ncommune: Namur\n"
            "contact: {téléphone: 081 00 00 01}\n---\nUn lieu.\n",
            encoding="utf-8",
        )
        write_portrait(generator, voices / "portrait.jpg")
        for index in (number, number + count):
            text = write_testimony(index, write_sentences(generator, WORD_COUNT))
            text = text.replace(f"organisme-{index % 20}\n", f"{slug}\n")
            if index < count:
                text = text.replace("    rôle:", "    portrait: portrait.jpg\n    rôle:", 1)
                text = text.replace("[texte, âge", "[texte, portrait, âge")
            (voices / f"temoignage-{index}.md").write_text(text, encoding="utf-8")
    publications = folder / "content" / "publications"
    publications.mkdir()
    (publications / "carnet.md").write_text(
        "---\ntitre: Carnet\ngenre: brochure\ndéclinaison: par-organisme\nsections:\n"
        "  - témoignages: {limite: 8}\n---\nDes voix.\n",
        encoding="utf-8",
    )


def write_material(folder: Path, count: int) -> None:
    """Write a plain project of Material with the same files, all of them in its navigation."""
    generator = random.Random(1)
    pages = folder / "docs" / "temoignages"
    pages.mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Accueil\n\nBienvenue.\n", encoding="utf-8")
    for index in range(count):
        text = write_testimony(index, write_sentences(generator, WORD_COUNT))
        (pages / f"temoignage-{index}.md").write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Banc\nsite_url: https://www.exemple.be/\ntheme: {name: material}\n"
        "plugins: [search]\n",
        encoding="utf-8",
    )
