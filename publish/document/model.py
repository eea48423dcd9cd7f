"""The document: what every reader produces and every writer consumes, each node said once.

Everything is frozen; a change is a new tree that shares what did not change.  Nodes carry the
span of the source they came from, and equality ignores it.  There is no heading node (depth is
nesting), no page number (those belong to the PDF writer) and no free-form attribute.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

# Plain values of the model; settings hold them as well, and are read where there is no document.
from publish.document.metadata import Creator as Creator
from publish.document.metadata import Date as Date
from publish.document.metadata import Meta as Meta
from publish.document.metadata import Series as Series
from publish.document.metadata import Words as Words
from publish.storage.serialize import register_module, serializable
from publish.text.languages import Dir as Dir
from publish.text.languages import direction as direction
from publish.text.source import NOWHERE, Span


class Role(StrEnum):
    """What a section is in its book; the names are those of EPUB's structural semantics."""

    CHAPTER = "chapter"
    PREFACE = "preface"
    APPENDIX = "appendix"
    GLOSSARY = "glossary"
    INDEX = "index"


class NoteKind(StrEnum):
    """Whose note it is."""

    EDITORIAL = "editorial"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Node:
    """What every node has: where it came from."""

    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


# --- inlines


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Characters in reading order, all of one direction level or left to the bidi algorithm."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak(Node):
    """A line that ends where the author ended it."""


@dataclass(frozen=True, slots=True)
class Emphasis(Node):
    """Words the author stresses; a theme decides how (Hebrew has no italics)."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Strong(Node):
    """Words that weigh more than those around them."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Foreign(Node):
    """A run with a language or a direction of its own, isolated from what stands around it."""

    lang: str
    dir: Dir
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Quote(Node):
    """A quotation with the marks that open and close it, as they are to be printed."""

    open: str
    close: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Gloss(Node):
    """A term and the meaning the text itself gives beside it in brackets.

    ``anchor`` is the name by which a glossary points to it, empty where none does.
    """

    term: Inlines
    open: str
    meaning: Inlines
    close: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a work: ``Reference("Isaiah", ("40", "31"))``."""

    work: str
    locus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation(Node):
    """A reference to another work in running text, as written, and what it points to.

    ``anchor`` is the name by which an index points to it, empty where none does.
    """

    target: Reference
    inlines: Inlines
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Link(Node):
    """A way out of the book, to an address."""

    href: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Note(Node):
    """A note at the place of its call; ``call`` is the numeral as given.

    A call whose body was never given has no blocks.
    """

    call: str
    blocks: Blocks = ()
    kind: NoteKind = NoteKind.EDITORIAL


# --- blocks


@dataclass(frozen=True, slots=True)
class Paragraph(Node):
    """Running text, in the language of what it stands in."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Verse(Node):
    """Lines that end where the poet ended them."""

    lines: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Passage(Node):
    """Blocks in one language, with its direction."""

    lang: str
    dir: Dir
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Segment(Node):
    """A unit of a text and its translation; ``commentary`` follows it and belongs to it."""

    original: Passage
    translation: Passage | None = None
    commentary: Blocks = ()


@dataclass(frozen=True, slots=True)
class Blockquote(Node):
    """Words of another, set apart from the text."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class List(Node):
    """Items one under another; ``start`` is the first number of a numbered list, else None."""

    items: tuple[Blocks, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Separator(Node):
    """A change of scene: a blank line or an ornament, as the theme says."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an index leads: an anchor, and what to call the place where there are no pages."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """A line of an index: what it is about, what that means, where it is, what stands under it."""

    term: Inlines
    meaning: Inlines = ()
    places: tuple[Place, ...] = ()
    under: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Index(Node):
    """An index or a glossary made from the text; page numbers are the PDF writer's to find."""

    entries: tuple[Entry, ...]


# --- larger


@dataclass(frozen=True, slots=True)
class SourceCitation:
    """Where an excerpt was taken from; what its heading does not say is None."""

    author: str | None = None
    collection: str | None = None
    kind: str | None = None
    number: int | None = None
    year: int | None = None
    title: str | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt(Node):
    """A numbered excerpt: its source line as given, what that line says, and its text.

    In ``heading`` the title of the source, where one is given, is a ``Quote``.  ``anchor`` is
    the name by which an index points to it, empty where none does.
    """

    number: int
    citation: SourceCitation
    heading: Inlines
    blocks: Blocks
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Section(Node):
    """A part of the book; an empty ``title`` is a part without a heading."""

    role: Role
    title: Inlines
    children: tuple[Section | Excerpt | Block, ...]


Inline: TypeAlias = (
    Text | LineBreak | Emphasis | Strong | Foreign | Quote | Gloss | Citation | Link | Note
)
Block: TypeAlias = Paragraph | Verse | Passage | Segment | Blockquote | List | Index | Separator
Inlines: TypeAlias = tuple[Inline, ...]
Blocks: TypeAlias = tuple[Block, ...]


# --- the whole book


@dataclass(frozen=True, slots=True)
class Work(Node):
    """A whole book; ``lang`` is that of its titles and contents, ``dir`` the way its pages turn.

    The direction of a text is always that of its language; a book bound on the right can have
    an English title, and then ``dir`` is RTL while ``lang`` is ``en``.
    """

    meta: Meta
    lang: str
    dir: Dir
    body: tuple[Section, ...]
    front: tuple[Section, ...] = ()
    back: tuple[Section, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section, front to back."""
        return (*self.front, *self.body, *self.back)


register_module(__name__)
serializable(Dir)
