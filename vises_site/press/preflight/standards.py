"""Accessibility and archiving standards, judged by an independent validator."""

from collections.abc import Iterator

import page as page_validation

from vises_site.language import gettext as _
from vises_site.press.preflight.demands import Standard
from vises_site.press.preflight.findings import Finding

_PROFILES: dict[Standard, str] = {"UA-1": "pdf-ua-1", "A-3a": "pdf-a-3a"}


def check_standard(content: bytes, standard: Standard) -> Iterator[Finding]:
    """Yield where a file falls short of PDF/UA-1 or PDF/A-3a; nothing for other standards."""
    if standard not in _PROFILES:
        return
    name = f"PDF/{standard}"
    try:
        report = page_validation.validate_pdf_bytes(content, profile=_PROFILES[standard])
    except page_validation.PageError as error:
        yield _find("not-validated", str(error), name)
        return
    for failure in report.failures:
        yield _find("not-conforming", f"{failure.rule_id}: {failure.message}", name)


def _find(code: str, what: str, name: str) -> Finding:
    mend = _("export the document again as {standard}").format(standard=name)
    return Finding(code, "error", what, name, mend)
