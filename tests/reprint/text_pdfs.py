"""PDFs of pages with lines of text, made without a layout engine."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Dictionary, Name, Pdf

from tests.booklet.sample_pdfs import A5, read_from_the_right, to_bytes


def make_text_pdf(
    pages: Sequence[str], size: tuple[float, float] = A5, *, right: bool = False, font: int = 11
) -> bytes:
    """Return a PDF with a page for each text, whose lines are divided by ``|``."""
    pdf = Pdf.new()
    face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    shared = pdf.make_indirect(face)
    for number, text in enumerate(pages, start=1):
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[-1]
        page.obj.Resources = Dictionary(Font=Dictionary(F=shared))
        lines = [
            f"BT /F {font} Tf 50 {size[1] - 60 - 16 * n:.1f} Td ({line}) Tj ET"
            for n, line in enumerate(text.split("|"))
        ]
        lines.append(f"BT /F 9 Tf {size[0] / 2:.1f} 30 Td ({number}) Tj ET")
        page.obj.Contents = pdf.make_stream("\n".join(lines).encode())
    if right:
        read_from_the_right(pdf)
    return to_bytes(pdf)


def make_story(topic: str, pages: int = 8) -> list[str]:
    """Return pages of sentences about a topic, no phrase of which another topic has."""
    letters = "abcdefghijklmnop"
    return [
        "|".join(" ".join(f"{topic}{page}{line}{word}" for word in "wxyz") for line in letters[:6])
        for page in letters[:pages]
    ]
