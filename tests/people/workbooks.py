"""Small workbooks of Excel, written cell by cell."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def make_workbook(
    rows: dict[str, str],
    strings: tuple[str, ...] = (),
    *,
    formats: tuple[int, ...] = (0,),
    merged: tuple[str, ...] = (),
) -> bytes:
    """Return a workbook with a hidden sheet and one whose cells are ``rows``, as XML by place.

    ``strings`` are the shared strings, ``formats`` the numbers of the formats of its styles,
    ``merged`` the ranges of merged cells.
    """
    by_row: dict[str, str] = {}
    for place, cell in rows.items():
        number = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        by_row[number] = by_row.get(number, "") + cell.replace("<c", f'<c r="{place}"', 1)
    data = "".join(f'<row r="{number}">{cells}</row>' for number, cells in by_row.items())
    shared = "".join(f"<si><t>{escape(each)}</t></si>" for each in strings)
    ranges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    styles = "".join(f'<xf numFmtId="{each}"/>' for each in formats)
    parts = {
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
        '<sheet name="Old" state="hidden" r:id="rId1"/><sheet name="Guests" r:id="rId2"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "old.xml"),
            ("worksheet", "guests.xml"),
            ("sharedStrings", "strings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/old.xml": f'<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>',
        "xl/guests.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData>'
        f"<mergeCells>{ranges}</mergeCells></worksheet>",
        "xl/strings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs>{styles}</cellXfs></styleSheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def inline(text: str) -> str:
    """Return a cell with a text of its own."""
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{listed}</Relationships>'
