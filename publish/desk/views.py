"""Views: a book as the desk shows it, laid out as one edition, with its messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from publish.config import Book, Settings
from publish.config.booklet_options import Binding
from publish.diagnostics import Diagnostic, Diagnostics
from publish.document.model import Dir
from publish.document.understanding import Understanding
from publish.storage.digests import digest
from publish.text.dataclass import dataclass
from publish.text.source import Source

if TYPE_CHECKING:
    from publish.desk.words.placed_text import PagePlace
    from publish.writers.pdf.document import PdfDocument
    from publish.writers.pdf.layout.page_faces import PageFace


class Status(StrEnum):
    """The state of a view: its pages are missing yet, good, older than the text, or impossible."""

    BUILDING = "building"
    GOOD = "good"
    STALE = "stale"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ViewKey:
    """A book by its name, and the choices of a view; empty ones are those of its settings.

    ``languages`` are tags with commas between them: ``he,en``.
    """

    book: str
    edition: str = ""
    profile: str = ""
    theme: str = ""
    languages: str = ""


@dataclass(frozen=True, slots=True)
class LaidOutView:
    """The pages of a view that could be made, and the PDF to draw them from.

    ``sources`` are the texts that the PDF was made from, ``name`` is the digest of both.
    ``settings`` are those of the book, with their files under the names that messages have.
    """

    name: str
    document: PdfDocument = field(repr=False)
    pages: tuple[PageFace, ...] = field(repr=False)
    sources: Mapping[str, Source] = field(repr=False)
    settings: Settings = field(repr=False)

    def source(self, name: str) -> Source | None:
        """Return a text or a settings file by its name."""
        toml = {source.file: source for source in self.settings.toml}
        return self.sources.get(name) or toml.get(name)

    @property
    def data(self) -> bytes:
        """The bytes of the PDF."""
        return self.document.data

    @property
    def binding(self) -> Binding:
        """The side on which the edition is bound."""
        return Binding.RIGHT if self.document.head.dir is Dir.RTL else Binding.LEFT


@dataclass(frozen=True, slots=True)
class View:
    """A book as it was made last; ``laid_out`` is the last layout without errors, if any.

    ``before`` has the bodies of the pages of the build before, None after the first.  ``places``
    are those of diagnostics on the pages, as far as they are known.  ``sources`` are the texts and
    settings to which the diagnostics point, by their names in spans.  ``languages`` are those of
    the segments of the whole text.  A view whose PDF is not checked yet lacks diagnostics of pages.
    """

    key: ViewKey
    revision: int = 0
    status: Status = Status.BUILDING
    built: str = ""
    book: Book | None = None
    laid_out: LaidOutView | None = None
    before: frozenset[str] | None = None
    diagnostics: Diagnostics = ()
    places: Mapping[Diagnostic, PagePlace] = field(default_factory=dict, repr=False)
    sources: Mapping[str, Source] = field(default_factory=dict, repr=False)
    understanding: Understanding | None = None
    languages: tuple[str, ...] = ()
    is_checked: bool = True

    def looks_like(self, other: View) -> bool:
        """Return whether a reader of the desk sees no difference between two builds."""
        return (
            self.status is other.status
            and self.diagnostics == other.diagnostics
            and self.understanding == other.understanding
            and (self.laid_out and self.laid_out.name) == (other.laid_out and other.laid_out.name)
            and {name: source.text for name, source in self.sources.items()}
            == {name: source.text for name, source in other.sources.items()}
        )

    def follow(self, earlier: View | None) -> View:
        """Return the view as the one after ``earlier``, the last one that was checked.

        Its pages stay where this view has none, and its messages where they are till their places
        on the new pages are known.
        """
        if earlier is None or earlier.laid_out is None:
            return self
        places = _move_places(earlier.places, self.diagnostics)
        if self.laid_out is None:
            status = Status.STALE if self.status is Status.FAILED else self.status
            return replace(
                self,
                status=status,
                laid_out=earlier.laid_out,
                before=earlier.before,
                places=places,
            )
        bodies = frozenset(page.body for page in earlier.laid_out.pages)
        return replace(self, before=bodies, places=places)


def _move_places(
    places: Mapping[Diagnostic, PagePlace], diagnostics: Diagnostics
) -> dict[Diagnostic, PagePlace]:
    """Return the places of diagnostics before an edit for the same ones after it."""
    earlier: dict[tuple[str, str, str], list[PagePlace]] = {}
    for diagnostic, place in places.items():
        earlier.setdefault(_kind(diagnostic), []).append(place)
    moved: dict[Diagnostic, PagePlace] = {}
    for diagnostic in diagnostics:
        if left := earlier.get(_kind(diagnostic)):
            moved[diagnostic] = left.pop(0)
    return moved


def _kind(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return diagnostic.code, diagnostic.message, diagnostic.span.file


def name_of(kind: str, name: str) -> str:
    """Return the identifier under which clients know a book or a file: a short digest."""
    return digest(kind, name)[:12]
