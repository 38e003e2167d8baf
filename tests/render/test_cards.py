import io
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import TESTIMONY, TODAY, Workspace
from vises_site.assemble.pull import Pull, build_pull
from vises_site.model.publishable import publishable
from vises_site.render.cards import SIZES, draw_cards, render_cards
from vises_site.render.pictures import PictureStore
from vises_site.render.tokens import compute_contrast, read_tokens

SITE = "https://www.exemple.be/"


@pytest.fixture
def pull(workspace: Workspace) -> Pull:
    agreed = TESTIMONY.replace("[site, brochure]", "[réseaux]")
    agreed = agreed.replace("[texte, âge, organisme]", "[texte]")
    workspace.write({"testimonies/la-passerelle/luc.md": agreed})
    shown = publishable(workspace.load(), "réseaux", TODAY)
    return build_pull(shown.by_slug["luc"], None)


def test_cards_say_what_is_agreed_and_no_more(pull: Pull, tmp_path: Path) -> None:
    html, _assets = render_cards(pull, PictureStore(tmp_path, tmp_path / "cache"), SITE)
    assert html.count("Ici, je respire.") == html.count("Luc") == len(SIZES)
    assert html.count("www.exemple.be") == len(SIZES)
    assert "Un organisme wallon" in html
    for hidden in ("54 ans", "Passerelle", "DOS-"):
        assert hidden not in html


def test_cards_have_exact_sizes_the_same_bytes_and_nothing_beside_pixels(
    pull: Pull, tmp_path: Path
) -> None:
    document = render_cards(pull, PictureStore(tmp_path, tmp_path / "cache"), SITE)
    drawn = draw_cards(*document)
    assert list(drawn) == ["1080x1350", "1080x1080", "1200x630"]
    for name, content in drawn.items():
        with Image.open(io.BytesIO(content)) as picture:
            assert f"{picture.width}x{picture.height}" == name
            assert picture.mode == "RGB"
            assert not picture.info
            colours = len(picture.getcolors(1_000_000) or ())
        assert colours > 20  # words, a landscape: not an empty flat
        assert {content[i : i + 4] for i in _find_chunks(content)} <= {b"IHDR", b"IDAT", b"IEND"}
    assert draw_cards(*document) == drawn


def _find_chunks(content: bytes) -> list[int]:
    """Return where the names of a PNG's chunks stand."""
    found, place = [], 8
    while place < len(content):
        found.append(place + 4)
        place += 12 + int.from_bytes(content[place : place + 4])
    return found


def test_words_on_cards_have_contrast() -> None:
    tokens = read_tokens()["colour"]
    for world in ("meuse", "brique"):
        assert compute_contrast(tokens["paper"]["screen"], tokens[world]["screen"]) >= 4.5


def test_small_words_stay_readable_on_a_telephone() -> None:
    """A card as wide as a telephone, 390 px, is about a third of its size."""
    for size in SIZES:
        shrunk = 390 / size.width_px
        assert min(size.words_px) * shrunk >= 10
        assert size.text_px[1] * shrunk >= 8
