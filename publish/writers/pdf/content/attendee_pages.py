"""The pages for attendees of an event (cover, note pages, address), ready for the templates."""

from __future__ import annotations

import io
import math

from markupsafe import Markup

from publish.config.attendees import Address, Attendees, NotesPages
from publish.text.dataclass import dataclass
from publish.themes.page_geometry import PageGeometry
from publish.writers.pdf.content.pictures import Picture, load_picture

RULE_LINES = 1.5
"""The distance of ruled lines for handwriting, in lines of text."""


@dataclass(frozen=True, slots=True)
class AttendeePages:
    """Pages beside the text; ``rows`` is the number of ruled lines of a note page.

    ``code`` is a QR code of the address as SVG.
    """

    cover: bool = False
    picture: Picture | None = None
    notes: NotesPages | None = None
    rows: int = 0
    address: Address | None = None
    code: str | Markup = ""

    @property
    def notes_count(self) -> int:
        """The number of ruled pages at each place."""
        return self.notes.count if self.notes else 0


NO_ATTENDEE_PAGES = AttendeePages()


def build_attendee_pages(attendees: Attendees, page: PageGeometry) -> AttendeePages:
    """Return the attendee pages of a book with pages of that geometry.

    Raises PublishError where the picture of the cover cannot be read.
    """
    cover = attendees.cover
    return AttendeePages(
        cover=cover is not None,
        picture=load_picture(cover.image) if cover and cover.image else None,
        notes=attendees.notes,
        rows=math.floor(page.lines / RULE_LINES),
        address=attendees.address,
        code=draw_qr_code(attendees.address) if attendees.address else "",
    )


def draw_qr_code(address: Address) -> Markup:
    """Return the address as a QR code in SVG (ISO/IEC 18004), error correction level M."""
    import segno

    code = segno.make(address.ascii_url, error="m", micro=False, boost_error=False)
    svg = io.BytesIO()
    code.save(svg, kind="svg", border=4, omitsize=True, xmldecl=False, nl=False, svgclass="code")
    return Markup(svg.getvalue().decode("ascii"))  # safe: contains numbers only
