"""Pages for those who will hold the booklet in their hands, as its editor switched them on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from publish.document.metadata import Words

MOST_NOTES_PAGES = 64
LONGEST_ADDRESS = 331
"""What a code of 69 modules a side holds at error correction M (ISO/IEC 18004, version 13).

Printed 36 mm wide, the white around it included, its modules are just under half a millimetre:
a telephone reads that off office paper, and nothing much finer.
"""


@dataclass(frozen=True, slots=True)
class Cover:
    """A front cover, with a picture or a logo where the editor has one."""

    image: Path | None = None


class NotesPlace(StrEnum):
    """Where ruled pages stand: at the end, or after each excerpt or chapter."""

    END = "end"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class NotesPages:
    """Ruled pages to write on: where they stand, and how many at each place."""

    place: NotesPlace
    count: int = 1


@dataclass(frozen=True, slots=True)
class Address:
    """An address on the internet, printed as a code and in letters; ``label`` says what for."""

    given: str
    label: Words = Words()

    @property
    def coded(self) -> str:
        """The address as a code holds it: in ASCII, which every reader of codes understands.

        https://www.rfc-editor.org/rfc/rfc3987#section-3.1
        """
        parts = urlsplit(self.given)
        host = parts.netloc.encode("idna").decode() if parts.netloc else ""
        path, query, fragment = (
            quote(part, safe="%/:=&?~+!$,;'@()*[]")
            for part in (parts.path, parts.query, parts.fragment)
        )
        return urlunsplit((parts.scheme, host, path, query, fragment))


@dataclass(frozen=True, slots=True)
class Attendees:
    """All of these pages that a book has; by default it has none."""

    cover: Cover | None = None
    notes: NotesPages | None = None
    address: Address | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """What is printed on them that does not come from the book."""
        if self.address is None:
            return ()
        return (self.address.given, *(text for _, text in self.address.label.forms))


def address(text: str) -> str:
    """Return ``text`` where it is an address that fits a code; else raise ValueError."""
    if any(character.isspace() for character in text):
        raise ValueError("an address without spaces")
    try:
        parts = urlsplit(text)
        coded = Address(text).coded
    except ValueError:
        raise ValueError('an address such as "https://example.org/lesson-5"') from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError('an address such as "https://example.org/lesson-5"')
    if len(coded) > LONGEST_ADDRESS:
        raise ValueError(
            f"an address of at most {LONGEST_ADDRESS} characters, for a longer one makes a code "
            f"too fine to be read off paper; this one has {len(coded)}: use a shorter address"
            " that leads to it"
        )
    return text
