"""The document model, which every reader produces and every writer consumes.

All nodes are frozen; a change is a new tree that shares the unchanged nodes.  Nodes carry the span
of their source, which equality ignores.  The model has no heading node (depth is nesting), no page
number (the PDF writer counts pages) and no free-form attribute.
"""

from __future__ import annotations

from typing import TypeAlias

# Nodes of the model that stand in modules of their own.
from publish.document.indexes import Entry as Entry
from publish.document.indexes import Index as Index
from publish.document.indexes import Place as Place
from publish.document.inlines import Citation as Citation
from publish.document.inlines import Emphasis as Emphasis
from publish.document.inlines import Foreign as Foreign
from publish.document.inlines import Gloss as Gloss
from publish.document.inlines import Inline as Inline
from publish.document.inlines import Inlines as Inlines
from publish.document.inlines import LineBreak as LineBreak
from publish.document.inlines import Link as Link
from publish.document.inlines import Milestone as Milestone
from publish.document.inlines import Node as Node
from publish.document.inlines import Note as Note
from publish.document.inlines import Quote as Quote
from publish.document.inlines import Reference as Reference
from publish.document.inlines import SmallCaps as SmallCaps
from publish.document.inlines import Strong as Strong
from publish.document.inlines import Styled as Styled
from publish.document.inlines import Subscript as Subscript
from publish.document.inlines import Superscript as Superscript
from publish.document.inlines import Text as Text
from publish.document.inlines import Underline as Underline

# Plain values of the model; settings hold them as well, and are read where there is no document.
from publish.document.metadata import Creator as Creator
from publish.document.metadata import Date as Date
from publish.document.metadata import Meta as Meta
from publish.document.metadata import Series as Series
from publish.document.metadata import Words as Words
from publish.document.resources import Resource as Resource
from publish.document.roles import UNLISTED as UNLISTED
from publish.document.roles import MilestoneKind as MilestoneKind
from publish.document.roles import NoteKind as NoteKind
from publish.document.roles import Numbering as Numbering
from publish.document.roles import Role as Role
from publish.document.text_layout import STACKED as STACKED
from publish.document.text_layout import Arrangement as Arrangement
from publish.document.text_layout import PageSide as PageSide
from publish.document.text_layout import TextLayout as TextLayout
from publish.storage.serialize import register_module, serializable
from publish.text.dataclass import dataclass
from publish.text.languages import Dir as Dir
from publish.text.languages import direction as direction

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
    """A unit of a text with its translations; ``commentary`` follows it and belongs to it.

    ``transliteration`` is the original in the letters of a translation.  ``number`` is that of a
    verse, as written.  ``anchor`` is the name of its place in the work, as other works cite it;
    it is empty where the source names none.  ``locus`` is the number by which readers cite the
    segment in every edition of its chapter, and ``label`` the one that is printed beside it; both
    are empty in a text as it is read.  Print divides a segment that no page can hold into
    ``pieces``, of which each but the first continues the ``piece`` before it.
    """

    original: Passage
    transliteration: Passage | None = None
    translations: tuple[Passage, ...] = ()
    commentary: Blocks = ()
    number: str = ""
    anchor: str = ""
    locus: str = ""
    label: str = ""
    piece: int = 1
    pieces: int = 1


@dataclass(frozen=True, slots=True)
class Blockquote(Node):
    """A quotation of one or more blocks, set apart from the text, and its source under it."""

    blocks: Blocks
    attribution: Inlines = ()


@dataclass(frozen=True, slots=True)
class Speech(Node):
    """Blocks that a speaker says: a turn of a dialogue, a question or its answer."""

    speaker: Inlines
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Rubric(Node):
    """Blocks that say what to do and are not said themselves: “Stand.”, “Reader:”."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class List(Node):
    """Items one under another; ``start`` is the first number of a numbered list, else None.

    ``numbering`` is None for a list with bullets.
    """

    items: tuple[Blocks, ...]
    start: int | None = None
    numbering: Numbering | None = None


@dataclass(frozen=True, slots=True)
class Cell(Node):
    """A cell of a table, which takes as many ``columns``."""

    blocks: Blocks
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Row(Node):
    """A row of a table, its cells in reading order."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(Node):
    """A table; the first ``header_rows`` rows name its columns.

    Columns run in the direction of the language of the table.
    """

    rows: tuple[Row, ...]
    header_rows: int = 0
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Image(Node):
    """A picture: its address as written, a description, a caption, and a width in per cent.

    ``resource`` is the digest of its bytes in ``Work.resources``, empty where they are not there.
    """

    address: str
    alt: str = ""
    caption: Inlines = ()
    width: int | None = None
    resource: str = ""


@dataclass(frozen=True, slots=True)
class Separator(Node):
    """A change of scene: a blank line or an ornament, by the theme."""


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
    the name by which an index points to it, empty where none does.  ``label`` is its
    mark as written where that is no numeral: ``א``, ``Source 1``.
    """

    number: int
    citation: SourceCitation
    heading: Inlines
    blocks: Blocks
    anchor: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Section(Node):
    """A part of the book; an empty ``title`` is a part without a heading."""

    role: Role
    title: Inlines
    children: tuple[Section | Excerpt | Block, ...]


Block: TypeAlias = (
    Paragraph
    | Verse
    | Passage
    | Segment
    | Blockquote
    | Speech
    | Rubric
    | List
    | Table
    | Image
    | Index
    | Separator
)
Blocks: TypeAlias = tuple[Block, ...]


# --- the whole book


@dataclass(frozen=True, slots=True)
class Work(Node):
    """A whole book; ``lang`` is that of its titles, ``dir`` the progression of its pages.

    The direction of a text is always that of its language; a book bound on the right can have
    an English title, and then ``dir`` is RTL while ``lang`` is ``en``.  ``layout`` is that of the
    segments of an edition.
    """

    meta: Meta
    lang: str
    dir: Dir
    body: tuple[Section, ...]
    front: tuple[Section, ...] = ()
    back: tuple[Section, ...] = ()
    resources: tuple[Resource, ...] = ()
    layout: TextLayout = STACKED

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section, front to back."""
        return (*self.front, *self.body, *self.back)


register_module(__name__)
serializable(Dir)
