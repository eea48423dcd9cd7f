"""Inline nodes of the document model: text and what stands within a line of it."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, TypeAlias

from publish.document.roles import MilestoneKind, NoteKind
from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass
from publish.text.languages import Dir
from publish.text.source import NOWHERE, Span

if TYPE_CHECKING:
    from publish.document.model import Blocks


@dataclass(frozen=True, slots=True)
class Node:
    """The base of all nodes: a span of the source."""

    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Characters in reading order, all of one direction level or left to the bidi algorithm."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak(Node):
    """A line end set by the author."""


@dataclass(frozen=True, slots=True)
class Styled(Node):
    """The base of inlines that differ from the text around them in their look alone."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis(Styled):
    """Words that the author stresses; a theme decides how (Hebrew has no italics)."""


@dataclass(frozen=True, slots=True)
class Strong(Styled):
    """Words that weigh more than those around them."""


@dataclass(frozen=True, slots=True)
class Underline(Styled):
    """Underlined words."""


@dataclass(frozen=True, slots=True)
class SmallCaps(Styled):
    """Words in small capitals; a theme decides what Hebrew has instead."""


@dataclass(frozen=True, slots=True)
class Superscript(Styled):
    """Raised characters that are no note call: the ordinal of ``1st``."""


@dataclass(frozen=True, slots=True)
class Subscript(Styled):
    """Lowered characters: the index of a formula."""


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

    ``anchor`` is the name by which an index points to it, empty where none does.  The words of an
    ``inferred`` one are a quotation of the target, which the text does not name, unless it is
    ``named`` beside them; ``also`` are other places that have the same words.  ``pointed`` has
    these words with the points of the target, for editions that print them.
    """

    target: Reference
    inlines: Inlines
    anchor: str = ""
    inferred: bool = False
    named: bool = False
    also: tuple[Reference, ...] = ()
    pointed: str = ""


@dataclass(frozen=True, slots=True)
class Link(Node):
    """A link out of the book, to an address."""

    href: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Milestone(Node):
    """A mark at the start of a verse, a section or a page of the source, never a note call.

    ``label`` is the number or letter without its brackets: ``ב``, ``1:3``, ``110``.  Where an
    edition runs segments on, each begins with one whose ``locus`` is that of the segment; its label
    is empty where no number is printed.
    """

    kind: MilestoneKind
    label: str
    locus: str = ""


@dataclass(frozen=True, slots=True)
class Note(Node):
    """A note at the place of its call; ``call`` is the mark as written: ``3``, ``*``, ``א``.

    A call without a body has no blocks.  ``series`` names the notes that are numbered together
    where a text has several kinds, such as those of its translator; it is empty otherwise.
    """

    call: str
    blocks: Blocks = ()
    kind: NoteKind = NoteKind.EDITORIAL
    series: str = ""


Inline: TypeAlias = (
    Text
    | LineBreak
    | Emphasis
    | Strong
    | Underline
    | SmallCaps
    | Superscript
    | Subscript
    | Foreign
    | Quote
    | Gloss
    | Citation
    | Link
    | Milestone
    | Note
)
Inlines: TypeAlias = tuple[Inline, ...]

register_module(__name__)
