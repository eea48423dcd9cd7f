"""Stage 3: laid-out pages to a file that knows its title, its language and how its pages turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publish.model import Dir, Work
from publish.theme import Theme

if TYPE_CHECKING:
    from weasyprint import Document


def finished(laid: Document, work: Work, theme: Theme) -> bytes:
    """Return the bytes of the PDF: outline, page labels, direction, title and names of fonts."""

    def finish(_document: Document, pdf: Any) -> None:
        _preferences(pdf, work)
        _labels(pdf)
        _font_names(pdf, theme)

    written = laid.write_pdf(finisher=finish, pdf_identifier=None)
    assert isinstance(written, bytes)
    return written


def _preferences(pdf: Any, work: Work) -> None:
    """Show the title in the window, the outline beside the page, the pages in their direction."""
    from weasyprint.pdf import pydyf

    direction = "/R2L" if work.dir is Dir.RTL else "/L2R"
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(
        {"DisplayDocTitle": "true", "Direction": direction}
    )
    pdf.catalog["PageLayout"] = "/TwoPageRight"
    if "Outlines" in pdf.catalog:
        pdf.catalog["PageMode"] = "/UseOutlines"


def _labels(pdf: Any) -> None:
    """Number the pages as their folios do: from the title page on."""
    from weasyprint.pdf import pydyf

    pdf.catalog["PageLabels"] = pydyf.Dictionary(
        {"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D", "St": 1})])}
    )


def _font_names(pdf: Any, theme: Theme) -> None:
    """Call each font by its family's own name and not by its role in the style sheet."""
    names = {f"Theme-{face.script.title()}": face.family.replace(" ", "-") for face in theme.faces}
    for found in pdf.objects:
        for key in ("BaseFont", "FontName"):
            name = found.get(key) if isinstance(found, dict) else None
            if isinstance(name, bytes | str):
                text = name.decode() if isinstance(name, bytes) else name
                for role, family in names.items():
                    text = text.replace(f"+{role}", f"+{family}")
                found[key] = text
