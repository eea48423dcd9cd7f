"""The record of the printed pages of a book: a text file that is kept with its texts.

The record is knowledge of the editor, not a cache: only he knows which state of the book lies on
the table in two hundred copies.  So it stands in the workspace, in ``printed/``, outside of the
folder of artifacts, and is small enough for version control: a line of JSON for each page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.artifacts.destinations import Destination, check, inputs_of, write
from publish.artifacts.file_marks import RECORD_MARK
from publish.artifacts.plan import Artifact, file_name
from publish.artifacts.record_files import VERSION, decode_flow, parse_record, record_path
from publish.artifacts.reprint.page_lines import PageLine, PageLines
from publish.artifacts.reprint.page_prints import PagePrint, read_prints, renderer
from publish.config.booklet_options import Binding
from publish.config.options import Format
from publish.diagnostics import PublishError
from publish.storage.digests import digest
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from publish.writers.pdf.layout.page_faces import PageFace

__all__ = (
    "PrintRecord",
    "PrintedBooklet",
    "find_changed_pages",
    "read_record",
    "record_path",
    "write_record",
)


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """A printed book: its files by their digests, the date, and its pages.

    ``renderer`` is the version of the program that drew the pages; ``layouts`` are those of the
    sheets, none where no booklet was printed.
    """

    book: str
    edition: str
    date: str
    files: Mapping[str, str]
    binding: Binding
    layouts: tuple[str, ...]
    renderer: str
    pages: tuple[PagePrint, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class PrintedBooklet:
    """A booklet of a book: the name and the content of its file, and its layout in a line."""

    name: str
    content: bytes
    layout: str


def find_changed_pages(pdf: Artifact, faces: Sequence[PageFace]) -> frozenset[int] | None:
    """Return the pages, from 1, that differ from the printed ones; None without a record.

    ``faces`` are those of the layout as it is now.  A page whose layout was not known when it was
    printed counts as unchanged where no page of that record is known.
    """
    try:
        record = read_record(pdf)
    except PublishError:
        return None
    if record is None or not any(page.face for page in record.pages):
        return None
    printed = [page.face for page in record.pages]
    return frozenset(
        face.number
        for face in faces
        if face.number > len(printed) or face.digest != printed[face.number - 1]
    )


def write_record(
    pdf: Artifact,
    data: bytes,
    faces: Sequence[PageFace],
    booklets: Sequence[PrintedBooklet] = (),
) -> Path:
    """Write the record of ``data``, the PDF that was printed, and return its file.

    ``faces`` are its pages as they were laid out, none where they are unknown, ``booklets`` those
    made from it.  Raises PublishError where the record cannot be written.
    """
    destination = _destination(pdf)
    check(destination)  # before the pages are drawn
    pages = read_prints(data)
    if len(faces) == len(pages):
        pages = tuple(
            replace(page, face=face.digest, flow=face.flow)
            for page, face in zip(pages, faces, strict=True)
        )
    name = file_name(replace(pdf, format=Format.PDF))
    files = {name: digest(data)}
    files |= {each.name: digest(each.content) for each in booklets}
    record = PrintRecord(
        pdf.book.name,
        pdf.edition,
        datetime.now().astimezone().isoformat(timespec="seconds"),
        files,
        binding_of(data),
        tuple(each.layout for each in booklets),
        renderer(),
        pages,
    )
    write(destination, _encode(record))
    return destination.path


def binding_of(data: bytes) -> Binding:
    """Return the side on which a PDF says that it is bound."""
    from publish.writers.booklet import page_forms

    with page_forms.quiet_log(), page_forms.pdf_errors():
        pdf, _ = page_forms.open_pdf(data)
        with pdf:
            return page_forms.binding_of(pdf)


def read_record(pdf: Artifact) -> PrintRecord | None:
    """Return the record of an edition, None where there is none.

    Raises PublishError where the file is damaged, or of another version of this program.
    """
    return parse_record(pdf, _decode)


def _destination(pdf: Artifact) -> Destination:
    book = pdf.book
    return Destination(record_path(pdf), book.workspace, inputs=inputs_of(book))


def _encode(record: PrintRecord) -> bytes:
    """Return a record as JSON, a line for each page, so that versions can be compared."""

    def dump(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    head = {
        "book": record.book,
        "edition": record.edition,
        "date": record.date,
        "files": record.files,
        "binding": record.binding.value,
        "layouts": record.layouts,
        "renderer": record.renderer,
    }
    lines = [f"{RECORD_MARK}{VERSION},"]
    lines += [f"{dump(key)}: {dump(value)}," for key, value in head.items()]
    pages = ",\n".join(dump(_encode_page(page)) for page in record.pages)
    return "\n".join([*lines, '"pages": [', pages, "]}", ""]).encode("utf-8", "surrogatepass")


def _encode_page(page: PagePrint) -> dict[str, object]:
    return {
        "folio": page.text.folio,
        "looks": page.looks,
        "face": page.face,
        "size": page.size,
        "flow": (page.flow.part, page.flow.size, page.flow.opening),
        "heads": page.text.heads,
        "lines": [(line.number, line.text) for line in page.text.lines],
    }


def _decode(table: dict[str, Any]) -> PrintRecord:
    return PrintRecord(
        _text(table["book"]),
        _text(table["edition"]),
        _text(table["date"]),
        {_text(name): _text(value) for name, value in table["files"].items()},
        Binding(table["binding"]),
        tuple(map(_text, table["layouts"])),
        _text(table["renderer"]),
        tuple(map(_decode_page, table["pages"])),
    )


def _decode_page(page: dict[str, Any]) -> PagePrint:
    width, height = map(int, page["size"])
    lines = tuple(PageLine(int(number), _text(text)) for number, text in page["lines"])
    text = PageLines(lines, tuple(map(_text, page["heads"])), _text(page["folio"]))
    flow = decode_flow(page)
    return PagePrint(_text(page["looks"]), (width, height), text, _text(page["face"]), flow)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text is expected, not {value!r}"[:80])
    return value
