from xml.etree import ElementTree

import pytest

from vises_site.press.profiles import SHEETS
from vises_site.render.drawings import draw_cover, draw_plate, draw_way_strip
from vises_site.render.landscapes import (
    HOURS,
    MIDDLES,
    NEARS,
    Landscape,
    choose_landscape,
    draw_landscape,
)
from vises_site.render.measuring import balance_lines, measure_text
from vises_site.render.paths import draw_way
from vises_site.render.tokens import Palette, compute_contrast, read_tokens

NAMES = ["luc", "nadia", "willy-l-accordeon"]


@pytest.mark.parametrize("hour", HOURS)
@pytest.mark.parametrize("near", NEARS)
@pytest.mark.parametrize("middle", MIDDLES)
def test_every_landscape_is_well_formed_svg(hour: str, near: str, middle: str) -> None:
    scene = Landscape("essai", hour, middle, near, has_river=True)
    root = ElementTree.fromstring(draw_landscape(scene, Palette(), 400, 300))
    assert root.get("viewBox") == "0 0 400 300"
    assert len(root) > 5


def test_the_same_name_gives_the_same_drawing_and_another_name_another() -> None:
    drawings = {draw_plate(name, Palette(), 100, 80) for name in NAMES for _time in range(2)}
    assert len(drawings) == len(NAMES)
    assert choose_landscape("luc") == choose_landscape("luc")


@pytest.mark.parametrize("name", NAMES)
def test_drawings_for_the_printer_speak_inks_only(name: str) -> None:
    palette, sheet = Palette("print"), SHEETS["A5"]
    for svg in (
        draw_plate(name, palette, 148, 90),
        draw_cover(name, NAMES, "meuse", palette, sheet, 3),
        draw_way_strip(name, 2, "SIS", palette, sheet, 3, "left"),
    ):
        assert "device-cmyk(" in svg
        assert "#" not in svg


def test_two_voices_approach_and_part() -> None:
    lines = draw_way("luc", 2, 100, 600).lines
    starts = [float(line[1:].split()[0]) for line in lines]
    assert starts == [16.0, 84.0]
    assert len(draw_way("luc", 1, 100, 600).lines) == 1


def test_text_pairs_have_contrast() -> None:
    tokens = read_tokens()["colour"]
    pairs = [("ink", "paper", 7.0), ("quiet", "paper", 4.5)]
    pairs += [(name, "paper", 4.5) for name in ("meuse", "brique", "terril", "mousse")]
    for text, ground, least in pairs:
        for scheme in ("screen", "night"):
            ratio = compute_contrast(tokens[text][scheme], tokens[ground][scheme])
            assert ratio >= least, (text, scheme, ratio)
    for name, token in tokens.items():
        if "on" in token:
            assert compute_contrast(token["screen"], tokens[token["on"]]["screen"]) >= 4.5, name


def test_black_text_is_black_ink_only() -> None:
    assert Palette("print").colour("ink") == "device-cmyk(0% 0% 0% 100%)"


def test_no_colour_passes_300_percent_of_ink() -> None:
    assert all(sum(token["cmyk"]) <= 300 for token in read_tokens()["colour"].values())


def test_lines_are_balanced_and_fit() -> None:
    text = "On ne leur a pas demandé s’ils allaient mieux\u00a0: on leur a demandé de raconter."
    lines = balance_lines(text, 110, 25, "newsreader-display")
    assert " ".join(lines) == text
    assert all(measure_text(line, "newsreader-display", 25) <= 110 for line in lines)
    assert min(map(len, lines)) > max(map(len, lines)) * 0.6


def test_a_single_line_stays_single() -> None:
    assert balance_lines("Oui.", 110, 25, "newsreader-display") == ["Oui."]


def test_a_word_wider_than_the_box_keeps_its_line() -> None:
    lines = balance_lines("Un anticonstitutionnellement long", 30, 25, "newsreader-display")
    assert "anticonstitutionnellement" in lines
