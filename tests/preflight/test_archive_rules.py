"""PDFs for an archive and others, by the rules of PDF/A."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Name

from publish import api
from publish.config.pdf_profiles import PRESETS
from publish.diagnostics.rules.preflight_files import ARCHIVE_RULE, ARCHIVE_UNCHECKED
from publish.preflight.press.check import Report, check_pdf

TEXT = "The Lesson\n\nA paragraph of words.\n"


@pytest.fixture(scope="session")
def archive_file() -> bytes:
    return api.to_pdf(TEXT, profile="archive").value


def change(data: bytes, *changes: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as file:
        for each in changes:
            each(file)
        file.save(out := io.BytesIO())
    return out.getvalue()


def findings(report: Report) -> list[tuple[str, tuple[int, ...]]]:
    codes = {ARCHIVE_RULE.code, ARCHIVE_UNCHECKED.code}
    return [(each.rule.code, each.pages) for each in report.groups if each.rule.code in codes]


def _image(file: pikepdf.Pdf) -> None:
    picture = file.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture.ColorSpace, picture.BitsPerComponent, picture.Interpolate = Name.DeviceGray, 8, True
    file.pages[2].Resources.XObject = pikepdf.Dictionary(I=picture)
    file.pages[2].contents_add(b"q 9 0 0 9 0 0 cm /I Do Q")


def _four_colours(file: pikepdf.Pdf) -> None:
    file.pages[2].contents_add(b"0 0 0 1 k 0 0 5 5 re f")


def _part_four(file: pikepdf.Pdf) -> None:
    data = file.Root.Metadata.read_bytes().replace(b"part>2<", b"part>4<")
    file.Root.Metadata.write(data)


def test_a_file_for_an_archive_passes_with_and_without_the_profile(archive_file: bytes):
    for profile in (PRESETS["archive"], None):
        assert findings(check_pdf(archive_file, profile)) == []


def test_a_file_for_a_screen_breaks_rules_for_an_archive_alone():
    data = api.to_pdf(TEXT).value
    assert (ARCHIVE_RULE.code, ()) in findings(check_pdf(data, PRESETS["archive"]))
    assert findings(check_pdf(data, None)) == []


@pytest.mark.parametrize(
    ("fault", "pages"), [(_four_colours, (3,)), (_image, ())], ids=["colours", "picture"]
)
def test_a_broken_rule_is_an_error_of_its_page(
    fault: Callable[[pikepdf.Pdf], object], pages: tuple[int, ...], archive_file: bytes
):
    report = check_pdf(change(archive_file, fault), None)
    assert findings(report) == [(ARCHIVE_RULE.code, pages)]
    assert report.is_failure


def test_a_part_that_is_not_known_is_named(archive_file: bytes):
    report = check_pdf(change(archive_file, _part_four), None)
    assert findings(report) == [(ARCHIVE_UNCHECKED.code, ())]
