"""Pages for attendees that an editor may add to a book: cover, ruled pages, address."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from publish.document.metadata import Words
from publish.text.dataclass import dataclass

MOST_NOTES_PAGES = 64
LONGEST_ADDRESS = 331
"""The capacity in characters of a QR code of version 13, correction M (ISO/IEC 18004).

Printed 36 mm wide with its quiet zone, its 69 modules a side are just under half a millimetre, the
finest that telephones read from office paper.
"""


@dataclass(frozen=True, slots=True)
class Cover:
    """A front cover, perhaps with a picture or a logo; ``alt`` describes the picture."""

    image: Path | None = None
    alt: Words = Words()


class NotesPlace(StrEnum):
    """The place of ruled lines for the notes of readers.

    ``END`` and ``EACH`` are pages: at the end of the book, after each excerpt or chapter.
    ``FACING`` pages face each page of the text.  ``BELOW`` lines fill the rest of the page under
    each excerpt or chapter.
    """

    END = "end"
    EACH = "each"
    FACING = "facing"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class NotesPages:
    """Ruled pages for handwriting; ``count`` is their number at each place."""

    place: NotesPlace
    count: int = 1


@dataclass(frozen=True, slots=True)
class Address:
    """A URL, printed as a QR code and in letters; ``label`` says its purpose."""

    url: str
    label: Words = Words()

    @property
    def ascii_url(self) -> str:
        """The URL in ASCII, as every reader of QR codes understands it.

        https://www.rfc-editor.org/rfc/rfc3987#section-3.1
        """
        parts = urlsplit(self.url)
        host = parts.netloc.encode("idna").decode() if parts.netloc else ""
        path, query, fragment = (
            quote(part, safe="%/:=&?~+!$,;'@()*[]")
            for part in (parts.path, parts.query, parts.fragment)
        )
        return urlunsplit((parts.scheme, host, path, query, fragment))


@dataclass(frozen=True, slots=True)
class Attendees:
    """The pages for attendees of a book, by default none."""

    cover: Cover | None = None
    notes: NotesPages | None = None
    address: Address | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts on these pages that are not in the book."""
        if self.address is None:
            return ()
        return (self.address.url, *(text for _, text in self.address.label.forms))


def address(text: str) -> str:
    """Return ``text`` if it is a URL that fits a QR code; else raise ValueError."""
    if any(character.isspace() for character in text):
        raise ValueError("an address without spaces")
    try:
        parts = urlsplit(text)
        ascii_url = Address(text).ascii_url
    except ValueError:
        raise ValueError('an address such as "https://example.org/lesson-5"') from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError('an address such as "https://example.org/lesson-5"')
    if len(ascii_url) > LONGEST_ADDRESS:
        raise ValueError(
            f"an address of at most {LONGEST_ADDRESS} characters, for a longer one makes a code "
            f"too fine to be read off paper; this one has {len(ascii_url)}: use a shorter address"
            " that leads to it"
        )
    return text
