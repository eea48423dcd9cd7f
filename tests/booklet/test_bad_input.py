"""What is no book to print: a clear message, never a wrong booklet or a traceback."""

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
from tests.booklet.pdfs import A4, box, numbered, opened, saved

PLAIN = BookletSettings()


def refused(pdf: bytes, settings: BookletSettings = PLAIN) -> tuple[str, str]:
    """The code and the message with which a PDF is refused."""
    with pytest.raises(PublishError) as caught:
        impose(pdf, settings)
    (one,) = caught.value.diagnostics
    return one.code, one.message


def locked(**how: object) -> bytes:
    with opened(numbered(4)) as pdf:
        return saved(pdf, deterministic_id=False, encryption=pikepdf.Encryption(**how))


@pytest.mark.parametrize(
    "data", [b"", b"In the beginning", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", bytes(5000)]
)
def test_what_is_no_pdf(data: bytes) -> None:
    code, message = refused(data)
    assert code == "K02"
    assert message.startswith("the PDF cannot be read: ")
    assert "0x" not in message


def test_a_password() -> None:
    assert refused(locked(user="secret", owner="secret"))[0] == "K03"
    with pytest.raises(PublishError):
        office_paper(locked(user="secret", owner="secret"))


def test_an_author_who_forbids_printing() -> None:
    forbids = pikepdf.Permissions(print_lowres=False, print_highres=False)
    assert refused(locked(owner="secret", allow=forbids))[0] == "K03"


def test_an_author_who_allows_printing() -> None:
    booklet = impose(locked(owner="secret"), PLAIN, Binding.LEFT).value
    assert folding.read(folding.print_out(booklet, "short"), "left") == [1, 2, 3, 4]


def test_no_pages() -> None:
    assert refused(saved(Pdf.new())) == ("K04", "the PDF has no pages")


def test_a_sheet_smaller_than_its_pages() -> None:
    settings = BookletSettings(sheet=paper("a4"), scale=Scale.NONE)
    code, message = refused(numbered(4, A4), settings)
    assert code == "K08"
    assert "210 × 297 mm do not fit on half of A4, which is 148.5 × 210 mm" in message


def test_the_end_of_a_file_is_missing() -> None:
    book = numbered(12)
    outcome = impose(book[: len(book) * 9 // 10], PLAIN, Binding.LEFT)
    assert "K05" in {one.code for one in outcome.diagnostics}


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
def test_pages_that_say_nonsense_are_read_as_readers_do(change: Callable[[Pdf], None]) -> None:
    booklet = impose(numbered(5, change=change), PLAIN, Binding.LEFT).value
    read = folding.read(folding.print_out(booklet, "short"), "left")
    assert read == [1, 2, 3, 4, 5, None, None, None]


def test_pages_on_which_nothing_is_drawn() -> None:
    booklet = impose(numbered(5, change=nothing_drawn), PLAIN, Binding.LEFT).value
    read = folding.read(folding.print_out(booklet, "short"), "left")
    assert read == [1, None, None, None, 5, None, None, None]


def refusal(data: bytes) -> set[str]:
    """The codes with which a PDF is refused, none where a whole booklet is made of it."""
    try:
        booklet = impose(data, PLAIN).value
        proof(data, PLAIN)
    except PublishError as error:
        return {one.code for one in error.diagnostics}
    with opened(booklet) as pdf:
        return set() if len(pdf.pages) % 2 == 0 else {"half a sheet"}


@pytest.mark.parametrize("seed", range(60))
def test_a_file_with_damage_anywhere(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(numbered(6))
    for _ in range(chance.choice([1, 5, 40])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert refusal(bytes(data)) <= {"K02", "K03", "K04"}


@pytest.mark.parametrize(
    "key", [b"/Pages", b"/Page\n", b"/Kids", b"/Count", b"/Type", b"/MediaBox", b"endobj"]
)
@pytest.mark.parametrize("instead", [b"/Type", b"/Kids", b"/Page", b"/Nothing", b"null", b""])
@pytest.mark.parametrize("times", [1, 2, -1])
def test_a_file_with_one_word_for_another(
    key: bytes, instead: bytes, times: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert refusal(numbered(6).replace(key, instead, times)) <= {"K02", "K04"}
    assert capfd.readouterr().err == ""
