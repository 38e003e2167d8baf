"""The data that a report rests on, attached to the PDF that is kept for good."""

from datetime import date

from vises_site.assemble.publication import PublicationSpec
from vises_site.model.publishable import Publishable
from vises_site.press.archiving import DataFile
from vises_site.render.datasets.descriptors import Origin, render_descriptor
from vises_site.render.datasets.documents import Document, render_evaluation

UNDATED = date(2019, 1, 1)
"""Day of data whose publication has none."""


def render_datasets(spec: PublicationSpec, shown: Publishable) -> dict[str, DataFile]:
    """Return the data that a report rests on, by file name: what the site publishes, no more."""
    documents: dict[str, Document] = {}
    titles: dict[str, str] = {}
    for chapter in spec.chapters:
        if chapter.evaluation is not None:
            slug = chapter.evaluation.slug
            for document in render_evaluation(chapter.evaluation, shown.results.get(slug, {})):
                documents[document.name] = document
                titles[document.name] = f"{chapter.evaluation.fields.title} : {document.title}"
    if not documents:
        return {}
    descriptor = render_descriptor(
        spec.slug,
        spec.fields.title,
        "Ce sur quoi repose ce rapport. Les nombres des petits groupes sont masqués.",
        documents.values(),
        Origin(),
    )
    documents[descriptor.name] = descriptor
    dated = (spec.fields.date or UNDATED).strftime("D:%Y%m%d000000Z")
    return {
        name: DataFile(document.content, titles.get(name, document.title), dated)
        for name, document in documents.items()
    }
