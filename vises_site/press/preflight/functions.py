"""PDF functions: how a spot colour or a shading becomes inks.

Source: ISO 32000-2, 7.10.
"""

import math
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import pikepdf

Values = tuple[float, ...]
Function = Callable[[Sequence[float]], Values]

_STACK_LIMIT = 100


class UnknownFunctionError(ValueError):
    """The function is damaged, or of no type that the standard knows."""


def read_function(source: Any) -> Function:
    """Return a PDF function as a Python one; an array of functions gives one value each.

    Raises:
        UnknownFunctionError: It is damaged, or of no known type.
    """
    try:
        if isinstance(source, pikepdf.Array):
            parts = [read_function(part) for part in source]
            return lambda inputs: tuple(part(inputs)[0] for part in parts)
        makers = {0: _read_sampled, 2: _read_exponential, 3: _read_stitching, 4: _read_calculator}
        inner = makers[int(source.FunctionType)](source)
        domain = _read_pairs(source.Domain)
        limits = _read_pairs(source.get("/Range", []))
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, RecursionError) as error:
        raise UnknownFunctionError(str(error)) from error

    def compute(inputs: Sequence[float]) -> Values:
        inside = [_clamp(x, *pair) for x, pair in zip(inputs, domain, strict=False)]
        outputs = inner(inside)
        if limits:
            return tuple(_clamp(y, *pair) for y, pair in zip(outputs, limits, strict=False))
        return outputs

    return compute


def _clamp(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def _read_pairs(array: Any) -> list[tuple[float, float]]:
    numbers = [float(value) for value in array]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _scale(x: float, start: tuple[float, float], to: tuple[float, float]) -> float:
    (low, high), (first, last) = start, to
    return first if high == low else first + (x - low) * (last - first) / (high - low)


def _read_sampled(source: Any) -> Function:
    """Read a table of samples, between which values are interpolated on each axis."""
    sizes = [int(size) for size in source.Size]
    bits = int(source.BitsPerSample)
    domain, limits = _read_pairs(source.Domain), _read_pairs(source.Range)
    encode = _read_pairs(source.get("/Encode", [v for s in sizes for v in (0, s - 1)]))
    decode = _read_pairs(source.get("/Decode", [v for pair in limits for v in pair]))
    data = int.from_bytes(source.read_bytes())
    length = len(source.read_bytes()) * 8
    width, top = len(limits), (1 << bits) - 1

    def look_up(place: Sequence[int]) -> Values:
        index, step = 0, 1
        for position, size in zip(place, sizes, strict=True):
            index, step = index + position * step, step * size
        first = index * width * bits
        raw = [
            (data >> (length - first - (part + 1) * bits)) & top if length >= first else 0
            for part in range(width)
        ]
        return tuple(_scale(value, (0, top), pair) for value, pair in zip(raw, decode, strict=True))

    def compute(inputs: Sequence[float]) -> Values:
        places = [
            _clamp(_scale(x, *pairs), 0, size - 1)
            for x, *pairs, size in zip(inputs, domain, encode, sizes, strict=True)
        ]
        total = [0.0] * width
        for corner in product((0, 1), repeat=len(places)):
            weight, place = 1.0, []
            for position, upper, size in zip(places, corner, sizes, strict=True):
                low = min(math.floor(position), max(size - 2, 0))
                part = position - low
                weight *= part if upper else 1 - part
                place.append(min(low + upper, size - 1))
            if weight:
                total = [t + weight * v for t, v in zip(total, look_up(place), strict=True)]
        return tuple(total)

    return compute


def _read_exponential(source: Any) -> Function:
    low = [float(value) for value in source.get("/C0", [0])]
    high = [float(value) for value in source.get("/C1", [1])]
    exponent = float(source.N)

    def compute(inputs: Sequence[float]) -> Values:
        share = inputs[0] ** exponent if inputs[0] or exponent > 0 else 1.0
        return tuple(a + share * (b - a) for a, b in zip(low, high, strict=True))

    return compute


def _read_stitching(source: Any) -> Function:
    parts = [read_function(part) for part in source.Functions]
    bounds = [float(value) for value in source.Bounds]
    encode = _read_pairs(source.Encode)
    low, high = _read_pairs(source.Domain)[0]
    edges = [low, *bounds, high]

    def compute(inputs: Sequence[float]) -> Values:
        x = inputs[0]
        index = sum(x >= bound for bound in bounds)
        return parts[index]([_scale(x, (edges[index], edges[index + 1]), encode[index])])

    return compute


def _parse_procedure(tokens: list[str]) -> list[Any]:
    """Return the tokens up to the closing brace, inner procedures as lists."""
    parsed: list[Any] = []
    while tokens:
        token = tokens.pop(0)
        if token == "{":
            parsed.append(_parse_procedure(tokens))
        elif token == "}":
            return parsed
        else:
            try:
                parsed.append(float(token))
            except ValueError:
                parsed.append(token)
    raise UnknownFunctionError("a brace is not closed")


def _shift(value: float, by: float) -> float:
    return int(value) << int(by) if by >= 0 else int(value) >> -int(by)


_ONE: dict[str, Callable[[float], float]] = {
    "abs": abs,
    "neg": lambda a: -a,
    "ceiling": math.ceil,
    "floor": math.floor,
    "round": lambda a: math.floor(a + 0.5),
    "truncate": math.trunc,
    "sqrt": math.sqrt,
    "sin": lambda a: math.sin(math.radians(a)),
    "cos": lambda a: math.cos(math.radians(a)),
    "ln": math.log,
    "log": math.log10,
    "cvi": int,
    "cvr": float,
    "not": lambda a: not a if isinstance(a, bool) else ~int(a),
}
_TWO: dict[str, Callable[[float, float], float]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b if b else 0.0,
    "idiv": lambda a, b: int(a / b) if b else 0,
    "mod": lambda a, b: math.fmod(a, b) if b else 0.0,
    "exp": lambda a, b: float(a**b),
    "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360,
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "and": lambda a, b: int(a) & int(b),
    "or": lambda a, b: int(a) | int(b),
    "xor": lambda a, b: int(a) ^ int(b),
    "bitshift": _shift,
}


def _read_calculator(source: Any) -> Function:
    """Read a PostScript calculator function."""
    text = source.read_bytes().decode("latin-1").replace("{", " { ").replace("}", " } ")
    lines = (line.partition("%")[0] for line in text.splitlines())
    tokens = " ".join(lines).split()
    if not tokens or tokens.pop(0) != "{":
        raise UnknownFunctionError("no procedure")
    procedure = _parse_procedure(tokens)

    def compute(inputs: Sequence[float]) -> Values:
        stack = list(inputs)
        try:
            _run(procedure, stack)
        except (IndexError, ValueError, ArithmeticError, TypeError) as error:
            raise UnknownFunctionError(str(error)) from error
        return tuple(float(value) for value in stack)

    return compute


def _run(procedure: list[Any], stack: list[Any]) -> None:
    for index, token in enumerate(procedure):
        if not isinstance(token, str):
            # A procedure waits on the stack for the `if` that follows it
            stack.append(token)
        elif token in _ONE:
            stack.append(_ONE[token](stack.pop()))
        elif token in _TWO:
            last = stack.pop()
            stack.append(_TWO[token](stack.pop(), last))
        elif token == "if":
            chosen = stack.pop()
            if stack.pop():
                _run(chosen, stack)
        elif token == "ifelse":
            otherwise, chosen = stack.pop(), stack.pop()
            _run(chosen if stack.pop() else otherwise, stack)
        else:
            _move(token, stack)
        if len(stack) > _STACK_LIMIT:
            raise UnknownFunctionError(f"too many values after step {index}")


def _move(token: str, stack: list[Any]) -> None:
    """Run an operator that only moves values, or stands for one."""
    if token in ("true", "false"):
        stack.append(token == "true")
    elif token == "pop":
        stack.pop()
    elif token == "exch":
        stack[-1], stack[-2] = stack[-2], stack[-1]
    elif token == "dup":
        stack.append(stack[-1])
    elif token == "copy":
        count = int(stack.pop())
        stack.extend(stack[len(stack) - count :])
    elif token == "index":
        stack.append(stack[-1 - int(stack.pop())])
    elif token == "roll":
        by, count = int(stack.pop()), int(stack.pop())
        if count > 0:
            top = stack[-count:]
            by %= count
            stack[-count:] = top[count - by :] + top[: count - by]
    else:
        raise UnknownFunctionError(f"unknown operator {token}")
