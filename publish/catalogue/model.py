"""The catalogue: books with their editions and files, as plain values."""

from __future__ import annotations

from enum import StrEnum

from publish.document.metadata import Words
from publish.document.model import Dir, direction
from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass


class FileKind(StrEnum):
    """The kind of a file that readers get, in the order in which files are offered."""

    EPUB = "epub"
    KEPUB = "kepub"
    AZW3 = "azw3"
    PDF = "pdf"
    ACCESSIBLE_PDF = "accessible-pdf"
    BOOKLET = "booklet"
    SAMPLE = "sample"

    @property
    def is_epub(self) -> bool:
        """Whether its files are EPUBs of the whole book, which state more facts than PDFs."""
        return self in (FileKind.EPUB, FileKind.KEPUB)

    @property
    def relation(self) -> str:
        """The relation of its files to their book (https://specs.opds.io/opds-1.2)."""
        relation = "sample" if self is FileKind.SAMPLE else "open-access"
        return f"http://opds-spec.org/acquisition/{relation}"

    @property
    def media_type(self) -> str:
        """The media type of its files."""
        match self:
            case FileKind.EPUB | FileKind.SAMPLE:
                return "application/epub+zip"
            case FileKind.KEPUB:
                return "application/kepub+zip"
            case FileKind.AZW3:
                return "application/vnd.amazon.mobi8-ebook"
            case FileKind.PDF | FileKind.ACCESSIBLE_PDF | FileKind.BOOKLET:
                return "application/pdf"


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or body that made a book; ``role`` is a MARC relator such as ``aut``."""

    name: Words
    sort: str
    role: str


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """The series of a book, and its position in it, empty where none is stated."""

    name: Words
    position: str = ""


@dataclass(frozen=True, slots=True)
class AccessibilityFacts:
    """The accessibility metadata of an EPUB (https://www.w3.org/TR/epub-a11y-11/).

    ``sufficient`` has a tuple for each set of access modes that is sufficient.
    """

    modes: tuple[str, ...] = ()
    sufficient: tuple[tuple[str, ...], ...] = ()
    features: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    summary: Words = Words()
    conformance: str = ""
    certifier: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """The facts about one edition of a book, read from its EPUB, or from its PDF without one.

    ``issued`` is a date of any precision, and ``modified`` a time in UTC, both in ISO 8601.
    ``contents_levels`` is the depth of the contents for older readers, None without any.
    """

    identifier: str
    title: Words
    title_sort: str
    languages: tuple[str, ...]
    progression: Dir
    subtitle: Words = Words()
    edition: Words = Words()
    contributors: tuple[Contributor, ...] = ()
    series: SeriesPlace | None = None
    description: Words = Words()
    subjects: tuple[Words, ...] = ()
    publisher: str = ""
    rights: str = ""
    issued: str = ""
    modified: str = ""
    accessibility: AccessibilityFacts | None = None
    contents_levels: int | None = None

    @property
    def lang(self) -> str:
        """The language of the edition: the first of its languages."""
        return self.languages[0]

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """The authors; all contributors where none is an author."""
        authors = tuple(each for each in self.contributors if each.role == "aut")
        return authors or self.contributors

    @property
    def others(self) -> tuple[Contributor, ...]:
        """The contributors that are no authors."""
        return tuple(each for each in self.contributors if each not in self.authors)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its media type, its size in pixels, and the SHA-256 of its bytes.

    The store has the bytes under ``key``.
    """

    key: str
    sha256: str
    media_type: str
    width: int
    height: int

    @property
    def extension(self) -> str:
        """The extension of its file, with the dot."""
        return ".png" if self.media_type == "image/png" else ".jpg"


@dataclass(frozen=True, slots=True)
class CoverPictures:
    """The cover of a book as shelves show it, and its thumbnail."""

    full: Picture
    thumbnail: Picture


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file that readers get; ``name`` is its path in the library, ``source`` that of a build."""

    name: str
    kind: FileKind
    source: str
    size: int
    sha256: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An edition with its files.

    ``key`` tells the editions of a book apart, and is empty for the first.  ``arrival`` is the time
    at which it came to the library, ``last_change`` that of its last change, both in UTC.
    """

    key: str
    facts: EditionFacts
    files: tuple[PublishedFile, ...]
    arrival: str
    last_change: str


@dataclass(frozen=True, slots=True)
class PublishedBook:
    """A book with its editions, the first one first.

    ``source`` is its name in the workspace, and ``slug`` that in the library.  Links to
    ``former_slugs`` lead to it.
    """

    source: str
    slug: str
    editions: tuple[PublishedEdition, ...]
    cover: CoverPictures | None = None
    former_slugs: tuple[str, ...] = ()

    @property
    def facts(self) -> EditionFacts:
        """The facts about its first edition, which stand for the book."""
        return self.editions[0].facts

    @property
    def files(self) -> tuple[PublishedFile, ...]:
        """The files of all editions."""
        return tuple(file for edition in self.editions for file in edition.files)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of all editions, those of the first edition first."""
        return tuple(dict.fromkeys(lang for each in self.editions for lang in each.facts.languages))

    @property
    def arrival(self) -> str:
        """The time at which the book came to the library."""
        return min(edition.arrival for edition in self.editions)

    @property
    def last_change(self) -> str:
        """The time of the last change of an edition."""
        return max(edition.last_change for edition in self.editions)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The books of a library in the order of their titles.

    ``lang`` is the language of ``index.html`` and of the feeds, ``en`` or ``he``.  ``base_url`` is
    the address of the library with a slash at its end; links are relative where it is empty.
    ``retired_slugs`` are those of books that the library no longer has.
    """

    identifier: str
    title: Words
    lang: str
    books: tuple[PublishedBook, ...]
    base_url: str = ""
    retired_slugs: tuple[str, ...] = ()

    @property
    def dir(self) -> Dir:
        """The direction of the language of the library."""
        return direction(self.lang)

    @property
    def last_change(self) -> str:
        """The time of the last change of a book."""
        return max(book.last_change for book in self.books)


register_module(__name__)
