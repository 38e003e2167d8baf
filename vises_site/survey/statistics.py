"""The formulas of all figures, each with its source."""

import math
from collections.abc import Sequence
from fractions import Fraction

Z_95 = 1.959963984540054
"""Quantile 0.975 of the standard normal distribution: half a 95 % interval in standard errors."""


def apportion_percents(counts: Sequence[int]) -> list[int | None]:
    """Return whole percentages that add up to 100, by largest remainder.

    Each count is given the whole part of its exact percentage; what is left of 100 goes, one
    each, to the largest remainders, the earlier first among equal ones. Nobody at all has no
    percentages. Source: Hamilton's method, in M. L. Balinski and H. P. Young, *Fair
    Representation* (2nd ed., Brookings, 2001), appendix A.

    >>> apportion_percents([1, 1, 1])
    [34, 33, 33]
    """
    total = sum(counts)
    if total == 0:
        return [None] * len(counts)
    floors = [100 * count // total for count in counts]
    order = sorted(range(len(counts)), key=lambda i: (-(100 * counts[i] % total), i))
    for index in order[: 100 - sum(floors)]:
        floors[index] += 1
    return list(floors)


def round_percent(count: int, total: int) -> int | None:
    """Return a whole percentage, halves upwards; None of nobody.

    >>> round_percent(1, 8)
    13
    """
    return None if total == 0 else (200 * count + total) // (2 * total)


def measure_interval(count: int, total: int, z: float = Z_95) -> tuple[float, float]:
    """Return the ends of Wilson's score interval of a proportion, in percent, from 0 to 100.

    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), with p = count/n. Sources: E. B. Wilson,
    "Probable inference, the law of succession, and statistical inference", *JASA* 22 (1927),
    209-212; recommended for small n by L. D. Brown, T. T. Cai and A. DasGupta, "Interval
    estimation for a binomial proportion", *Statistical Science* 16 (2001), 101-133, section 3.1.

    Args:
        count: How many of them.
        total: How many in all, at least 1.
        z: Half the interval's width in standard errors.
    """
    share = count / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 100 / (1 + z * z / total)
    low = 0.0 if count == 0 else max(0.0, (middle - spread) * scale)
    high = 100.0 if count == total else min(100.0, (middle + spread) * scale)
    return low, high


def find_median_rank(counts: Sequence[int]) -> int | None:
    """Return the index of the category in which the median lies; None of nobody.

    The first category up to which at least half of the answers lie (the lower median): ordered
    categories have no distances, so there is nothing between two of them. Source: A. Agresti,
    *Analysis of Ordinal Categorical Data* (2nd ed., Wiley, 2010), section 2.1.

    >>> find_median_rank([2, 1, 1])
    0
    """
    total, below = sum(counts), 0
    if total == 0:
        return None
    for index, count in enumerate(counts):
        below += count
        if 2 * below >= total:
            return index
    return None


def find_known_median_rank(counts: Sequence[int | None], total: int) -> int | None:
    """Return the median's category where it is the same whatever the hidden counts are.

    It only looks at what is shown, so that it tells no more: all hidden answers are placed in
    the lowest hidden category, then in the highest.
    """
    hidden = [index for index, count in enumerate(counts) if count is None]
    shown = [count or 0 for count in counts]
    if not hidden:
        return find_median_rank(shown)
    ranks = set()
    for place in (hidden[0], hidden[-1]):
        trial = list(shown)
        trial[place] += total - sum(shown)
        ranks.add(find_median_rank(trial))
    return ranks.pop() if len(ranks) == 1 else None


def find_quantile(ordered: Sequence[float], portion: Fraction) -> float:
    """Return a quantile by linear interpolation between order statistics, at (n − 1)·p.

    Source: definition 7 of R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages",
    *The American Statistician* 50 (1996), 361-365: that of spreadsheets.

    Args:
        ordered: At least one number, ascending.
        portion: From 0 to 1.
    """
    place = (len(ordered) - 1) * portion
    index = math.floor(place)
    rest = float(place - index)
    low = float(ordered[index])
    return low if rest == 0 else low + rest * (float(ordered[index + 1]) - low)
