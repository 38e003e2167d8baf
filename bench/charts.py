"""What a chart costs: a thousand of them, each with its words and its table, after the first.

Usage: `python bench/charts.py [COUNT]`; prints the milliseconds of the first chart, those of each
of the others in the two layouts of a page and in one on paper, and the share of our limit that the
slower takes. Exit status 1 where it is passed.
"""

import sys
import time
from collections.abc import Callable, Iterator

from vises_site.model.codebook import Question
from vises_site.model.results import Distribution, Result, Share
from vises_site.press.profiles import SHEETS
from vises_site.render.charts.frames import WEB_FRAMES, Frame, make_paper_frame
from vises_site.render.charts.making import render_chart

LIMIT_MS = 80
LABELS = [f"Une réponse de longueur usuelle, la {n}e" for n in range(1, 7)]
TYPES = ("choix-unique", "choix-multiple", "échelle")


def list_results(count: int) -> Iterator[Result]:
    """Yield results of all types, without groups and with two to six of them."""
    for index in range(count):
        kind = TYPES[index % 3]
        modalities = [{"code": str(i), "libellé": label} for i, label in enumerate(LABELS)]
        question = Question.model_validate(
            {
                "id": f"q{index}",
                "libellé": f"Question {index}",
                "type": kind,
                "modalités": modalities,
            }
        )
        groups = tuple(make_distribution(f"Groupe {n}", index + n) for n in range((index // 3) % 7))
        whole = make_distribution("", index)
        yield Result(question, "Banc", "2018", whole, groups if len(groups) > 1 else ())


def make_distribution(label: str, seed: int) -> Distribution:
    """Return figures that differ from one seed to the next."""
    counts = [5 + (seed * (i + 3)) % 23 for i in range(len(LABELS))]
    total = sum(counts)
    shares = tuple(
        Share(str(i), name, n, round(100 * n / total), 100 * n / total, 100 * n / total + 9)
        for i, (name, n) in enumerate(zip(LABELS, counts, strict=True))
    )
    return Distribution(label, label, total, 3, shares)


def measure(draw: Callable[[Result], object], results: list[Result]) -> float:
    """Return the milliseconds of one result, on average."""
    begun = time.perf_counter()
    for result in results:
        draw(result)
    return 1000 * (time.perf_counter() - begun) / len(results)


def main(count: int) -> int:
    """Print the measures; return the exit status."""
    results = list(list_results(count))
    paper: tuple[Frame, ...] = (make_paper_frame(SHEETS["A5"], "print"),)
    first = measure(render_chart, results[:1])
    web = measure(lambda result: render_chart(result, frames=WEB_FRAMES), results)
    press = measure(lambda result: render_chart(result, frames=paper), results)
    ratio = max(web, press) / LIMIT_MS
    print(f"{first:.0f} {web:.1f} {press:.1f} {ratio:.3f}")
    return 0 if ratio <= 1 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
