"""Facts about a booklet in its own metadata: the PDF that it was made from, and its layout."""

from __future__ import annotations

from dataclasses import replace

from pikepdf import Pdf

from publish.config.booklet_options import Binding, Duplex, SheetLayout
from publish.text.dataclass import dataclass
from publish.writers.booklet import page_forms
from publish.writers.booklet.layout import BookletLayout, lay_out
from publish.writers.booklet.pdf_values import read_text

_ORIGIN, _LAYOUT = "/PublishOrigin", "/PublishLayout"

_MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """The digest of the PDF of a booklet, and the description of its layout, empty if unknown."""

    origin: str
    layout: str


def describe_layout(layout: BookletLayout) -> str:
    """Return a line that is equal for booklets whose pages stand alike on their sheets."""
    settings = layout.settings
    size = layout.sheet_size
    facts: dict[str, object] = {
        "pages": layout.page_count,
        "binding": layout.binding.value,
        "sheet": f"{round(size.width)}x{round(size.height)}",
        "trim": f"{round(layout.trim.width)}x{round(layout.trim.height)}",
        "scale": f"{layout.scale:.4f}",
        "signature": settings.signature or "all",
        "creep": f"{settings.paper_thickness:.4f}",
        "duplex": settings.duplex.value,
        "marks": int(settings.marks),
        "cover": int(settings.cover),
        "back": int(settings.back),
        "blanks": settings.blanks.value,
    }
    if settings.layout is not SheetLayout.FOLDED:
        facts["layout"] = settings.layout.value
    return " ".join(f"{key}={value}" for key, value in facts.items())


def parse_layout(description: str, like: BookletLayout) -> BookletLayout | None:
    """Return the layout that a description names, on sheets ``like`` those of another one.

    None where it is none of this version.
    """
    facts = dict(fact.split("=", 1) for fact in description.split() if "=" in fact)
    try:
        settings = replace(
            like.settings,
            layout=SheetLayout(facts.get("layout", "folded")),
            signature=None if facts["signature"] == "all" else int(facts["signature"]),
            duplex=Duplex(facts["duplex"]),
            cover=facts["cover"] == "1",
            back=facts["back"] == "1",
        )
        pages = int(facts["pages"])
        if not 0 < pages <= _MOST_PAGES:
            return None
        return lay_out(pages, like.trim, settings, Binding(facts["binding"]))
    except (KeyError, ValueError):
        return None


def write_facts(pdf: Pdf, facts: SheetFacts) -> None:
    """Write facts into the metadata of a booklet."""
    pdf.docinfo[_ORIGIN] = facts.origin
    pdf.docinfo[_LAYOUT] = facts.layout


def read_facts(data: bytes) -> SheetFacts | None:
    """Return the facts that a booklet states; None where it is of another program.

    Raises PublishError where the PDF cannot be read.
    """
    with page_forms.quiet_log(), page_forms.pdf_errors():
        pdf, _ = page_forms.open_pdf(data)
        with pdf:
            about = pdf.docinfo
            if _LAYOUT not in about:
                return None
            return SheetFacts(read_text(about.get(_ORIGIN)), read_text(about.get(_LAYOUT)))


def read_title(data: bytes) -> tuple[str, str]:
    """Return the title and the language that a PDF states, each empty where it states none."""
    with page_forms.quiet_log(), page_forms.pdf_errors():
        pdf, _ = page_forms.open_pdf(data)
        with pdf:
            return read_text(pdf.docinfo.get("/Title")), read_text(pdf.Root.get("/Lang"))
