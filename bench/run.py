"""Measures builds side by side in one run, and prints ratios against the limits we hold.

Usage: `python bench/run.py [--quick]`; `--quick` takes 200 pages instead of 1,000, and 20 variants
instead of 60.
Exit status 1 where a limit is passed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from corpus import write_material, write_ours, write_variants

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Run:
    """One command: wall seconds, and peak resident memory in MB of its largest process."""

    seconds: float
    memory_mb: float


def measure(command: list[str], folder: Path) -> Run:
    """Run a command to its end.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    # What the run before still has to write to disk must not be paid for by this one
    os.sync()
    begun = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(time.monotonic() - begun, usage.ru_maxrss / 1024)


def forget(folder: Path) -> None:
    """Delete what builds made."""
    for name in ("site", "imprimerie", ".vises", "registre"):
        shutil.rmtree(folder / name, ignore_errors=True)


def measure_fresh(command: list[str], folder: Path) -> Run:
    """Return the quickest of three builds from nothing: a short run suffers most from others."""
    runs = []
    for _time in range(3):
        forget(folder)
        runs.append(measure(command, folder))
    return min(runs, key=lambda run: run.seconds)


@dataclass(frozen=True)
class Guards(Run):
    """What the guards of a build take: their share is of the build without them."""

    share: float


def measure_guards(folder: Path) -> Guards:
    """Return the smallest share of three builds from nothing, each measured from inside."""
    found = []
    for _time in range(3):
        forget(folder)
        command = [sys.executable, str(ROOT / "bench" / "guards.py"), str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        whole, guards = map(float, done.stdout.split())
        found.append(Guards(guards, 0, guards / (whole - guards)))
    return min(found, key=lambda run: run.share)


def measure_variants(folder: Path, count: int) -> tuple[Run, Run, Run]:
    """Return how long a brochure's variants for `count` organisms take a printer's profile.

    With one worker, with two, and once more with two where nothing changed. The memory is that of
    the largest process, which is a worker.
    """
    write_variants(folder, count)
    command = [str(BIN / "vises"), "-q", "publish", "carnet", "--profile", "impression", "--jobs"]
    runs = []
    for jobs in (1, 2):
        forget(folder)
        runs.append(measure([*command, str(jobs)], folder))
    return runs[0], runs[1], measure([*command, "2"], folder)


PUBLICATION = """---
titre: Banc
genre: brochure
format: A5
sections:
  - témoignages: {dispositif: SIS, limite: 18}
  - organismes: {dispositif: SIS}
---
Une brochure d'une quarantaine de pages.
"""


def measure_press(folder: Path) -> tuple[Run, Run, float]:
    """Return a publication in all profiles, the same unchanged, and one bare run's seconds."""
    path = folder / "content" / "publications" / "banc.md"
    path.parent.mkdir(parents=True)
    path.write_text(PUBLICATION, encoding="utf-8")
    command = [sys.executable, str(ROOT / "bench" / "press.py"), str(folder), "banc"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    bare, ours, unchanged, _pages = map(float, done.stdout.split())
    return Run(ours, 0), Run(unchanged, 0), bare


def measure_survey(folder: Path, rows: int) -> tuple[Run, Run]:
    """Return all figures and charts of a questionnaire of sixty questions, and the same again.

    The memory is that of writing the answers and of all that follows.
    """
    folder.mkdir()
    command = [sys.executable, str(ROOT / "bench" / "surveys.py"), str(folder), str(rows)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    first, again, _charts = map(float, process.stdout.read().split())
    _pid, _status, usage = os.wait4(process.pid, 0)
    return Run(first, usage.ru_maxrss / 1024), Run(again, 0)


def measure_charts(count: int) -> float:
    """Return the milliseconds that each chart after the first takes in its two layouts."""
    command = [sys.executable, str(ROOT / "bench" / "charts.py"), str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return float(done.stdout.split()[1])


def main(count: int, variants: int) -> int:
    """Measure everything; return the exit status."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for project, write, size in (
            ("material", write_material, count),
            ("ours", write_ours, count),
            ("twice", write_ours, 2 * count),
        ):
            write(folder / project, size)
        for part in ("content", "testimonies"):
            shutil.copytree(ROOT / part, folder / "demo" / part)
        shutil.copy(ROOT / "mkdocs.yml", folder / "demo")
        vises = [str(BIN / "vises"), "-q", "build"]
        material = measure([str(BIN / "mkdocs"), "build", "-q"], folder / "material")
        ours = measure_fresh([*vises, "--no-publications"], folder / "ours")
        again = measure([*vises, "--no-publications"], folder / "ours")
        guards = measure_guards(folder / "ours")
        twice = measure_fresh([*vises, "--no-publications"], folder / "twice")
        demo = measure(vises, folder / "demo")
        demo_again = measure(vises, folder / "demo")
        alone, together, unchanged = measure_variants(folder / "variants", variants)
        write_ours(folder / "press", 40)
        press, press_again, bare = measure_press(folder / "press")
        survey, survey_again = measure_survey(folder / "survey", 100 * count)
        chart_ms = measure_charts(count)
    rows = [
        (f"plain Material, {count} pages in the navigation", material, "", True),
        (f"ours, {count} testimonies", ours, *judge(ours.seconds / material.seconds, 0.15)),
        (f"ours, {count}, over an earlier result", again, "", True),
        (f"ours, {2 * count} testimonies", twice, *judge(twice.seconds / ours.seconds, 2.2)),
        ("its sanitising, consent and scanning", guards, *judge(guards.share, 0.10)),
        ("demo site with its PDFs, cold", demo, *judge(demo.seconds / 40, 1)),
        ("demo site with its PDFs, unchanged", demo_again, "", True),
        ("a brochure in all profiles", press, *judge(press.seconds / bare, 1.5)),
        ("the same, unchanged", press_again, *judge(press_again.seconds, 0.3)),
        ("memory of ours against 400 MB", ours, *judge(ours.memory_mb / 400, 1)),
        (f"{variants} variants, one worker", alone, "", True),
        (
            f"{variants} variants, two workers",
            together,
            *judge(together.seconds / alone.seconds, 0.556),
        ),
        (f"{variants} variants, unchanged", unchanged, "", True),
        ("memory of a worker against 500 MB", together, *judge(together.memory_mb / 500, 1)),
        (f"a survey of {100 * count} answers", survey, *judge(survey.seconds / 20, 1)),
        ("the same, unchanged", survey_again, "", True),
        ("its memory against 1,024 MB", survey, *judge(survey.memory_mb / 1024, 1)),
        ("a chart of many", Run(chart_ms / 1000, 0), *judge(chart_ms / 80, 1)),
    ]
    for label, run, verdict, _is_kept in rows:
        print(f"{label:<52}{run.seconds:>8.2f} s{run.memory_mb:>8.0f} MB  {verdict}")
    return 0 if all(row[3] for row in rows) else 1


def judge(ratio: float, limit: float) -> tuple[str, bool]:
    """Return a ratio beside its limit, and whether the limit is kept."""
    return f"{ratio:.3f} of at most {limit:g}", ratio <= limit


if __name__ == "__main__":
    sys.exit(main(200, 20) if "--quick" in sys.argv else main(1000, 60))
