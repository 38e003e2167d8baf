from xml.etree import ElementTree

import pytest

from vises_site.press.profiles import SHEETS
from vises_site.render.cards import SIZES
from vises_site.render.composition import (
    PORTRAIT_RATIO,
    Box,
    Composition,
    Frame,
    compose,
    make_poster_frame,
    measure_who,
    narrow_picture,
)
from vises_site.render.fitting import fit_words
from vises_site.render.scenes import draw_scene
from vises_site.render.tokens import Palette

FRAMES = {
    **{name: make_poster_frame(SHEETS[name]) for name in SHEETS},
    **{size.name: size.frame for size in SIZES},
}
WORDS = {
    "one": "« Oui. »",
    "usual": "« Les gens disent que ça occupe. Ça occupe ! Un échafaudage aussi, ça occupe. »",
    "longest": f"« {'Je ne savais pas entrer. ' * 11} »",
    "wide": f"« {'ON NOUS A DEMANDÉ MAMAN ' * 11} »",
    "unbroken": f"« {'a' * 280} »",
}


def name_voice(frame: Frame, times: int = 1) -> list[tuple[str, float]]:
    return [
        ("Marie-Christine" * times, frame.name_pt),
        ("54 ans, bénéficiaire", frame.text_pt),
        ("La Passerelle, Namur", frame.text_pt),
    ]


def overlap(first: Box, second: Box) -> bool:
    return (
        first.x < second.x + second.width - 0.01
        and second.x < first.x + first.width - 0.01
        and first.y < second.y + second.height - 0.01
        and second.y < first.y + first.height - 0.01
    )


def list_boxes(found: Composition) -> list[Box]:
    words = Box(found.words_box.x, found.words_box.y, found.words_box.width, found.words.height_mm)
    portrait = [found.picture] if found.picture and found.has_portrait else []
    return [words, found.who_box, found.lane, *portrait]


@pytest.mark.parametrize("portrait", [True, False])
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("name", FRAMES)
def test_nothing_overlaps_nothing_is_cut_and_nothing_is_too_small(
    name: str, words: str, portrait: bool
) -> None:
    frame = FRAMES[name]
    found = compose(frame, WORDS[words], name_voice(frame), portrait)
    boxes = list_boxes(found)
    for index, box in enumerate(boxes):
        assert min(box.x, box.y) >= 0
        assert box.x + box.width <= frame.width_mm
        assert box.y + box.height <= frame.body_mm + (frame.foot_mm if box is found.lane else 0.01)
        assert not any(overlap(box, other) for other in boxes[index + 1 :])
    assert frame.floor_pt <= found.words.size_pt <= frame.largest_pt
    assert " ".join(found.words.lines) == WORDS[words]


@pytest.mark.parametrize("name", FRAMES)
def test_fewer_words_are_larger_and_a_usual_quote_leaves_room_for_a_face(name: str) -> None:
    frame = FRAMES[name]
    sizes = [
        compose(frame, WORDS[words], name_voice(frame), True).words.size_pt
        for words in ("one", "usual", "longest")
    ]
    assert sizes[0] > sizes[1] > sizes[2]
    assert compose(frame, WORDS["usual"], name_voice(frame), True).has_portrait


def test_a_name_that_does_not_fit_beside_a_face_stands_below_the_words() -> None:
    frame = FRAMES["A3"]
    found = compose(frame, WORDS["usual"], name_voice(frame, times=12), True)
    assert not found.has_portrait
    assert found.who_box.height == measure_who(name_voice(frame, times=12), found.who_box.width)


def test_a_portrait_is_no_wider_than_its_pixels_allow() -> None:
    frame = FRAMES["A3"]
    assert narrow_picture(frame, 3000, 4000) == frame
    for pixels in ((1200, 1600), (1600, 1500)):
        width_mm = narrow_picture(frame, *pixels).picture_share * frame.width_mm
        assert min(pixels[0], pixels[1] / PORTRAIT_RATIO) / (width_mm + 3) * 25.4 >= 250
    assert narrow_picture(frame, 100, 100).picture_share == pytest.approx(1 / 3)


def test_words_that_do_not_fit_at_the_smallest_size_are_not_set() -> None:
    assert fit_words("mot " * 200, 50, 20, 30, 20, "newsreader-display") is None


@pytest.mark.parametrize("name", ["A3", "1200x630"])
@pytest.mark.parametrize("portrait", [True, False])
def test_a_scene_for_the_printer_speaks_inks_only_and_reaches_into_the_bleed(
    name: str, portrait: bool
) -> None:
    frame = FRAMES[name]
    found = compose(frame, WORDS["usual"], name_voice(frame), portrait)
    svg = draw_scene(found, "luc", 2, "meuse", Palette("print"), 3)
    assert "#" not in svg
    root = ElementTree.fromstring(svg)
    assert root.get("viewBox") == (
        f"0 0 {round((frame.width_mm + 6) * 4)} {round((frame.height_mm + 6) * 4)}"
    )
    assert svg == draw_scene(found, "luc", 2, "meuse", Palette("print"), 3)
    assert svg != draw_scene(found, "lucie", 2, "meuse", Palette("print"), 3)
