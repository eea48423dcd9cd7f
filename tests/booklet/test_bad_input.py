"""PDFs that cannot be imposed: a clear message, never a wrong booklet or a traceback."""

from __future__ import annotations

import random
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf

from publish.config.booklet_options import Binding, BookletSettings, Scale, paper
from publish.diagnostics import PublishError
from publish.writers.booklet import impose, office_paper, proof
from tests.booklet import folding
from tests.booklet.sample_pdfs import A4, box, make_numbered_pdf, open_pdf, to_bytes

PLAIN = BookletSettings()


def error_of(pdf: bytes, settings: BookletSettings = PLAIN) -> tuple[str, str]:
    """Return the code and the message of the error for a PDF."""
    with pytest.raises(PublishError) as error:
        impose(pdf, settings)
    (diagnostic,) = error.value.diagnostics
    return diagnostic.code, diagnostic.message


def make_encrypted_pdf(**options: object) -> bytes:
    with open_pdf(make_numbered_pdf(4)) as pdf:
        return to_bytes(pdf, deterministic_id=False, encryption=pikepdf.Encryption(**options))


@pytest.mark.parametrize(
    "data", [b"", b"In the beginning", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", bytes(5000)]
)
def test_bytes_that_are_no_pdf_are_an_error(data: bytes) -> None:
    code, message = error_of(data)
    assert code == "K02"
    assert message.startswith("the PDF cannot be read: ")
    assert "0x" not in message


def test_a_pdf_with_a_password_is_an_error() -> None:
    assert error_of(make_encrypted_pdf(user="secret", owner="secret"))[0] == "K03"
    with pytest.raises(PublishError):
        office_paper(make_encrypted_pdf(user="secret", owner="secret"))


def test_a_pdf_that_forbids_printing_is_an_error() -> None:
    forbids = pikepdf.Permissions(print_lowres=False, print_highres=False)
    assert error_of(make_encrypted_pdf(owner="secret", allow=forbids))[0] == "K03"


def test_an_encrypted_pdf_that_allows_printing_is_imposed() -> None:
    booklet = impose(make_encrypted_pdf(owner="secret"), PLAIN, Binding.LEFT).value
    assert folding.read(folding.print_out(booklet, "short"), "left") == [1, 2, 3, 4]


def test_a_pdf_without_pages_is_an_error() -> None:
    assert error_of(to_bytes(Pdf.new())) == ("K04", "the PDF has no pages")


def test_a_sheet_that_is_too_small_is_an_error() -> None:
    settings = BookletSettings(sheet=paper("a4"), scale=Scale.NONE)
    code, message = error_of(make_numbered_pdf(4, A4), settings)
    assert code == "K08"
    assert "210 × 297 mm do not fit on half of A4, which is 148.5 × 210 mm" in message


def test_a_truncated_pdf_is_imposed_with_a_warning() -> None:
    book = make_numbered_pdf(12)
    outcome = impose(book[: len(book) * 9 // 10], PLAIN, Binding.LEFT)
    assert "K05" in {diagnostic.code for diagnostic in outcome.diagnostics}


def no_size(pdf: Pdf) -> None:
    for page in pdf.pages:
        del page.obj["/MediaBox"]


def nonsense_boxes(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.CropBox = box(9000, 9000, 9100, 9100)
        page.obj.TrimBox = box(10, 10, 10, 10)
        page.obj.BleedBox = Array([1, 2])


def nonsense_keys(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.UserUnit = 0
        page.obj.Rotate = 37
        page.obj.Annots = Name.Nothing
    pdf.Root.ViewerPreferences = Array([])


def nothing_drawn(pdf: Pdf) -> None:
    del pdf.pages[1].obj["/Contents"]
    pdf.pages[2].obj.Contents = Array([])
    pdf.pages[3].obj.Contents = pdf.make_stream(b"")


@pytest.mark.parametrize("change", [no_size, nonsense_boxes, nonsense_keys])
def test_invalid_page_attributes_are_ignored_as_in_viewers(change: Callable[[Pdf], None]) -> None:
    booklet = impose(make_numbered_pdf(5, change=change), PLAIN, Binding.LEFT).value
    read = folding.read(folding.print_out(booklet, "short"), "left")
    assert read == [1, 2, 3, 4, 5, None, None, None]


def test_pages_without_content_are_empty() -> None:
    booklet = impose(make_numbered_pdf(5, change=nothing_drawn), PLAIN, Binding.LEFT).value
    read = folding.read(folding.print_out(booklet, "short"), "left")
    assert read == [1, None, None, None, 5, None, None, None]


def error_codes(data: bytes) -> set[str]:
    """Return the codes of the errors for a PDF, none if a whole booklet is made of it."""
    try:
        booklet = impose(data, PLAIN).value
        proof(data, PLAIN)
    except PublishError as error:
        return {diagnostic.code for diagnostic in error.diagnostics}
    with open_pdf(booklet) as pdf:
        return set() if len(pdf.pages) % 2 == 0 else {"half a sheet"}


@pytest.mark.parametrize("seed", range(60))
def test_random_damage_gives_a_booklet_or_an_error(seed: int) -> None:
    rng = random.Random(seed)
    data = bytearray(make_numbered_pdf(6))
    for _ in range(rng.choice([1, 5, 40])):
        data[rng.randrange(len(data))] = rng.randrange(256)
    assert error_codes(bytes(data)) <= {"K02", "K03", "K04"}


@pytest.mark.parametrize(
    "key", [b"/Pages", b"/Page\n", b"/Kids", b"/Count", b"/Type", b"/MediaBox", b"endobj"]
)
@pytest.mark.parametrize("replacement", [b"/Type", b"/Kids", b"/Page", b"/Nothing", b"null", b""])
@pytest.mark.parametrize("times", [1, 2, -1])
def test_exchanged_keywords_give_a_booklet_or_an_error(
    key: bytes, replacement: bytes, times: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert error_codes(make_numbered_pdf(6).replace(key, replacement, times)) <= {"K02", "K04"}
    assert capfd.readouterr().err == ""
