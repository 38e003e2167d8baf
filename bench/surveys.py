"""What a large survey costs: every table of it, and a chart of each of its questions.

Usage: `python bench/surveys.py FOLDER [ROWS] [QUESTIONS]`, where FOLDER is an empty folder; prints
the seconds of reading, counting, hiding and drawing, those of the same unchanged, and the number
of charts.
"""

import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

from vises_site.build.surveys import add_figures
from vises_site.load.library import load_library
from vises_site.load.sources import Project
from vises_site.render.charts.frames import WEB_FRAMES
from vises_site.render.charts.keeping import ChartStore

SEED = 2018
KINDS = ("choix-unique", "échelle", "choix-multiple", "nombre")
ANSWERS = 5
EVALUATION = """---
titre: Grande enquête
organismes: [banc]
dispositif: SIS
période: "2018"
question: Combien ?
collecte:
  - {méthode: Questionnaire, données: r.csv, codebook: q.yml, du: 2018-01-01, au: 2018-12-31}
---
Beaucoup de réponses.
"""
ORGANISM = "---\nnom: Banc\ndispositifs: [SIS]\n---\nUn banc.\n"


def write_survey(folder: Path, rows: int, questions: int) -> None:
    """Write an evaluation with one questionnaire, answered at random, alike each time."""
    rng = np.random.default_rng(SEED)
    heads, columns = ["vague", "service"], [rng.integers(1, 3, rows), rng.integers(1, 5, rows)]
    lines = ["titre: Banc", "vague: vague", "groupes: [service]", "questions:"]
    for name, count in (("vague", 2), ("service", 4)):
        options = ", ".join(f"{{code: {n}, libellé: {name} {n}}}" for n in range(1, count + 1))
        lines.append(
            f"  - {{id: {name}, libellé: {name}, type: choix-unique, modalités: [{options}]}}"
        )
    for index in range(questions):
        kind = KINDS[index % len(KINDS)]
        head = f"  - {{id: q{index}, libellé: Question {index}, type: {kind}, public: oui"
        options = ", ".join(f"{{code: {n}, libellé: réponse {n}}}" for n in range(1, ANSWERS + 1))
        lines.append(head + ("}" if kind == "nombre" else f", modalités: [{options}]}}"))
        if kind == "choix-multiple":
            heads += [f"q{index}[{n}]" for n in range(1, ANSWERS + 1)]
            columns += [rng.integers(0, 2, rows) for _n in range(ANSWERS)]
        else:
            heads.append(f"q{index}")
            columns.append(rng.integers(1, 90 if kind == "nombre" else ANSWERS + 1, rows))
    place = folder / "content" / "evaluations" / "banc"
    place.mkdir(parents=True)
    (folder / "content" / "organismes").mkdir()
    (folder / "content" / "organismes" / "banc.md").write_text(ORGANISM, encoding="utf-8")
    (place / "index.md").write_text(EVALUATION, encoding="utf-8")
    (place / "q.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (place / "r.csv").open("w", encoding="utf-8") as file:
        file.write(",".join(heads) + "\n")
        np.savetxt(file, np.column_stack(columns), "%d", ",")


def measure(folder: Path) -> tuple[float, int]:
    """Return the seconds from the files to the drawn charts, and how many there are."""
    begun = time.perf_counter()
    project = Project(folder, folder / "content", folder / "testimonies")
    library, _used = add_figures(
        project, load_library(project, date(2026, 1, 1)), folder / ".vises" / "cache"
    )
    assert [p for p in library.problems if p.severity == "error"] == []
    charts = ChartStore(folder / ".vises" / "cache")
    drawn = [
        charts.draw(next((r for r in found if r.is_wave), found[0]), frames=WEB_FRAMES)
        for found in library.results["banc"].values()
    ]
    return time.perf_counter() - begun, len(drawn)


def main(folder: Path, rows: int = 100_000, questions: int = 60) -> None:
    """Print the measures."""
    write_survey(folder, rows, questions)
    first, count = measure(folder)
    again, _count = measure(folder)
    print(f"{first:.3f} {again:.3f} {count}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
