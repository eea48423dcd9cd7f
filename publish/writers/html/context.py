"""The context of a node that is rendered: language, direction, nesting, and renderers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from markupsafe import Markup

from publish.document.model import (
    Dir,
    Excerpt,
    Image,
    Inlines,
    Note,
    Place,
    Section,
    Segment,
    direction,
)
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.text.languages import script_code
from publish.writers.cantillation import ACCENTS_ATTRIBUTE, has_accents

NoteRenderer: TypeAlias = Callable[[Note, "RenderContext"], Markup]
PlaceRenderer: TypeAlias = Callable[[tuple[Place, ...]], Markup]
ExcerptRenderer: TypeAlias = Callable[[Excerpt], Markup]
HeadingAttributes: TypeAlias = Callable[[Section | Excerpt], Markup]
BeforeHeading: TypeAlias = Callable[[Section], Markup]
StartAttribute: TypeAlias = Callable[[int], Markup]
PictureAddress: TypeAlias = Callable[[Image], str]
LangAttributes: TypeAlias = Callable[[str, Dir | None], Markup]
SegmentAttributes: TypeAlias = Callable[[str, str], Markup]
SegmentRenderer: TypeAlias = Callable[[Segment, "RenderContext"], Markup]


serializable(Markup)

WORD_JOINER = Markup("&#x2060;")
"""Keeps the call of a note on the line of its word; an engine may break before any inline box."""


def omit_note(_note: Note, _context: RenderContext) -> Markup:
    """Return nothing: the note renderer of titles quoted in contents, which show no notes."""
    return Markup()


def _no_address(_image: Image) -> str:
    return ""


def _start_attribute(number: int) -> Markup:
    return Markup(' start="{}"').format(number)


def _nothing(*_: object) -> Markup:
    return Markup()


@cache
def lang_attributes(lang: str, dir: Dir | None = None) -> Markup:
    """Return the attributes for a language and its direction, for HTML and for XML."""
    return Markup(' lang="{0}" xml:lang="{0}" dir="{1}"').format(lang, dir or direction(lang))


@cache
def print_attributes(lang: str, dir: Dir | None = None) -> Markup:
    """Return ``lang_attributes`` and ``data-script``, by which style sheets of print select fonts.

    The value is an ISO 15924 code: ``Hebr`` for every language in Hebrew letters.
    """
    return lang_attributes(lang, dir) + Markup(' data-script="{}"').format(script_code(lang))


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The language in force around a node, its depth, and how notes and places are rendered.

    ``dir`` is set where it is not the usual direction of ``lang``.  ``anchor`` is the id of the
    section or excerpt to be rendered next.  ``note`` renders the call of a note, ``places`` the
    places of an index entry, ``after_excerpt`` markup that follows an excerpt,
    ``before_heading`` markup that precedes the heading of a section,
    ``heading_attributes`` further attributes of the heading of a section or an excerpt,
    ``start_attribute`` the first number of a list other than 1.  ``picture`` returns the address of
    a picture, empty where its bytes are missing.  ``accented`` words are set in the font for
    cantillation.  ``lang_attributes`` renders a language and its direction.  ``segment_attributes``
    returns the attributes of the element of a segment, by its locus and the number in its name;
    ``segment`` renders the texts of a segment where they do not stand one under another.
    ``translation_first`` and ``runs_on`` are those of the edition's layout.
    """

    lang: str
    note: NoteRenderer
    depth: int = 1
    dir: Dir | None = None
    anchor: str = "part"
    places: PlaceRenderer = _nothing
    after_excerpt: ExcerptRenderer = _nothing
    before_heading: BeforeHeading = _nothing
    heading_attributes: HeadingAttributes = _nothing
    start_attribute: StartAttribute = _start_attribute
    picture: PictureAddress = _no_address
    accented: bool = False
    lang_attributes: LangAttributes = lang_attributes
    segment_attributes: SegmentAttributes = _nothing
    segment: SegmentRenderer | None = None
    translation_first: bool = False
    runs_on: bool = False

    def within(self, lang: str, dir: Dir | None = None) -> RenderContext:
        """Return the context inside an element that has its own language."""
        return self if (lang, dir) == (self.lang, self.dir) else replace(self, lang=lang, dir=dir)

    def around(self, *words: Inlines) -> RenderContext:
        """Return the context of an element that holds these words, set in one Hebrew font.

        Without words, the context of an element that holds blocks.
        """
        foreign = (self.dir or direction(self.lang)) is Dir.RTL
        accented = any(has_accents(inlines, foreign=foreign) for inlines in words)
        return self if accented is self.accented else replace(self, accented=accented)

    @property
    def attributes(self) -> Markup:
        """The language, direction and font attributes of a block in this context."""
        attributes = self.lang_attributes(self.lang, self.dir)
        return attributes + ACCENTS_ATTRIBUTE if self.accented else attributes


@cache
def dir_attribute(dir: Dir) -> Markup:
    """Return the attribute for a direction alone, where the language does not change."""
    return Markup(' dir="{}"').format(dir)


def id_attribute(anchor: str) -> Markup:
    """Return the attribute for an anchor, or nothing for an empty one."""
    return Markup(' id="{}"').format(anchor) if anchor else Markup("")


def join_markup(parts: Iterable[Markup]) -> Markup:
    """Return the parts concatenated."""
    return Markup("".join(parts))


def element(name: str, attributes: Markup, *content: Markup, class_name: str = "") -> Markup:
    """Return an element; the names of elements and classes are the program's own.

    ``Markup.format`` looks for characters to escape in each part, which took a quarter of the time
    of an EPUB.
    """
    kind = f' class="{class_name}"' if class_name else ""
    return Markup(f"<{name}{kind}{attributes}>{''.join(content)}</{name}>")


def block(name: str, attributes: Markup, *content: Markup, class_name: str = "") -> Markup:
    """Return an element on lines of its own."""
    return Markup(f"{element(name, attributes, *content, class_name=class_name)}\n")
