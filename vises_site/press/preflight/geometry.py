"""Places on a page: boxes and transformations, in points."""

import math
from collections.abc import Iterable, Sequence

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
NOWHERE: Box = (math.inf, math.inf, -math.inf, -math.inf)


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Return the transformation that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def transform(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def transform_box(matrix: Matrix, box: Sequence[float]) -> Box:
    """Return the upright box around a transformed box."""
    left, bottom, right, top = box
    corners = ((left, bottom), (right, bottom), (left, top), (right, top))
    return surround(transform(matrix, x, y) for x, y in corners)


def surround(points: Iterable[tuple[float, float]]) -> Box:
    """Return the smallest box around points; `NOWHERE` for none."""
    placed = list(points)
    if not placed:
        return NOWHERE
    xs, ys = [x for x, _y in placed], [y for _x, y in placed]
    return min(xs), min(ys), max(xs), max(ys)


def overlaps(first: Box, second: Box) -> bool:
    """Return whether two boxes share at least a point; a box may have no width."""
    is_across = first[0] <= second[2] and first[2] >= second[0]
    return is_across and first[1] <= second[3] and first[3] >= second[1]


def intersect(first: Box, second: Box) -> Box:
    """Return what two boxes share; a box without area where they share nothing."""
    left, bottom = max(first[0], second[0]), max(first[1], second[1])
    return left, bottom, max(left, min(first[2], second[2])), max(bottom, min(first[3], second[3]))


def grow(box: Box, length: float) -> Box:
    """Return a box wider by a length on all sides."""
    return box[0] - length, box[1] - length, box[2] + length, box[3] + length


def measure_scale(matrix: Matrix) -> float:
    """Return by how much a transformation enlarges lengths, on average of its directions."""
    a, b, c, d, _e, _f = matrix
    return math.sqrt(abs(a * d - b * c))


def straighten(box: Iterable[object]) -> Box:
    """Return the four numbers of a PDF rectangle, the lower left corner first."""
    x, y, z, w = (float(str(value)) for value in box)
    return min(x, z), min(y, w), max(x, z), max(y, w)
