"""The public data of evaluations as files, for those who keep or check a report."""

import csv
import io
import json
from datetime import date
from typing import Any

from vises_site.assemble.publication import PublicationSpec
from vises_site.model.evaluation import Evaluation
from vises_site.press.archiving import DataFile
from vises_site.text.spreadsheets import disarm_cell

UNDATED = date(2019, 1, 1)
"""Day of data whose publication has none."""

Rows = list[list[Any]]


def render_datasets(spec: PublicationSpec) -> dict[str, DataFile]:
    """Return the data that a report rests on, by file name: what it shows, and no more."""
    dated = (spec.fields.date or UNDATED).strftime("D:%Y%m%d000000Z")
    files: dict[str, DataFile] = {}
    for chapter in spec.chapters:
        if chapter.evaluation is not None:
            slug, title = chapter.evaluation.slug, chapter.evaluation.fields.title
            content = render_evaluation(chapter.evaluation)
            files[f"{slug}.json"] = DataFile(content, f"{title} : l'évaluation entière", dated)
            for name, rows in (
                ("indicateurs", list_indicators(chapter.evaluation)),
                ("collecte", list_collections(chapter.evaluation)),
            ):
                description = f"{title} : {name}"
                files[f"{slug}-{name}.csv"] = DataFile(render_csv(rows), description, dated)
    return files


def render_evaluation(evaluation: Evaluation) -> bytes:
    """Return the front matter of an evaluation in JSON, under its French keys.

    Where answers and codebooks lie on the organism's disk is nobody else's business.
    """
    shown = evaluation.fields.model_dump(mode="json", by_alias=True, exclude_none=True)
    for collection in shown.get("collecte", []):
        collection.pop("données", None)
        collection.pop("codebook", None)
    # Testimonies appear under consents of their own
    shown.pop("témoignages", None)
    return (json.dumps(shown, ensure_ascii=False, indent=2) + "\n").encode()


def list_indicators(evaluation: Evaluation) -> Rows:
    """Return the analysis framework, one indicator a row, the heads first."""
    heads = ["dimension", "critères", "indicateur", "id", "nature", "source"]
    heads += ["numérateur", "dénominateur", "période"]
    return [
        heads,
        *(
            [
                dimension.name,
                " | ".join(dimension.criteria),
                indicator.name,
                indicator.id,
                indicator.nature,
                indicator.source,
                indicator.numerator,
                indicator.denominator,
                indicator.period,
            ]
            for dimension in evaluation.fields.framework
            for indicator in dimension.indicators
        ),
    ]


def list_collections(evaluation: Evaluation) -> Rows:
    """Return how data were collected, one way a row, the heads first."""
    return [
        ["méthode", "du", "au", "effectif"],
        *([c.method, c.start, c.end, c.headcount] for c in evaluation.fields.collections),
    ]


def render_csv(rows: Rows) -> bytes:
    r"""Return rows as CSV of UTF-8, no cell of which a spreadsheet takes for a formula.

    >>> render_csv([["=1+1", 2, None]])
    b"'=1+1,2,\r\n"
    """
    written = io.StringIO()
    csv.writer(written).writerows(
        [disarm_cell(c) if isinstance(c, str) else c for c in row] for row in rows
    )
    return written.getvalue().encode()
