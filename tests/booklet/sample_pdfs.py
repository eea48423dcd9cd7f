"""Sample PDFs to impose: every page shows its number and a mark in one corner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

A4 = (595.276, 841.89)
A5 = (419.528, 595.276)
HALF_LETTER = (396.0, 612.0)


def make_numbered_pdf(
    count: int,
    size: tuple[float, float] = A5,
    *,
    sizes: Sequence[tuple[float, float]] = (),
    change: Callable[[Pdf], object] | None = None,
) -> bytes:
    """Return a PDF of ``count`` pages in one font, with numbers and a mark in the upper left."""
    pdf = Pdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for number in range(1, count + 1):
        width, height = sizes[number - 1] if sizes else size
        pdf.add_blank_page(page_size=(width, height))
        page = pdf.pages[-1]
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(
            f"BT /F 120 Tf {width / 4:.2f} {height / 2:.2f} Td ({number}) Tj ET\n"
            f"0.2 0.5 0.8 rg 40 {height - 80:.2f} 60 20 re f\n".encode()
        )
    if change is not None:
        change(pdf)
    return to_bytes(pdf)


def to_bytes(pdf: Pdf, **options: object) -> bytes:
    out = BytesIO()
    pdf.save(out, **({"deterministic_id": True} | options))
    return out.getvalue()


def read_from_the_right(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)


def open_pdf(data: bytes) -> Pdf:
    return pikepdf.open(BytesIO(data))


def box(*values: float) -> Array:
    return Array(list(values))
