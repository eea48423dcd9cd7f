"""PDFs for an archive: what they claim, what they carry, and the check that reads them again.

Controls are the same pages in other profiles, and files in which one thing was changed.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from pikepdf import Name
from PIL import Image

from publish.config.pdf_profiles import PRESETS, PdfVariant
from publish.diagnostics.rules.archives import NOT_FOR_ARCHIVE, NOT_PROVED
from publish.document.model import Creator, Link, Text, Words, Work
from publish.preflight.archive import check_archive
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.output.archive_pictures import conform_picture
from publish.writers.pdf.output.attachments import Attachment

from .accessible_books import book_with_all_elements
from .conftest import book, chapter, para

DATE = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
FILES = (
    Attachment("שיעור.txt", "שלום\r\n".encode(), "text/plain", DATE, "sources/שיעור.txt"),
    Attachment("publish.toml", b"# mine\n", "application/toml", DATE, "publish.toml"),
)
NAMES = tuple(each.name for each in FILES)


def write(work: Work, theme: Theme, profile: str, **more: Any) -> bytes:
    options = pdf.PdfOptions(profile=PRESETS[profile], date=DATE, **more)
    return pdf.write(work, theme, options).value


@pytest.fixture(scope="session")
def archive_file(classic: Theme) -> bytes:
    return write(book_with_all_elements(), classic, "archive-source", attachments=FILES)


def messages(data: bytes, variant: PdfVariant = PdfVariant.A_3U) -> list[str]:
    names = NAMES if variant is PdfVariant.A_3U else ()
    return [each.message for each in check_archive(data, variant, names)]


def packet(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as file:
        return str(file.Root.Metadata.read_bytes().decode())


def test_a_file_for_an_archive_is_what_it_claims(archive_file: bytes):
    assert messages(archive_file) == []
    assert "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>" in packet(
        archive_file
    )
    assert "<xmp:ModifyDate>2025-01-02T03:04:05Z</xmp:ModifyDate>" in packet(archive_file)


@pytest.mark.parametrize("profile", ["screen", "accessible"])
def test_other_files_are_not_for_an_archive(profile: str, classic: Theme):
    data = write(book_with_all_elements(), classic, profile)
    assert any("the metadata" in each for each in messages(data, PdfVariant.A_2U))


def test_a_book_without_a_title_claims_no_pdf_ua(classic: Theme, archive_file: bytes):
    data = write(book(chapter("Ink", para("gall")), title=Words()), classic, "archive")
    assert messages(data, PdfVariant.A_2U) == []
    assert "<pdfuaid:part>" not in packet(data)
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet(archive_file)


def test_equal_books_have_equal_files_and_the_date_is_in_them(classic: Theme):
    work = book(chapter("Ink", para("gall")))
    first, again = (write(work, classic, "archive-source", attachments=FILES) for _ in range(2))
    later = replace(FILES[0], changed=DATE.replace(year=2026))
    assert first == again != write(work, classic, "archive-source", attachments=(later, FILES[1]))


def test_metadata_have_what_a_catalogue_asks_for(classic: Theme):
    work = book(
        chapter("Ink", para("gall")),
        title=Words((("en", "Ink & <Skin>\x0b"), ("he", "דיו"))),
        creators=(
            Creator(Words((("en", "A. Scribe"),))),
            Creator(Words((("en", "B. Binder"),)), "bnd"),
        ),
        publisher="The Press",
        rights="CC BY 4.0",
        identifier="urn:isbn:9780000000002",
        subjects=(Words((("en", "Ink"),)),),
        description=Words((("en", "Of ink."),)),
    )
    data = write(work, classic, "archive")
    assert messages(data, PdfVariant.A_2U) == []
    for line in (
        '<rdf:li xml:lang="x-default">Ink &amp; &lt;Skin&gt;</rdf:li>',
        '<rdf:li xml:lang="he">דיו</rdf:li>',
        "<dc:creator><rdf:Seq><rdf:li>A. Scribe</rdf:li></rdf:Seq></dc:creator>",
        "<dc:contributor><rdf:Bag><rdf:li>B. Binder</rdf:li></rdf:Bag></dc:contributor>",
        "<dc:publisher><rdf:Bag><rdf:li>The Press</rdf:li></rdf:Bag></dc:publisher>",
        '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">CC BY 4.0</rdf:li></rdf:Alt></dc:rights>',
        "<dc:identifier>urn:isbn:9780000000002</dc:identifier>",
        "<dc:subject><rdf:Bag><rdf:li>Ink</rdf:li></rdf:Bag></dc:subject>",
    ):
        assert line in packet(data)


# --- attached files


def test_attached_files_have_their_bytes_names_and_dates(archive_file: bytes):
    with pikepdf.open(io.BytesIO(archive_file)) as file:
        specifications = list(file.Root.AF)
        assert [str(each.UF) for each in specifications] == list(NAMES)
        for each, expected in zip(specifications, FILES, strict=True):
            stream = each.EF.F
            assert stream.read_bytes() == expected.data
            assert each.AFRelationship == Name.Source
            assert str(each.Desc) == expected.description
            assert stream.Subtype == Name(f"/{expected.media_type}")
            assert str(stream.Params.ModDate) == "D:20250102030405Z"
            assert bytes(stream.Params.CheckSum) == hashlib.md5(expected.data).digest()
        assert set(file.attachments) == set(NAMES)


def test_an_archive_without_sources_has_no_attached_files(classic: Theme):
    data = write(book(chapter("Ink", para("gall"))), classic, "archive")
    with pikepdf.open(io.BytesIO(data)) as file:
        assert "/AF" not in file.Root
        assert not file.attachments


# --- faults that the check finds


def _without_intent(file: pikepdf.Pdf) -> None:
    del file.Root.OutputIntents


def _other_level(file: pikepdf.Pdf) -> None:
    data = file.Root.Metadata.read_bytes().replace(b">U</pdfaid", b">B</pdfaid")
    file.Root.Metadata.write(data)


def _other_schema(file: pikepdf.Pdf) -> None:
    data = file.Root.Metadata.read_bytes().replace(
        b"<pdf:Producer>", b'<x:y xmlns:x="http://example.org/">z</x:y><pdf:Producer>'
    )
    file.Root.Metadata.write(data)


def _without_texts(file: pikepdf.Pdf) -> None:
    font = next(iter(file.pages[0].Resources.Font.values()))
    font.ToUnicode.write(b"".join(font.ToUnicode.read_bytes().splitlines(keepends=True)[:14]))


def _hidden_link(file: pikepdf.Pdf) -> None:
    next(link for page in file.pages for link in page.get("/Annots", [])).F = 2


def _four_colours(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    page.contents_add(b"0 0 0 1 k 0 0 5 5 re f")


def _script(file: pikepdf.Pdf) -> None:
    link = next(link for page in file.pages for link in page.get("/Annots", []))
    link.A = pikepdf.Dictionary(S=Name.JavaScript, JS=pikepdf.String("1"))


def _other_attachment(file: pikepdf.Pdf) -> None:
    file.Root.AF[0].EF.F.write(b"other words")


def _one_attachment(file: pikepdf.Pdf) -> None:
    del file.attachments[NAMES[1]]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_without_intent, "without a PDF/A OutputIntent"),
        (_other_level, "the metadata name PDF/A-3b, and not PDF/A-3u"),
        (_other_schema, "schemas that archives do not know: http://example.org/"),
        (_without_texts, "have no text"),
        (_hidden_link, "annotation flags 2"),
        (_four_colours, "page 1: DeviceCMYK used with OutputIntent colour space 'RGB '"),
        (_script, "action type not permitted"),
        (_other_attachment, f"the attached file {NAMES[0]} is damaged"),
        (_one_attachment, "the attached files are not those of the book"),
    ],
)
def test_a_fault_is_found(archive_file: bytes, change: Callable[[pikepdf.Pdf], None], words: str):
    with pikepdf.open(io.BytesIO(archive_file)) as file:
        change(file)
        file.save(out := io.BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    diagnostics = check_archive(out.getvalue(), PdfVariant.A_3U, NAMES)
    (fault, *_) = [each for each in diagnostics if words.lower() in each.message.lower()]
    assert fault.code == NOT_FOR_ARCHIVE.code


def test_a_very_long_link_is_described_in_short(classic: Theme):
    words = Text("מילה " * 4000)
    link = Link("https://example.org/", (words,))
    data = write(book(chapter("Ink", para(link))), classic, "archive")
    assert messages(data, PdfVariant.A_2U) == []


def test_a_part_that_the_validator_does_not_know_is_named(archive_file: bytes):
    with pikepdf.open(io.BytesIO(archive_file)) as file:
        file.pages[0].Resources.Pattern = pikepdf.Dictionary(P=file.make_stream(b""))
        file.save(out := io.BytesIO())
    diagnostics = check_archive(out.getvalue(), PdfVariant.A_3U, NAMES)
    assert [each.code for each in diagnostics] == [NOT_PROVED.code]
    assert "patterns are not supported" in diagnostics[0].message


# --- pictures


@pytest.mark.parametrize(
    ("inks", "decode"),
    [((0, 255, 255, 0), b"/Decode [1 0 1 0 1 0 1 0]"), ((255, 0, 0, 255), b"")],
    ids=["inverted", "plain"],
)
def test_a_picture_of_four_colours_becomes_one_of_three(inks: tuple[int, ...], decode: bytes):
    Image.new("CMYK", (4, 4), inks).save(out := io.BytesIO(), "JPEG")  # Pillow inverts them
    head = (
        b"<</Type /XObject/Subtype /Image/Width 4/Height 4/ColorSpace /DeviceCMYK"
        b"/BitsPerComponent 8/Interpolate true%b/Filter /DCTDecode/Length %d>>"
        % (decode, len(out.getvalue()))
    )
    new, data = conform_picture(head, out.getvalue())
    assert b"/DeviceRGB" in new
    assert b"/Interpolate false" in new
    assert b"Decode [" not in new
    assert b"/Length %d>>" % len(data) in new
    with Image.open(io.BytesIO(data)) as picture:
        red, green, blue = picture.getpixel((1, 1))
    # The red of coated paper is not as bright as that of a screen.
    assert 215 < red < 250
    assert max(green, blue) < 60


def test_other_streams_stay_as_they_are():
    assert conform_picture(b"<</Length 4>>", b"0 g\n") == (b"<</Length 4>>", b"0 g\n")
