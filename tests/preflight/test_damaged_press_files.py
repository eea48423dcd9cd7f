"""Damaged and hostile PDFs are answered with a report or an error of the file, within bounds."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf
from PIL import Image

from publish.config.pdf_profiles import PRESETS
from publish.diagnostics import PublishError, Severity
from publish.preflight.press import pdf_file, work_limits
from publish.preflight.press.check import check_pdf
from publish.preflight.press.place_pictures import draw_places
from tests.booklet.damaged_pdfs import make_damaged_pdf
from tests.preflight.press_pdfs import draw, make_form, make_pdf, make_picture, on_page, save

SAMPLE = 60
ALL = 3000
MOST_CPU_SECONDS = 20
"""Far more than any of these small PDFs needs; only a hang comes near it."""


def check(data: bytes) -> str:
    """Return the code of the error of a file that cannot be read; else an empty string."""
    start = time.process_time()
    try:
        report = check_pdf(data, PRESETS["ingram"])
        list(draw_places(data, report))
    except PublishError as error:
        return error.diagnostics[0].code
    finally:
        assert time.process_time() - start < MOST_CPU_SECONDS
    return ""


@pytest.mark.parametrize("seed", range(SAMPLE))
def test_a_damaged_pdf_gives_a_report_or_an_error(
    seed: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert check(make_damaged_pdf(seed)) in {"", "C01", "C02"}
    assert capfd.readouterr().err == ""


@pytest.mark.long
@pytest.mark.parametrize("first", range(SAMPLE, ALL, 60))
def test_each_of_many_damaged_pdfs_gives_a_report_or_an_error(first: int) -> None:
    codes = {seed: check(make_damaged_pdf(seed)) for seed in range(first, first + 60)}
    assert set(codes.values()) <= {"", "C01", "C02"}
    assert "" in codes.values()


def problems(*changes: Callable[[Pdf], object]) -> list[str]:
    """Return what could not be read of the page with these changes."""
    report = check_pdf(make_pdf(*changes), PRESETS["press-x1a"])
    return [group.fact for group in report.groups if group.rule.code == "C04"]


def pack(stream: Object, *layers: int) -> bytes:
    """Return zeros that are packed as often as there are ``layers``."""
    assert layers
    data = bytes(layers[0])
    for _ in layers:
        data = zlib.compress(data, 9)
    stream.write(data, filter=Array([Name.FlateDecode] * len(layers)))
    return data


def test_a_stream_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "LARGEST_STREAM", 1_000_000)

    def fill(pdf: Pdf, page: Object) -> None:
        page.Contents = pdf.make_stream(b"")
        pack(page.Contents, 5_000_000, 0)

    (problem,) = problems(on_page(fill))
    assert "the page cannot be read" in problem
    assert pikepdf.settings.get_qpdf_limits()["flate_max_memory"] == 0


def test_a_drawing_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "LARGEST_CONTENT", 100_000)
    assert problems(draw("0 g\n" * 30_000)) == ["the page cannot be read: it is 0.1 MB large"]


def test_forms_that_draw_each_other_many_times_are_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(work_limits, "PAGE_FORMS", 2_000)

    def nest(pdf: Pdf) -> Object:
        form = pdf.make_indirect(make_form("0 g")(pdf))
        for _ in range(12):
            names = Dictionary(XObject=Dictionary(X=form))
            form = pdf.make_indirect(make_form("/X Do " * 12, Resources=names)(pdf))
        return form

    (problem,) = problems(draw("/X Do", XObject={"X": nest}))
    assert "it draws more than 2,000 forms" in problem


def test_a_page_of_too_many_operations_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_limits, "PAGE_OPERATIONS", 5_000)
    (problem,) = problems(draw("0 g\n" * 6_000))
    assert "it draws with more than 5,000 operations" in problem


def test_a_file_of_too_many_operations_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_limits, "FILE_OPERATIONS", 50)
    (problem,) = problems()
    assert "the file draws with more than 50 operations" in problem


def test_a_pattern_that_paints_with_itself_is_bounded() -> None:
    def nest(pdf: Pdf) -> None:
        make = make_form(
            "/Pattern cs /T scn 0 0 9 9 re f",
            Type=Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            XStep=9,
            YStep=9,
        )
        pattern = pdf.make_indirect(make(pdf))
        pattern.Resources = Dictionary(Pattern=Dictionary(T=pattern))
        draw("/Pattern cs /T scn 99 99 9 9 re f", Pattern={"T": pattern})(pdf)

    assert problems(nest) == []


def test_a_picture_that_says_to_be_huge_is_not_unpacked() -> None:
    def huge(pdf: Pdf) -> Object:
        return make_picture(pdf, Name.DeviceCMYK, bytes(9), 90_000)

    data = make_pdf(draw("q 36 0 0 36 99 99 cm /X Do Q", XObject={"X": huge}))
    facts = [group.fact for group in check_pdf(data, PRESETS["press-x1a"]).groups]
    assert any("its 8100 million pixels were not read" in fact for fact in facts)


def test_a_picture_whose_data_says_to_be_huge_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)

    def large(pdf: Pdf) -> Object:
        out = BytesIO()
        Image.new("CMYK", (40, 40)).save(out, "JPEG")
        picture = make_picture(pdf, Name.DeviceCMYK, b"", 10)
        picture.write(out.getvalue(), filter=Name.DCTDecode)
        return picture

    data = make_pdf(draw("q 2 0 0 2 99 99 cm /X Do Q", XObject={"X": large}))
    facts = [group.fact for group in check_pdf(data, PRESETS["press-x1a"]).groups]
    assert any("its data cannot be read: Image size (1600 pixels)" in fact for fact in facts)


@pytest.mark.parametrize("sides", [(0, 0, 1e9, 1e9), (0, 0, 1e-9, 5), (5, 5, 5, 5), (0, 0, 9e5, 9)])
def test_a_page_of_an_impossible_size_is_a_fault(sides: tuple[float, ...]) -> None:
    def resize(_: Pdf, page: Object) -> None:
        for name in ("/MediaBox", "/TrimBox", "/BleedBox"):
            page[name] = Array(list(sides))

    report = check_pdf(make_pdf(on_page(resize)), PRESETS["press-x1a"])
    assert {g.rule.code for g in report.groups if 3 in g.pages} & {"C20", "C21"}
    assert report.is_failure


def test_numbers_beyond_all_measure_are_no_fault_of_the_program() -> None:
    report = check_pdf(
        make_pdf(draw("1e300 0 0 1e300 0 0 cm 1e30 w 9 9 m 1e300 99 l S 9 9 9 9 re f")),
        PRESETS["press-x1a"],
    )
    assert all(group.severity in Severity for group in report.groups)


def test_a_file_of_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "MOST_PAGES", 3)
    with pytest.raises(PublishError, match="4 pages, and at most 3 are checked"):
        check_pdf(make_pdf(), None)


def test_progress_is_told_of_each_page() -> None:
    pages: list[tuple[int, int]] = []
    check_pdf(make_pdf(), None, lambda page, count: pages.append((page, count)))
    assert pages == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_damage_in_one_page_leaves_the_others_checked() -> None:
    broken = on_page(lambda pdf, page: page.__setitem__("/Contents", pdf.Root), 2)
    data = make_pdf(broken, draw("1 0 0 rg 99 99 9 9 re f"))
    report = check_pdf(data, PRESETS["press-x1a"])
    assert any(g.rule.code == "C40" and g.pages == (3,) for g in report.groups)
    assert save(Pdf.new())
