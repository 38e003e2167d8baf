from itertools import pairwise

from vises_site.assemble.rhythm import Placed, Shape, plan_rhythm

VOICE = (
    Shape("portrait récit", 2, "left"),
    Shape("citation récit", 2, "", 1.0),
    Shape("nue récit", 1, "", 2.0),
)


def end(placed: list[Placed]) -> int:
    return placed[-1].page + placed[-1].shape.pages


def test_pages_follow_each_other_without_a_gap() -> None:
    placed, _ = plan_rhythm([VOICE] * 9, 4)
    for before, after in pairwise(placed):
        assert after.page == before.page + before.shape.pages + after.breath


def test_what_needs_a_left_page_begins_on_one() -> None:
    for first in range(2, 7):
        placed, _ = plan_rhythm([VOICE, [Shape("", 2, "left")], VOICE], first)
        assert all(p.page % 2 == 0 for p in placed if p.shape.side == "left")


def test_a_landscape_brings_to_its_side_what_has_no_other_shape() -> None:
    [placed], _ = plan_rhythm([[Shape("", 2, "left")]], 5)
    assert placed == Placed(Shape("", 2, "left"), 6, True)


def test_sheets_come_out_even_with_the_back_cover() -> None:
    for count in range(1, 12):
        placed, fillers = plan_rhythm([VOICE] * count, 4)
        assert (end(placed) + fillers) % 4 == 0


def test_no_two_voices_in_a_row_are_alike() -> None:
    placed, _ = plan_rhythm([VOICE] * 40, 4)
    names = [p.shape.name for p in placed]
    assert all(first != second for first, second in pairwise(names))
    assert "portrait récit" in names


def test_three_hundred_voices_are_planned() -> None:
    placed, _ = plan_rhythm([VOICE] * 300, 4)
    assert len(placed) == 300
