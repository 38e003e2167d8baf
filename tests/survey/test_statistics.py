"""Formulas against what is published of them."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vises_site.survey.statistics import (
    apportion_percents,
    find_known_median_rank,
    find_median_rank,
    find_quantile,
    measure_interval,
    round_percent,
)

counts = st.lists(st.integers(0, 400), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_that_are_published(
    count: int, total: int, low: float, high: float
) -> None:
    assert measure_interval(count, total) == pytest.approx((100 * low, 100 * high), abs=0.005)


@given(st.integers(1, 300), st.data())
def test_intervals_are_those_of_another_program(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))
    expected = stats.binomtest(count, total).proportion_ci(method="wilson")
    found = measure_interval(count, total)
    assert found == pytest.approx((100 * expected.low, 100 * expected.high), abs=1e-6)


@given(counts)
def test_percentages_add_up_and_are_never_a_point_off(counts: list[int]) -> None:
    percents = apportion_percents(counts)
    if not sum(counts):
        assert percents == [None] * len(counts)
        return
    shown = [percent for percent in percents if percent is not None]
    assert sum(shown) == 100
    for count, percent in zip(counts, shown, strict=True):
        assert abs(percent - 100 * count / sum(counts)) < 1


def test_percentages_of_one_answer_are_rounded_half_upwards() -> None:
    assert [round_percent(count, 200) for count in (0, 1, 3, 200)] == [0, 1, 2, 100]
    assert round_percent(0, 0) is None


def test_the_median_of_a_scale_is_where_half_of_the_answers_are_reached() -> None:
    assert find_median_rank([1, 2, 6, 13, 9]) == 3
    assert find_median_rank([5, 0, 5]) == 0
    assert find_median_rank([0, 0]) is None


@given(counts, st.data())
def test_a_median_with_hidden_counts_is_told_only_if_nothing_could_change_it(
    counts: list[int], data: st.DataObject
) -> None:
    hidden = data.draw(st.sets(st.integers(0, len(counts) - 1)))
    shown = [None if rank in hidden else count for rank, count in enumerate(counts)]
    known = find_known_median_rank(shown, sum(counts))
    assert known in (None, find_median_rank(counts))
    if not hidden:
        assert known == find_median_rank(counts)


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=40))
def test_quantiles_are_those_of_another_program(values: list[float]) -> None:
    for quarter in range(5):
        found = find_quantile(sorted(values), Fraction(quarter, 4))
        assert found == pytest.approx(float(np.quantile(values, quarter / 4)), abs=1e-6)
