"""The pages for attendees as templates need them: nothing left to read or to work out."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

from markupsafe import Markup

from publish.config.attendees import Address, Attendees, NotesPages
from publish.themes.theme import Page
from publish.writers.pdf.content.pictures import Picture, picture

RULE = 1.5
"""The height, in lines of the text, that handwriting takes."""


@dataclass(frozen=True, slots=True)
class Extras:
    """What a book has beside its text; ``rows`` are the ruled lines of a page for notes."""

    cover: bool = False
    picture: Picture | None = None
    notes: NotesPages | None = None
    rows: int = 0
    address: Address | None = None
    code: str | Markup = ""


NONE = Extras()


def extras(attendees: Attendees, page: Page) -> Extras:
    """Return the extras of a book on that page.

    Raises PublishError where the picture of the cover cannot be read.
    """
    cover = attendees.cover
    return Extras(
        cover=cover is not None,
        picture=picture(cover.image) if cover and cover.image else None,
        notes=attendees.notes,
        rows=math.floor(page.lines / RULE),
        address=attendees.address,
        code=code(attendees.address) if attendees.address else "",
    )


def code(address: Address) -> Markup:
    """Return the address as a code to be read by a telephone, drawn in lines: it has no pixels."""
    import segno

    made = segno.make(address.coded, error="m", micro=False, boost_error=False)
    drawn = io.BytesIO()
    made.save(drawn, kind="svg", border=4, omitsize=True, xmldecl=False, nl=False, svgclass="code")
    return Markup(drawn.getvalue().decode("ascii"))  # made of numbers alone
