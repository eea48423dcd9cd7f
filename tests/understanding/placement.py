"""The places of each line of a text in its document model, with the roles that they give it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.understanding.normal_forms import call_name, letters
from tests.understanding.tree import (
    BLOCKS,
    META_ROLES,
    Address,
    Json,
    Path,
    Step,
    address,
    meta_strings,
    print_inlines,
    walk,
)

_LEAVES = frozenset("Text Milestone Image Separator Note Link".split())
_WITHOUT_PLACE = frozenset(("Note", "Link"))
_PAIRED = {
    "original": "orig",
    "translation": "tran",
    "translations": "tran",
    "transliteration": "translit",
}
_FRONT_MATTER = frozenset(("dedication", "epigraph"))
_TITLE_PAGE: Address = ("meta",)


@dataclass(frozen=True, slots=True)
class Placement:
    """A place of characters of one line: possible roles, label, block, segment, language."""

    roles: frozenset[str]
    label: str = ""
    block: Address = ()
    segment: Address | None = None
    lang: str = ""
    weight: int = 0
    """The number of characters in this place, spaces not counted."""


@dataclass(frozen=True, slots=True)
class PlacedLines:
    """For each line its placements, and the columns (from 0) that the model has."""

    placements: Mapping[int, tuple[Placement, ...]]
    columns: Mapping[int, frozenset[int]]


@dataclass(slots=True)
class _Line:
    text: str
    placements: list[Placement] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)


def place_lines(
    texts: Sequence[str], work: Json, offsets: Mapping[str, int] | None = None
) -> PlacedLines:
    """Return the placements of lines in a Work.

    ``offsets`` has the number of lines before each file of a folder; a single file has none.
    """
    lines = {number: _Line(text) for number, text in enumerate(texts, 1)}
    for path, node in walk(work):
        if node["type"] in _LEAVES and node.get("span"):
            _place_leaf(lines, path, node, (offsets or {}).get(node["span"]["file"], 0))
    for line in lines.values():
        _place_in_meta(line, work["meta"])
    return PlacedLines(
        {number: tuple(line.placements) for number, line in lines.items()},
        {number: frozenset(line.columns) for number, line in lines.items()},
    )


def _place_leaf(lines: Mapping[int, _Line], path: Path, node: Json, offset: int) -> None:
    span = node["span"]
    first, end = span["line"] + offset, span["end_line"] + offset
    last = min(end, len(lines))
    languages = [step.node["lang"] for step in path if step.node.get("lang")]
    lang = languages[-1].split("-")[0] if languages else ""
    placement = replace(place_leaf(path, node), lang=lang)
    for number in range(first, last + 1):
        line = lines[number]
        start = span["column"] - 1 if number == first else 0
        stop = span["end_column"] - 1 if number == end else len(line.text)
        piece = line.text[start:stop]
        # A text merged from several lines may leave out a line between them.
        is_printed = first == last or letters(piece) in letters(node.get("text", ""))
        if piece.strip() and is_printed:
            line.columns.update(range(start, stop))
            if node["type"] not in _WITHOUT_PLACE:
                line.placements.append(replace(placement, weight=len("".join(piece.split()))))


def _place_in_meta(line: _Line, meta: Json) -> None:
    """Add the title page to the placements of a line that stands there."""
    roles, rest = _meta_roles(line.text, meta)
    if line.placements:
        if "title" in roles and not rest:
            line.placements = [_also_title(placement) for placement in line.placements]
    elif "author" in roles or (roles and len(rest) < len(letters(line.text)) / 2):
        line.placements = [Placement(roles, block=_TITLE_PAGE, weight=len(line.text))]
        line.columns = set(range(len(line.text)))


def _meta_roles(text: str, meta: Json) -> tuple[frozenset[str], str]:
    """Return the roles of a line on the title page, and the letters that stand nowhere there."""
    roles: set[str] = set()
    rest = letters(text)
    for name, role in META_ROLES.items():
        for value in filter(None, map(letters, meta_strings(meta.get(name)))):
            if rest and (rest in value or (len(value) > 1 and value in rest)):
                roles.add(role)
                rest = "" if rest in value else rest.replace(value, "", 1)
    return frozenset(roles), rest


def _also_title(placement: Placement) -> Placement:
    is_heading = bool(placement.roles & {"chapter", "part", "section"})
    return replace(placement, roles=placement.roles | {"title"}) if is_heading else placement


def place_leaf(path: Path, leaf: Json) -> Placement:
    """Return the placement that the ancestors of a leaf give it, without language and weight."""
    own = address(path)
    if leaf["type"] in ("Milestone", "Image", "Separator"):
        return Placement(frozenset({leaf["type"].lower()}), str(leaf.get("label", "")), own)
    segments = [step for step in path if step.kind == "Segment" and step.field in _PAIRED]
    segment = segments[0].address if segments else None
    blocks = [step.address for step in path if step.kind in BLOCKS]
    block = blocks[-1] if blocks else own
    for step in reversed(path):
        placement = _place_in_division(step, path, block)
        if placement is None and segment is None:
            # Verses, lists and quotations inside an original are the original.
            placement = _place_in_block(step, path, block)
        if placement is not None:
            return replace(placement, segment=segment) if step.kind == "Segment" else placement
    return Placement(frozenset({"para"}), block=block)


def _place_in_division(step: Step, path: Path, block: Address) -> Placement | None:
    """Return the placement that a note, heading, segment or front matter decides, else None."""
    node, name = step.node, step.field
    sections = [each.node for each in path if each.kind == "Section"]
    front = frozenset(str(section.get("role")) for section in sections) & _FRONT_MATTER
    match step.kind:
        case "Note" if name == "blocks":
            return Placement(frozenset({"note"}), call_name(str(node["call"])), step.address)
        case "Excerpt" if name == "heading":
            return Placement(frozenset({"source"}), str(node.get("number") or ""), step.address)
        case "Section" if name == "title":
            return Placement(_heading_roles(node, len(sections)), block=step.address)
        case kind if front and kind in BLOCKS | {"Section"}:
            attribution = {"attribution"} if name == "attribution" else set()
            return Placement(front | attribution, block=block)
        case "Segment":
            is_second = name == "translations" and step.index[0] > 0
            role = "tran2" if is_second else _PAIRED.get(name, "comm")
            return Placement(frozenset({role}), block=block)
        case _:
            return None


def _place_in_block(step: Step, path: Path, block: Address) -> Placement | None:
    """Return the placement that a list, table, verse, speech or quotation decides, else None."""
    items = [(*each.address, *each.index) for each in path if _is_item(each)]
    quoted = {"quote"} if any(each.kind == "Blockquote" for each in path) else set()
    match step.kind:
        case "List" if items:
            return Placement(frozenset({"item"}), str(len(items)), items[-1])
        case "Table":
            return Placement(frozenset({"table"}), block=step.address)
        case "Verse":
            return Placement(frozenset({"verse"} | quoted), block=step.address)
        case "Speech" | "Rubric" as kind:
            label = print_inlines(step.node.get("speaker"))
            return Placement(frozenset({kind.lower()}), label, block)
        case "Blockquote":
            role = "attribution" if step.field == "attribution" else "quote"
            return Placement(frozenset({role}), block=block)
        case _:
            return None


def _is_item(step: Step) -> bool:
    return step.kind == "List" and step.field == "items"


def _heading_roles(section: Json, depth: int) -> frozenset[str]:
    role = section.get("role", "chapter")
    if role in ("part", "section", "dedication", "epigraph"):
        return frozenset({role})
    roles = {"chapter"}
    if role == "chapter":
        # A section of the role "chapter" may show its level by nesting alone.
        roles |= {"section"} if depth > 1 else set()
        has_sections = any(child.get("type") == "Section" for child in section["children"])
        roles |= {"part"} if has_sections else set()
    return frozenset(roles)
