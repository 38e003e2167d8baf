"""How a printer's pages lay their inks: black over the others, nothing mixed, nothing clickable."""

from collections.abc import Iterator
from typing import Any

import pikepdf

OVER, OUT = "/VisesOver", "/VisesOut"
"""Our names of the states in which a colour prints over what is below, or knocks it out."""

_FILLS = frozenset(("k", "g", "rg", "sc", "scn", "cs"))


def prepare_inks(pdf: pikepdf.Pdf) -> None:
    """Make black text print over its ground, and take out what a plate cannot show.

    The engine draws each picture as a transparent group with a colour space of its own. Where
    nothing is transparent, such a group only invites a printer's software to convert colours
    once more: it goes. Links mean nothing on paper, and PDF/X forbids them there.

    Args:
        pdf: Is changed.
    """
    states = {
        OVER: pdf.make_indirect(pikepdf.Dictionary({"/op": True, "/OPM": 1})),
        OUT: pdf.make_indirect(pikepdf.Dictionary({"/op": False, "/OPM": 0})),
    }
    is_flat = not _is_transparent(pdf)
    for holder in _list_drawn(pdf):
        if isinstance(holder, pikepdf.Page):
            for key in ("/Annots", *(("/Group",) if is_flat else ())):
                if key in holder.obj:
                    del holder.obj[key]
            holder.obj.Contents = pdf.make_stream(_overprint_black(holder))
        else:
            if is_flat and "/Group" in holder:
                del holder["/Group"]
            holder.write(_overprint_black(holder))
        _name_states(holder.obj if isinstance(holder, pikepdf.Page) else holder, states)


def _list_drawn(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the pages, the forms and the tiles of patterns."""
    yield from pdf.pages
    for item in list(pdf.objects):
        is_stream = isinstance(item, pikepdf.Stream)
        if is_stream and (item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1):
            yield item


def _is_transparent(pdf: pikepdf.Pdf) -> bool:
    """Return whether anything is transparent: by a graphics state, or a picture with a mask."""
    if any(isinstance(item, pikepdf.Stream) and "/SMask" in item for item in pdf.objects):
        return True
    empty = pikepdf.Dictionary()
    for drawn in _list_drawn(pdf):
        holder = drawn.obj if isinstance(drawn, pikepdf.Page) else drawn
        states = holder.get("/Resources", empty).get("/ExtGState", empty)
        if any(_mixes(state) for state in states.values()):
            return True
    return False


def _mixes(state: Any) -> bool:
    if state.get("/SMask", "/None") != "/None" or state.get("/BM", "/Normal") != "/Normal":
        return True
    return any(float(state[key]) < 1 for key in ("/ca", "/CA") if key in state)


def _name_states(holder: Any, states: dict[str, Any]) -> None:
    if "/Resources" not in holder:
        holder.Resources = pikepdf.Dictionary()
    if "/ExtGState" not in holder.Resources:
        holder.Resources.ExtGState = pikepdf.Dictionary()
    for name, state in states.items():
        holder.Resources.ExtGState[name] = state


def _overprint_black(holder: Any) -> bytes:
    """Return a content stream in which pure black prints over, and all other colours do not."""
    # A form begins with what is current where it is drawn
    written: list[Any] = [([pikepdf.Name(OUT)], pikepdf.Operator("gs"))]
    is_over, saved = False, []
    for instruction in pikepdf.parse_content_stream(holder):
        name = str(instruction.operator)
        written.append(instruction)
        if name == "q":
            saved.append(is_over)
        elif name == "Q" and saved:
            is_over = saved.pop()
        elif name in _FILLS:
            is_black = _is_black(name, list(instruction.operands))
            if is_black != is_over:
                state = pikepdf.Name(OVER if is_black else OUT)
                written.append(([state], pikepdf.Operator("gs")))
                is_over = is_black
    return pikepdf.unparse_content_stream(written)


def _is_black(name: str, operands: list[Any]) -> bool:
    """Return whether a colour is all black and nothing else: the engine writes it as CMYK."""
    if name not in ("k", "scn", "sc") or len(operands) != 4:
        return False
    return not any(float(ink) for ink in operands[:3]) and float(operands[3]) == 1
