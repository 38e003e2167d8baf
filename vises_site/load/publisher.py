"""`content/editeur.yml` and `content/accessibilite.yml`: what the site says of itself."""

from pathlib import Path

from vises_site.language import gettext as _
from vises_site.load.frontmatter import MAXIMUM_DEPTH, measure_depth, parse_mapping
from vises_site.load.names import check_file
from vises_site.load.pictures import check_picture
from vises_site.load.sources import Project, Source, read_source
from vises_site.load.validate import ModelType, build_model
from vises_site.model.publisher import Audit, Publisher, PublisherFields

PUBLISHER_NAME = "editeur.yml"
AUDIT_NAME = "accessibilite.yml"


def read_publisher(project: Project) -> tuple[Source | None, Publisher | None]:
    """Read who answers for the site.

    Returns:
        The file, and what it says; None where there is no file, or a problem hinders it.
    """
    source, fields = _read(project, project.content / PUBLISHER_NAME, PublisherFields)
    if source is None or fields is None:
        return source, None
    for index, support in enumerate(fields.supports):
        spot = ("soutiens", index, "logo")
        logo = check_file(source, project, spot, support.logo)
        if logo is not None:
            check_picture(source, logo, spot)
    return source, Publisher(source.path, fields)


def read_audit(project: Project) -> tuple[Source | None, Audit | None]:
    """Read what the last check of accessibility found, in the same way."""
    return _read(project, project.content / AUDIT_NAME, Audit)


def _read(
    project: Project, path: Path, model: type[ModelType]
) -> tuple[Source | None, ModelType | None]:
    if not path.is_file() and not path.is_symlink():
        return None, None
    source = read_source(project, path)
    if not source.text:
        return source, None
    if measure_depth(source.text) > MAXIMUM_DEPTH:
        source.report(
            "invalid-yaml",
            _("the file is too deeply nested"),
            _("at most {depth} levels").format(depth=MAXIMUM_DEPTH),
            _("write one key a line, each followed by `: ` and its value"),
        )
        return source, None
    node = parse_mapping(source, source.text)
    return source, build_model(source, model, node) if node is not None else None
