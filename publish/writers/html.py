"""The model as HTML that is also well-formed XML: what the EPUB and the PDF have in common.

Every block says its language and its direction, because reading systems and engines inherit
neither reliably, and because EPUB forbids saying it in CSS.  What the two writers do differently,
the notes, comes in as a function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias, TypeVar, assert_never

from markupsafe import Markup, escape

from publish.document.model import (
    Block,
    Blockquote,
    Blocks,
    Citation,
    Dir,
    Emphasis,
    Entry,
    Excerpt,
    Foreign,
    Gloss,
    Index,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Passage,
    Place,
    Quote,
    Section,
    Segment,
    Separator,
    Strong,
    Text,
    Verse,
    direction,
)
from publish.writers.cantillation import ATTRIBUTE, accented

T = TypeVar("T")


NoteRenderer: TypeAlias = Callable[[Note, "Context"], Markup]
PlaceRenderer: TypeAlias = Callable[[tuple[Place, ...]], Markup]
ExcerptRenderer: TypeAlias = Callable[[Excerpt], Markup]


def _nothing(_: object) -> Markup:
    return Markup("")


@dataclass(frozen=True, slots=True)
class Context:
    """What a node must know of what stands around it: the language in force, and how notes go.

    ``dir`` is given where it is not the usual one of ``lang``; ``anchor`` is the id of the
    section or excerpt about to be rendered; ``places`` writes the places of an index, and
    ``after`` what follows an excerpt.  ``accented`` words are set in the face for cantillation.
    """

    lang: str
    note: NoteRenderer
    depth: int = 1
    dir: Dir | None = None
    anchor: str = "part"
    places: PlaceRenderer = _nothing
    after: ExcerptRenderer = _nothing
    accented: bool = False

    def within(self, lang: str, dir: Dir | None = None) -> Context:
        """Return the context of what stands in here but has a language of its own."""
        return self if (lang, dir) == (self.lang, self.dir) else replace(self, lang=lang, dir=dir)

    def around(self, *words: Inlines) -> Context:
        """Return the context of words that stand in one element, which has one Hebrew face.

        Without any words it is that of what has elements of its own.
        """
        foreign = (self.dir or direction(self.lang)) is Dir.RTL
        found = any(accented(inlines, foreign=foreign) for inlines in words)
        return self if found is self.accented else replace(self, accented=found)

    @property
    def attributes(self) -> Markup:
        """The attributes every block in this context carries."""
        given = attributes(self.lang, self.dir)
        return given + ATTRIBUTE if self.accented else given


def anchored(children: tuple[T, ...], anchor: str) -> Iterator[tuple[str, T]]:
    """Yield each child of the section ``anchor`` with its own anchor, which no other one has."""
    return ((f"{anchor}-{place}", child) for place, child in enumerate(children, start=1))


@cache
def attributes(lang: str, dir: Dir | None = None) -> Markup:
    """Return the attributes that say a language and its direction, in HTML's way and in XML's."""
    return Markup(' lang="{0}" xml:lang="{0}" dir="{1}"').format(lang, dir or direction(lang))


@cache
def direction_of(dir: Dir) -> Markup:
    """Return the attribute that says a direction where the language goes on."""
    return Markup(' dir="{}"').format(dir)


def join(parts: list[Markup]) -> Markup:
    """Return the parts as one, nothing between them."""
    return Markup("").join(parts)


# What no line may break: a hyphen after one letter that stands for a whole name (G-d, L-rd), and
# the dash of a number range. U+2011 and U+2060 would hold them together too, but they change the
# text, and few Hebrew faces have the first.
_NUMBER = r"\d+(?:[.,:/]\d+)*"
_UNBROKEN = re.compile(rf"\b[A-Z]-(?:d|rd|kim|kai|h|ah)\b|\b{_NUMBER}(?:[‐‒–—]{_NUMBER})+\b")


def text(characters: str) -> Markup:
    """Return ``characters`` escaped, with what no line may break held together."""
    parts: list[Markup] = []
    at = 0
    for match in _UNBROKEN.finditer(characters):
        parts.append(escape(characters[at : match.start()]))
        parts.append(Markup('<span class="unbroken">{}</span>').format(match.group()))
        at = match.end()
    parts.append(escape(characters[at:]))
    return join(parts)


# Two notes called at one place, 1 and 2, are never 12, nor 21 in Hebrew.
_BETWEEN_CALLS = Markup('<span class="between-calls">\u2060·</span>')


def inlines(nodes: Inlines, context: Context) -> Markup:
    """Return a run of inlines as phrasing content, a dot between two notes called together."""
    parts: list[Markup] = []
    for before, node in zip((None, *nodes), nodes, strict=False):
        if isinstance(node, Note) and isinstance(before, Note):
            parts.append(_BETWEEN_CALLS)
        parts.append(inline(node, context))
    return join(parts)


def inline(node: Inline, context: Context) -> Markup:
    """Return one inline as phrasing content."""
    match node:
        case Text(characters):
            return text(characters)
        case LineBreak():
            return Markup("<br/>")
        case Emphasis(children):
            return _element("em", "", children, context)
        case Strong(children):
            return _element("strong", "", children, context)
        case Foreign(lang, dir, children):
            within = context.within(lang, dir)
            # Within words that have accents there is no other Hebrew face.
            here = within if context.accented else within.around(children)
            # A run for its direction alone, such as a range of numbers, is set as what holds it.
            own = direction_of(dir) if lang == context.lang else attributes(lang, dir)
            sung = ATTRIBUTE if here.accented else Markup("")
            inner = inlines(children, here)
            return Markup("<span{}{}>{}</span>").format(own, sung, inner)
        case Quote(opening, closing, children):
            inner = text(opening) + inlines(children, context) + text(closing)
            return Markup('<span class="quote">{}</span>').format(inner)
        case Gloss(term, opening, meaning, closing):
            # The term first: notes count their calls as they are rendered.
            named = inlines(term, context)
            bracketed = text(opening) + inlines(meaning, context) + text(closing)
            return Markup('<dfn{}>{}</dfn><span class="gloss">{}</span>').format(
                _id(node.anchor), named, bracketed
            )
        case Citation(_, children):
            return Markup('<cite class="reference"{}>{}</cite>').format(
                _id(node.anchor), inlines(children, context)
            )
        case Link(href, children):
            return Markup('<a href="{}">{}</a>').format(href, inlines(children, context))
        case Note():
            return context.note(node, context)
        case _:
            assert_never(node)


def _id(anchor: str) -> Markup:
    return Markup(' id="{}"').format(anchor) if anchor else Markup("")


def _element(name: str, kind: str, children: Inlines, context: Context) -> Markup:
    attribute = Markup(' class="{}"').format(kind) if kind else Markup("")
    return Markup("<{0}{1}>{2}</{0}>").format(name, attribute, inlines(children, context))


def blocks(nodes: Blocks, context: Context) -> Markup:
    """Return blocks one under another, each with its language and direction."""
    apart = context.around()
    return join([block(node, apart) for node in nodes])


def block(node: Block, context: Context) -> Markup:
    """Return one block with its language and direction."""
    match node:
        case Paragraph(children):
            here = context.around(children)
            return Markup("<p{}>{}</p>\n").format(here.attributes, inlines(children, here))
        case Verse(lines):
            here = context.around(*lines)
            rows = join([Markup("<span>{}</span>").format(inlines(x, here)) for x in lines])
            return Markup('<p class="verse"{}>{}</p>\n').format(here.attributes, rows)
        case Passage():
            return passage(node, "passage", context)
        case Segment():
            return segment(node, context)
        case Blockquote(children):
            return _block("blockquote", "", children, context)
        case List(items, start):
            return _list(items, start, context)
        case Index(entries):
            return index(entries, context)
        case Separator():
            return Markup('<hr class="separator"{}/>\n').format(context.attributes)
        case _:
            assert_never(node)


def _block(name: str, kind: str, children: Blocks, context: Context) -> Markup:
    attribute = Markup(' class="{}"').format(kind) if kind else Markup("")
    return Markup("<{0}{1}{2}>{3}</{0}>\n").format(
        name, attribute, context.attributes, blocks(children, context)
    )


def _list(items: tuple[Blocks, ...], start: int | None, context: Context) -> Markup:
    rows = join([_block("li", "", item, context) for item in items])
    if start is None:
        return Markup("<ul{}>{}</ul>\n").format(context.attributes, rows)
    first = Markup("") if start == 1 else Markup(' start="{}"').format(start)
    return Markup("<ol{}{}>{}</ol>\n").format(first, context.attributes, rows)


def passage(node: Passage, kind: str, context: Context) -> Markup:
    """Return a passage as a division of the given class, in its own language."""
    return _block("div", kind, node.blocks, context.within(node.lang, node.dir))


def segment(node: Segment, context: Context) -> Markup:
    """Return the original over its translation, kept together, and the commentary after them."""
    pair = passage(node.original, "original", context)
    if node.translation is not None:
        pair += passage(node.translation, "translation", context)
    unit = Markup('<div class="pair"{}>{}</div>\n').format(context.attributes, pair)
    if node.commentary:
        unit += _block("div", "commentary", node.commentary, context)
    return Markup('<div class="segment"{}>\n{}</div>\n').format(context.attributes, unit)


def index(entries: tuple[Entry, ...], context: Context) -> Markup:
    """Return the lines of an index, each place a link to its anchor."""
    return Markup('<ul class="index"{}>\n{}</ul>\n').format(
        context.attributes, join([_entry(entry, context) for entry in entries])
    )


def _entry(entry: Entry, context: Context) -> Markup:
    here = context.around(entry.term, entry.meaning)
    line = Markup('<span class="term">{}</span>').format(inlines(entry.term, here))
    if entry.meaning:
        meaning = inlines(entry.meaning, here)
        line += Markup(' <span class="meaning">{}</span>').format(meaning)
    if entry.places:
        line += Markup(' <span class="places">{}</span>').format(context.places(entry.places))
    under = index(entry.under, context) if entry.under else Markup("")
    return Markup("<li{}><p{}>{}</p>{}</li>\n").format(
        context.attributes, here.attributes, line, under
    )


def excerpt(node: Excerpt, context: Context) -> Markup:
    """Return an excerpt: its number and source line as one heading, then its text."""
    level = min(context.depth + 1, 6)
    here = context.around(node.heading)
    heading = Markup(
        '<h{0} class="source"{1}><span class="number"{2}>{3}.</span>'
        ' <span class="from">{4}</span></h{0}>\n'
    ).format(level, here.attributes, _id(node.anchor), node.number, inlines(node.heading, here))
    return Markup('<section class="excerpt" id="{}"{}>\n{}{}</section>\n').format(
        context.anchor, context.attributes, heading, blocks(node.blocks, context)
    )


def children(nodes: tuple[Section | Excerpt | Block, ...], context: Context) -> Markup:
    """Return what a section holds, in order."""
    parts: list[Markup] = []
    for anchor, node in anchored(nodes, context.anchor):
        here = replace(context, anchor=anchor)
        match node:
            case Section():
                parts.append(section(node, replace(here, depth=context.depth + 1)))
            case Excerpt():
                parts.append(excerpt(node, here) + context.after(node))
            case _:
                parts.append(block(node, context))
    return join(parts)


def heading(node: Section, context: Context) -> Markup:
    """Return the heading of a section at the depth it is nested, or nothing where it has none."""
    if not node.title:
        return Markup("")
    level = min(context.depth, 6)
    here = context.around(node.title)
    title = inlines(node.title, here)
    return Markup("<h{0}{1}>{2}</h{0}>\n").format(level, here.attributes, title)


def section(node: Section, context: Context) -> Markup:
    """Return a section with its heading, where it has one, and all it holds."""
    return Markup('<section class="{}" id="{}"{}>\n{}{}</section>\n').format(
        node.role,
        context.anchor,
        context.attributes,
        heading(node, context),
        children(node.children, context),
    )
