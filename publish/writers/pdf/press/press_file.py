"""The file for a press: a PDF of screen colours made into inks, by a profile of a printer."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from publish.config.pdf_profiles import Colours, PdfProfile, PdfVariant
from publish.diagnostics import Diagnostic, Outcome, PublishError
from publish.diagnostics.rules import press_files as rules
from publish.storage.store import Store
from publish.writers.pdf.press.condition_profiles import (
    COATED,
    ConditionProfile,
    load_condition_profile,
)
from publish.writers.pdf.press.font_files import reduce_font_files
from publish.writers.pdf.press.identification import (
    Identity,
    remove_interaction,
    write_identity,
    write_output_intent,
)
from publish.writers.pdf.press.inks import Inks
from publish.writers.pdf.press.picture_objects import PictureInks, is_line_art
from publish.writers.pdf.press.press_contents import DrawnPicture, PressContents
from publish.writers.pdf.press.press_facts import PressFacts
from publish.writers.pdf.press.printer_marks import PrinterMarks

_VERSIONS = {PdfVariant.X_1A: "1.3", PdfVariant.X_4: "1.6"}
"""The versions of PDF on which the variants are based."""

_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
_ALL_INKS = 400
_INCH = 72
"""Points of an inch."""


def press_pdf(
    data: bytes, profile: PdfProfile, facts: PressFacts, store: Store | None = None
) -> Outcome[bytes]:
    """Return a PDF in the inks of a profile, with its marks and output intent.

    Its boxes stay.  Equal arguments give equal bytes; pictures that the ``store`` has are not
    converted again.  Raises PublishError where the ICC profile of
    the printing condition is missing or none.
    """
    import pikepdf

    source = load_condition_profile(profile.condition)
    if profile.variant is PdfVariant.X_4 and not source.is_own:
        name = profile.condition.identifier if profile.condition else "its condition"
        raise PublishError(
            rules.PROFILE_MISSING.anywhere(
                f"the profile “{profile.name}” has no ICC profile of {name}"
            )
        )
    flattens = profile.variant is not PdfVariant.X_4
    inks = Inks(profile.colours, source, (profile.ink_limit or _ALL_INKS) / 100)
    is_grey = profile.grey_pictures or profile.colours is Colours.BLACK
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if profile.variant.is_pdf_x or not profile.links:
            remove_interaction(pdf)
        pictures = PictureInks(inks, is_grey, flattens, store)
        contents = PressContents(pdf, inks, pictures, overprints=profile.overprint_black)
        for number, page in enumerate(pdf.pages, start=1):
            contents.convert_page(page, number)
        contents.finish()
        diagnostics = tuple(_describe(contents, profile, source, facts))
        _add_marks(pdf, profile)
        if profile.variant is PdfVariant.X_1A:
            reduce_font_files(pdf)
        if profile.condition and profile.variant.is_pdf_x:
            write_output_intent(pdf, profile.condition, source, profile.variant)
        date = facts.date or _NO_DATE
        identity = Identity(profile.variant, date, hashlib.sha256(data).digest())
        write_identity(pdf, identity)
        return Outcome(_save(pdf, profile.variant), diagnostics)


def _add_marks(pdf: Any, profile: PdfProfile) -> None:
    if profile.marks:
        marks = PrinterMarks(pdf, max(profile.mark_offset, profile.bleed), {})
        for page in pdf.pages:
            marks.add(page)


def _save(pdf: Any, variant: PdfVariant) -> bytes:
    """Return the bytes of a PDF; PDF 1.3 has no streams of objects."""
    import pikepdf

    version = _VERSIONS.get(variant, "")
    streams = pikepdf.ObjectStreamMode
    out = io.BytesIO()
    pdf.save(
        out,
        force_version=version,
        object_stream_mode=streams.disable if variant is PdfVariant.X_1A else streams.generate,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        deterministic_id=True,
    )
    return out.getvalue()


def _describe(
    contents: PressContents, profile: PdfProfile, source: ConditionProfile, facts: PressFacts
) -> Iterator[Diagnostic]:
    if profile.resolution:
        yield from _describe_pictures(contents.placements, profile, facts)
    if contents.lossy_pages:
        pages = _list_pages(contents.lossy_pages)
        yield rules.FLATTENED.anywhere(
            f"a mask, a blend mode or the opacity of a gradient is left out on {pages}"
        )
    if contents.prints_colours and profile.condition and not source.is_own:
        yield rules.BORROWED_PROFILE.anywhere(
            f"colours for {profile.condition.identifier} become inks by the profile of {COATED}"
        )


def _describe_pictures(
    placements: Iterable[DrawnPicture], profile: PdfProfile, facts: PressFacts
) -> Iterator[Diagnostic]:
    """Yield a warning for each picture with fewer dots than the printer asks for."""
    assert profile.resolution
    pages: dict[tuple[str, int, int], set[int]] = {}
    for picture in placements:
        resolution = profile.resolution
        least = resolution.line_art if is_line_art(picture.image) else resolution.pictures
        dots = _dots_an_inch(picture)
        if dots < least:
            pages.setdefault((picture.name, dots, least), set()).add(picture.page)
    names = facts.name_pictures() if pages else {}
    for (name, dots, least), numbers in sorted(pages.items(), key=lambda each: min(each[1])):
        title = f"the picture “{names[name]}”" if name in names else "a picture"
        yield rules.LOW_RESOLUTION.anywhere(
            f"{title} on {_list_pages(numbers)} is printed with {dots} dots an inch; "
            f"{profile.name} asks for {least}"
        )


def _dots_an_inch(picture: DrawnPicture) -> int:
    sides = ((picture.image.Width, picture.width), (picture.image.Height, picture.height))
    return round(min(int(pixels) * _INCH / points if points else 0 for pixels, points in sides))


def _list_pages(numbers: Iterable[int]) -> str:
    listed = sorted(numbers)
    return f"page{'s' * (len(listed) > 1)} {', '.join(map(str, listed))}"
