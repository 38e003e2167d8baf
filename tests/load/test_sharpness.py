"""Portraits that are too small for a brochure."""

import pytest
from PIL import Image

from tests.conftest import PUBLICATION, TESTIMONY, Workspace


@pytest.mark.parametrize(("width_px", "codes"), [(600, ["small-portrait"]), (1000, [])])
def test_a_portrait_too_small_for_print_is_a_warning_at_its_line(
    workspace: Workspace, width_px: int, codes: list[str]
) -> None:
    told = TESTIMONY.replace("rôle:", "portrait: luc.png\n    rôle:", 1)
    line = told.split("\n").index("    portrait: luc.png") + 1 if "    portrait" in told else 0
    workspace.write(
        {"testimonies/la-passerelle/luc.md": told, "content/publications/voix.md": PUBLICATION}
    )
    Image.new("RGB", (width_px, 800)).save(workspace.root / "testimonies/la-passerelle/luc.png")
    found = [p for p in workspace.check(code=0) if p["code"] == "small-portrait"]
    assert [p["code"] for p in found] == codes
    for problem in found:
        assert problem["severity"] == "warning"
        assert problem["line"] == line
        assert "600 pixels" in str(problem["what"])
