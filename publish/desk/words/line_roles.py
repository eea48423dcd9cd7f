"""The role of each line of a text, as the text was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from publish.config import Settings
from publish.diagnostics import PublishError
from publish.document.draft import Chunk, Draft, Part
from publish.document.mark_parts import PARTS
from publish.document.marks import MarkRole
from publish.document.model import (
    Blockquote,
    Excerpt,
    Image,
    List,
    Milestone,
    Node,
    Note,
    Role,
    Rubric,
    Section,
    Segment,
    Separator,
    Speech,
    Table,
    Text,
    Verse,
    Work,
)
from publish.pipeline.mark_places import place_marks
from publish.pipeline.pass_table import draft_passes
from publish.pipeline.stages import file_settings, parse
from publish.pipeline.text_lines import MarkedText
from publish.readers import group_versions
from publish.text.dataclass import dataclass
from publish.text.source import Source, Span, Traced

BLANK = ""
"""The role of a line without visible characters."""

MARKUP = "markup"
"""The role of a line that only says what other lines are, in a format that has such lines."""

_OF_PARTS: dict[Part, str] = {part: role.value for role, part in PARTS.items()} | {
    Part.EVENT: "event",
    Part.HEADER_ROW: "table",
    Part.ROW: "table",
    Part.IMAGE: "image",
    Part.SEPARATOR: "separator",
}
"""The role of a line of each part; those of marks have the names that marks give them."""

_OF_SECTIONS = {Role.PART: MarkRole.PART, Role.SECTION: MarkRole.SECTION}
"""The role of the title of a section; that of other sections is the title of a chapter."""

FRONT_ROLES = (
    *(MarkRole.TITLE, MarkRole.SUBTITLE, MarkRole.AUTHOR, MarkRole.DATE),
    *(MarkRole.DEDICATION, MarkRole.EPIGRAPH, "event"),
)
"""The roles of lines that stand before a text."""

Weights = dict[int, Counter[str]]
"""The visible characters of each line, counted by their roles."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line by its number, from 1, and its role, which is empty for a blank line.

    A line that ``continues`` belongs to the paragraph of a line before it.
    """

    number: int
    role: str
    continues: bool = False


def find_lines(file: str, sources: Sequence[Source], settings: Settings) -> tuple[SourceLine, ...]:
    """Return the lines of one of the files of a book, each with the role that it was read as.

    A line with several roles has that of most of its characters.  Raises PublishError as
    ``parse`` does.
    """
    texts = group_versions(sources)
    source = next(each for each in sources if each.file == file)
    whole = next(text for text in texts if file in {each.file for each in (text, *text.versions)})
    marks = place_marks(settings.marks, sources).value.get(whole.file, ())
    own = file_settings(settings, marks, several=len(texts) > 1)
    text = parse(whole, own, draft_passes()[-1].name).value
    weights: Weights = {}
    continued: set[int] = set()
    if isinstance(text, Draft):
        _weigh_chunks(text.chunks, source, weights, continued)
    else:
        _weigh_work(text, source, weights, continued)
    other = MarkRole.DROP if isinstance(text, Draft) else MARKUP
    return tuple(
        SourceLine(number, _heaviest(weights.get(number), line, other), number in continued)
        for number, line in enumerate(source.lines(), 1)
    )


def find_title_lines(sources: Mapping[str, Source], settings: Settings) -> tuple[Span, ...]:
    """Return the spans of the lines of the title page in a book of one text.

    None where the text has faults, or where each of several texts has a title of its own.
    """
    if len(sources) != 1:
        return ()
    ((file, source),) = sources.items()
    try:
        lines = find_lines(file, (source,), settings)
    except PublishError:
        return ()
    numbers = {line.number for line in lines if line.role in FRONT_ROLES}
    own = enumerate(source.lines(), 1)
    return tuple(line.span() for number, line in own if number in numbers)


def mark_roles(source: Source) -> tuple[MarkRole, ...]:
    """Return the roles that a mark may give to lines of a text; none where its format says all."""
    return () if MarkedText(source).has_roles else tuple(MarkRole)


def _heaviest(weights: Counter[str] | None, line: Traced, other: str) -> str:
    if weights:
        return weights.most_common(1)[0][0]
    return other if line.text.strip() else BLANK


# --- drafts


def _weigh_chunks(
    chunks: Sequence[Chunk], source: Source, weights: Weights, continued: set[int]
) -> None:
    for chunk in chunks:
        role = _OF_PARTS.get(chunk.part or Part.PARAGRAPH, MarkRole.TEXT.value)
        numbers: list[int] = []
        for text, own in _pieces(chunk, role):
            for number, weight in _weigh(text, source):
                _add(weights, number, own, weight)
                numbers.append(number)
        if numbers:
            continued.update(range(numbers[0] if chunk.joins else numbers[0] + 1, max(numbers) + 1))
        for call in chunk.calls:
            _weigh_chunks(call.body, source, weights, continued)


def _pieces(chunk: Chunk, role: str) -> Iterator[tuple[Traced, str]]:
    """Yield the texts of a chunk, each with its role: its label, its milestones and the rest."""
    if chunk.label is not None:
        yield chunk.label, role
    end = 0
    for mark in chunk.milestones:
        yield chunk.text.cut(end, mark.start), role
        yield chunk.text.cut(mark.start, mark.end), MarkRole.MILESTONE
        end = mark.end
    yield chunk.text.cut(end), role


def _weigh(text: Traced, source: Source) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the lines that a text comes from, with its visible characters there."""
    if not text or text.file != source.file:
        return
    ends = [index for index, _ in text.anchors[1:]] + [len(text)]
    for (index, offset), end in zip(text.anchors, ends, strict=True):
        yield from _weigh_range(text.text[index:end], offset, source)


def _weigh_range(characters: str, offset: int, source: Source) -> Iterator[tuple[int, int]]:
    """Yield numbers of lines with the visible characters that a range of the source has there."""
    start = 0
    while start < len(characters):
        number = source.position(offset + start).line
        following = source.offset(number + 1, 1) - offset
        end = following if following > start else len(characters)
        weight = sum(map(len, characters[start:end].split()))
        if weight:
            yield number, weight
        start = end


def _add(weights: Weights, number: int, role: str, weight: int) -> None:
    weights.setdefault(number, Counter())[role] += weight


# --- texts whose format says what each line is


def _weigh_work(work: Work, source: Source, weights: Weights, continued: set[int]) -> None:
    for span, role in _spans(work, MarkRole.TEXT):
        if span.file != source.file:
            continue
        first = source.position(span.start).line
        for number, weight in _weigh_range(source.text[span.start : span.end], span.start, source):
            _add(weights, number, role, weight)
            if number > first:
                continued.add(number)


def _spans(value: object, role: str) -> Iterator[tuple[Span, str]]:
    """Yield the spans of all texts, pictures and separators in ``value``, each with its role."""
    match value:
        case tuple():
            for item in value:
                yield from _spans(item, role)
        case Text():
            yield value.span, role
        case Image() | Separator():
            yield value.span, "image" if isinstance(value, Image) else "separator"
        case Milestone():
            yield value.span, MarkRole.MILESTONE
        case Node():
            for name, inner in _fields(value):
                yield from _spans(inner, _role_of(value, name, role))
        case _:
            return


def _fields(node: Node) -> Iterator[tuple[str, object]]:
    return ((each.name, getattr(node, each.name)) for each in fields(node) if each.name != "span")


def _role_of(  # noqa: PLR0912  # a branch for each kind of node
    node: Node, field: str, outer: str
) -> str:
    """Return the role of what a field of a node holds, in text of the role ``outer``."""
    match node, field:
        case Note(), _:
            return MarkRole.NOTE
        case Section(role), "title":
            return _OF_SECTIONS.get(role, MarkRole.CHAPTER)
        case Excerpt(), "heading":
            return MarkRole.SOURCE
        case Segment(), ("original" | "transliteration" | "commentary"):
            return field
        case Segment(), "translations":
            return MarkRole.TRANSLATION
    if outer != MarkRole.TEXT:
        return outer  # verses, lists and quotations of an original are the original
    match node, field:
        case Blockquote(), "attribution":
            return MarkRole.ATTRIBUTION
        case Blockquote(), _:
            return MarkRole.QUOTATION
        case Speech(), _:
            return MarkRole.SPEAKER
        case Rubric(), _:
            return MarkRole.RUBRIC
        case Verse(), _:
            return MarkRole.VERSE
        case List(), _:
            return MarkRole.LIST
        case Table(), _:
            return "table"
        case _:
            return outer
