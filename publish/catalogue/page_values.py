"""The values on the pages of a library: phrases, pictures, offers and cards of books."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import field

from publish.catalogue.addresses import relative_path
from publish.catalogue.model import Picture
from publish.catalogue.page_language import language_name
from publish.document.metadata import Words
from publish.text.dataclass import dataclass
from publish.text.languages import Dir, direction, language


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text of one language on a page, with its direction."""

    lang: str
    text: str

    @property
    def dir(self) -> Dir:
        """The direction of the text."""
        return direction(self.lang)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture on a page: its address, and its size in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file on the page of a book, with the words about it."""

    address: str
    kind: str
    note: str
    size: str
    pages: str
    name: str
    sha256: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class OfferedEdition:
    """An edition on the page of a book; ``name`` is empty for the only one."""

    name: str
    languages: str
    subtitle: tuple[Phrase, ...]
    files: tuple[OfferedFile, ...]


@dataclass(frozen=True, slots=True)
class BookCard:
    """A book in the list of books; ``search`` is the text in which readers search."""

    address: str
    titles: tuple[Phrase, ...]
    authors: tuple[Phrase, ...]
    series: Phrase | None
    position: str
    languages: tuple[str, ...]
    language_names: str
    formats: tuple[str, ...]
    thumbnail: PagePicture | None
    search: str = field(repr=False)


def fold(text: str) -> str:
    """Return a text as readers search it: without points, accents, quotation marks and capitals."""
    plain = unicodedata.normalize("NFD", text.lower())
    return " ".join("".join(c for c in plain if c.isalnum() or c.isspace() or c == "-").split())


def format_size(size: int, lang: str) -> str:
    """Return a number of bytes for readers: ``84 KB``, ``1.2 MB``."""
    units = {"en": ("KB", "MB"), "he": ("ק״ב", "מ״ב")}[lang]
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} {units[0]}"
    return f"{size / 1_000_000:.1f} {units[1]}"


def guess_phrase(text: str, lang: str) -> Phrase:
    """Return a text with the language of its letters, ``lang`` where it has none."""
    return Phrase(language(text, lang), text)


def phrases_of(words: Words, lang: str) -> tuple[Phrase, ...]:
    """Return all forms of a text, that in the language of the page first."""
    return tuple(Phrase(*form) for form in words.in_order(lang))


def phrase_of(words: Words, lang: str) -> Phrase:
    """Return the form of a text in the language of the page, else its first form."""
    return Phrase(*words.in_order(lang)[0])


def sort_distinct(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Return distinct phrases in the order of their letters."""
    return tuple(sorted(dict.fromkeys(phrases), key=lambda phrase: fold(phrase.text)))


def name_languages(tags: Iterable[str], lang: str) -> str:
    """Return the names of languages for pages in ``lang``."""
    return ", ".join(language_name(tag, lang) for tag in tags)


def picture_of(
    path: tuple[str, str] | None, picture: Picture | None, page: str
) -> PagePicture | None:
    """Return a picture as ``page`` shows it; None without one."""
    if path is None or picture is None:
        return None
    return PagePicture(relative_path(path[0], page), picture.width, picture.height)
