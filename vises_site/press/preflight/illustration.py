"""The report of a preflight for people: page by page, the findings drawn where they are."""

import base64
import io
from html import escape

import pypdfium2

from vises_site.language import get_language, ngettext
from vises_site.language import gettext as _
from vises_site.press.preflight.boxes import PageBoxes
from vises_site.press.preflight.findings import TOO_COMPLEX, Finding, Report
from vises_site.press.profiles import POINTS_PER_MM

THUMBNAIL_PX = 300
"""Height of a page's picture; pages without a finding are shown smaller."""

_STYLE = """
:root { color-scheme: light; }
body { font: 17px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem;
  color: #1d1b1a; background: #fbf7f0; }
h1 { font: 400 2.2rem/1.15 Georgia, serif; margin: 0 0 .4rem; overflow-wrap: anywhere; }
h2 { font: 700 1rem/1.5 system-ui, sans-serif; margin: 0 0 .6rem; }
.verdict { font-size: 1.2rem; margin: 0 0 2rem; }
section { display: grid; grid-template-columns: auto 1fr; gap: 2rem; padding: 1.5rem 0;
  border-top: 1px solid #d9d0c2; }
figure { margin: 0; align-self: start; } figure div { position: relative; width: max-content; }
figure img { display: block; height: 300px; background: #fff; outline: 1px solid #d9d0c2; }
figure svg { position: absolute; inset: 0; width: 100%; height: 100%; }
rect { fill: none; stroke-width: 1.2; vector-effect: non-scaling-stroke; }
.trim { stroke: #1b5560; stroke-dasharray: 3 3; } .error { stroke: #b00020; }
.warning { stroke: #a86400; }
figcaption { font-size: .8rem; color: #5a5450; }
ul { margin: 0; padding: 0; list-style: none; } li { margin: 0 0 1rem; }
li b { display: block; } .errors b { color: #9b001c; } .warnings b { color: #7a4800; }
li span { display: block; color: #5a5450; }
.clean { display: flex; flex-wrap: wrap; gap: 1rem; } .clean img { height: 150px; }
@media (max-width: 40rem) { section { grid-template-columns: 1fr; } }
"""


def render_report(report: Report, content: bytes) -> str:
    """Return a report as one HTML page that needs nothing else.

    Args:
        report: What was found.
        content: The file that was looked at.
    """
    is_drawable = not any(finding.code == TOO_COMPLEX for finding in report.findings)
    parts = [_render_document(report), *(_render_pages(report, content) if is_drawable else [])]
    if not is_drawable:
        parts.append(_list_findings([f for f in report.findings if f.page]))
    return (
        f'<!doctype html>\n<html lang="{get_language()}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(report.file)}</title><style>{_STYLE}</style></head>\n"
        f"<body><main>\n{chr(10).join(parts)}\n</main></body></html>\n"
    )


def _render_pages(report: Report, content: bytes) -> list[str]:
    """Return the pages with findings, then those without, in a row."""
    parts, quiet = [], []
    document = pypdfium2.PdfDocument(content)
    try:
        for index in range(len(document)):
            found = [finding for finding in report.findings if finding.page == index + 1]
            boxes, picture = _read(document, index), _draw_page(document, index)
            figure = _render_figure(picture, boxes, found, _describe_page(report, index))
            if found:
                parts.append(f"<section>{figure}{_list_findings(found)}</section>")
            else:
                quiet.append(figure)
    finally:
        document.close()
    if quiet:
        title = escape(_("Pages without findings"))
        parts.append(f'<h2>{title}</h2><div class="clean">{"".join(quiet)}</div>')
    return parts


def summarise_report(report: Report) -> str:
    """Return in one line how a file is."""
    if report.is_clean:
        return _("nothing found: ready ({profile})").format(profile=report.profile)
    counts = (
        ngettext("{count} error", "{count} errors", report.errors).format(count=report.errors),
        ngettext("{count} warning", "{count} warnings", report.warnings).format(
            count=report.warnings
        ),
    )
    return f"{', '.join(counts)} ({report.profile})"


def _render_document(report: Report) -> str:
    found = [finding for finding in report.findings if not finding.page]
    head = f"<h1>{escape(report.file)}</h1>"
    head += f'<p class="verdict">{escape(summarise_report(report))}</p>'
    return head + (_list_findings(found) if found else "")


def _list_findings(findings: list[Finding]) -> str:
    items = []
    for finding in findings:
        times = f" (× {finding.count})" if finding.count > 1 else ""
        place = f" – {name_place(finding)}" if finding.place_mm else ""
        items.append(
            f'<li class="{finding.severity}s"><b>{escape(finding.what)}{times}</b>'
            f"<span>{escape(_('expected:'))} {escape(finding.expected)}</span>"
            f"<span>{escape(finding.mend)}{escape(place)}</span></li>"
        )
    return f"<ul>{''.join(items)}</ul>"


def name_place(finding: Finding) -> str:
    """Return where on its page a finding is, in words; empty where it is all of it."""
    if finding.place_mm is None:
        return ""
    x, y, width, height = finding.place_mm
    return _("at {x} × {y} mm, {width} × {height} mm large").format(
        x=f"{x:g}", y=f"{y:g}", width=f"{width:g}", height=f"{height:g}"
    )


def _read(document: pypdfium2.PdfDocument, index: int) -> PageBoxes:
    page = document[index]
    media = page.get_mediabox()
    trim = page.get_trimbox(fallback_ok=False) or None
    return PageBoxes(media, trim, None, page.get_cropbox(fallback_ok=False) or None, 1.0)


def _draw_page(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    page.set_cropbox(*page.get_mediabox())
    page.set_rotation(0)
    bitmap = page.render(scale=THUMBNAIL_PX / max(page.get_height(), 1))
    coded = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(coded, "JPEG", quality=70, optimize=True)
    return base64.b64encode(coded.getvalue()).decode()


def _render_figure(picture: str, boxes: PageBoxes, findings: list[Finding], caption: str) -> str:
    left, bottom, right, top = boxes.media
    trim = boxes.trimmed
    shapes = [_draw_box("trim", trim[0], top - trim[3], trim[2] - trim[0], trim[3] - trim[1])]
    for finding in findings:
        if finding.place_mm:
            x, y, width, height = (value * POINTS_PER_MM for value in finding.place_mm)
            x, y = trim[0] + x, top - trim[3] + y
            shapes.append(_draw_box(finding.severity, x, y, max(width, 4), max(height, 4)))
    return (
        f'<figure><div><img src="data:image/jpeg;base64,{picture}" alt="{escape(caption)}">'
        f'<svg viewBox="{left:g} 0 {right - left:g} {top - bottom:g}" aria-hidden="true" '
        f'preserveAspectRatio="xMidYMin meet">{"".join(shapes)}</svg></div>'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def _draw_box(kind: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
    )


def _describe_page(report: Report, index: int) -> str:
    facts = report.pages[index]
    parts = [
        _("page {number}").format(number=index + 1),
        f"{facts.width_mm:g} × {facts.height_mm:g} mm",
    ]
    if facts.ink_max_percent is not None:
        parts.append(_("ink {percent} %").format(percent=round(facts.ink_max_percent)))
    return " · ".join(parts)
