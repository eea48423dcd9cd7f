"""The document model, which every reader produces and every writer consumes.

All nodes are frozen; a change is a new tree that shares the unchanged nodes.  Nodes carry the span
of their source, which equality ignores.  The model has no heading node (depth is nesting), no page
number (the PDF writer counts pages) and no free-form attribute.
"""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

# Plain values of the model; settings hold them as well, and are read where there is no document.
from publish.document.metadata import Creator as Creator
from publish.document.metadata import Date as Date
from publish.document.metadata import Meta as Meta
from publish.document.metadata import Series as Series
from publish.document.metadata import Words as Words
from publish.document.roles import NoteKind as NoteKind
from publish.document.roles import Role as Role
from publish.storage.serialize import register_module, serializable
from publish.text.dataclass import dataclass
from publish.text.languages import Dir as Dir
from publish.text.languages import direction as direction
from publish.text.source import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Node:
    """The base of all nodes: a span of the source."""

    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


# --- inlines


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Characters in reading order, all of one direction level or left to the bidi algorithm."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak(Node):
    """A line end set by the author."""


@dataclass(frozen=True, slots=True)
class Emphasis(Node):
    """Words that the author stresses; a theme decides how (Hebrew has no italics)."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Strong(Node):
    """Words that weigh more than those around them."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Foreign(Node):
    """A run with a language or a direction of its own, isolated from the text around it."""

    lang: str
    dir: Dir
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Quote(Node):
    """A quotation with the marks that open and close it, as printed."""

    open: str
    close: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Gloss(Node):
    """A term and its meaning, which the text has beside it in brackets.

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
    """A reference to another work in running text, as written, and its target.

    ``anchor`` is the name by which an index points to it, empty where none does.
    """

    target: Reference
    inlines: Inlines
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Link(Node):
    """A link out of the book, to an address."""

    href: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Note(Node):
    """A note at the place of its call; ``call`` is the numeral as written.

    A call without a body has no blocks.
    """

    call: str
    blocks: Blocks = ()
    kind: NoteKind = NoteKind.EDITORIAL


# --- blocks


@dataclass(frozen=True, slots=True)
class Paragraph(Node):
    """Running text, in the language of its parent."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Verse(Node):
    """Lines of poetry, each ended by the author."""

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
    """A quotation of one or more blocks, set apart from the text."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class List(Node):
    """Items one under another; ``start`` is the first number of a numbered list, else None."""

    items: tuple[Blocks, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Separator(Node):
    """A change of scene: a blank line or an ornament, by the theme."""


@dataclass(frozen=True, slots=True)
class Place:
    """The target of an index entry: an anchor, and its label where a format has no pages."""

    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """A line of an index: a term, its meaning, its places, and the entries under it."""

    term: Inlines
    meaning: Inlines = ()
    places: tuple[Place, ...] = ()
    under: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Index(Node):
    """An index or a glossary made from the text; the PDF writer adds the page numbers."""

    entries: tuple[Entry, ...]


# --- larger


@dataclass(frozen=True, slots=True)
class SourceCitation:
    """The source of an excerpt; a field that its heading does not state is None."""

    author: str | None = None
    collection: str | None = None
    kind: str | None = None
    number: int | None = None
    year: int | None = None
    title: str | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt(Node):
    """A numbered excerpt: its source line as written, the parsed source, and its text.

    In ``heading`` the title of the source, if any, is a ``Quote``.  ``anchor`` is
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
    """A whole book; ``lang`` is that of its titles, ``dir`` the progression of its pages.

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
