"""Styles of a Word file: the properties of paragraphs and runs through the chains of styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from publish.document.draft import MarkupKind
from publish.readers.office.style_roles import DEEPEST_CHAIN, HEADINGS, normalize_name
from publish.readers.office.text_builder import Kinds
from publish.readers.word.names import FALSE, VAL, W
from publish.readers.xml_parts import Element
from publish.text.dataclass import dataclass

_TOGGLES = frozenset({"b", "bCs", "i", "iCs", "smallCaps", "vanish", "strike", "dstrike"})
"""The properties of which two in a chain of styles cancel each other (ECMA-376, 17.7.3)."""

_VALUES = frozenset({"u", "vertAlign", "rtl", "cs"})
_TAGS = {f"{W}{name}": name for name in _TOGGLES | _VALUES}
_STYLE = f"{W}rStyle"
_UNDERLINE_NONE = frozenset({"none", ""})

RunValues: TypeAlias = dict[str, str]
"""Properties of runs by their local names, a switch as "1" or "0"."""


@dataclass(frozen=True, slots=True)
class Look:
    """The markup of a run, and whether it is hidden, or struck through."""

    kinds: Kinds = ()
    is_hidden: bool = False
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A style of paragraphs with what it has of those that it is based on.

    ``before`` and ``after`` are spaces in points, None where nothing states them.  ``numbering``
    is the identifier of its list and the level in it.
    """

    key: str = ""
    names: tuple[str, ...] = ()
    level: int = 0
    numbering: tuple[str, str] = ("", "")
    before: float | None = None
    after: float | None = None
    is_contextual: bool = False


class StyleSheet:
    """The styles of a document by their identifiers."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._default = ""
        self._space: Element | None = None
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._toggles: dict[str, RunValues] = {}
        self._looks: dict[tuple[object, ...], Look] = {}
        self._default_values: RunValues = {}
        if root is None:
            return
        for style in root.iterfind(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            self._elements.setdefault(key, style)
            is_default = style.get(f"{W}default", "0") not in FALSE
            if is_default and style.get(f"{W}type") == "paragraph" and not self._default:
                self._default = key
        defaults = root.find(f"{W}docDefaults")
        if defaults is not None:
            self._space = defaults.find(f"{W}pPrDefault/{W}pPr")
            self._default_values = _run_values(defaults.find(f"{W}rPrDefault/{W}rPr"))

    def _chain(self, key: str) -> Iterator[Element]:
        """Yield a style and those that it is based on; a circle ends."""
        passed: set[str] = set()
        while key in self._elements and key not in passed and len(passed) < DEEPEST_CHAIN:
            passed.add(key)
            style = self._elements[key]
            yield style
            based_on = style.find(f"{W}basedOn")
            key = based_on.get(VAL, "") if based_on is not None else ""

    def name(self, key: str) -> str:
        """Return the name of a style; its identifier where it has none."""
        style = self._elements.get(key)
        element = style.find(f"{W}name") if style is not None else None
        return str(element.get(VAL, key)) if element is not None else key

    def numbering_of(self, key: str) -> str:
        """Return the identifier of the list of a numbering style; empty for none."""
        return self.paragraph(key).numbering[0]

    def paragraph(self, key: str) -> ParagraphStyle:
        """Return a style of paragraphs; the default one for an unknown identifier."""
        key = key if key in self._elements else self._default
        if key not in self._paragraphs:
            self._paragraphs[key] = self._read_paragraph(key)
        return self._paragraphs[key]

    def _read_paragraph(self, key: str) -> ParagraphStyle:
        names: list[str] = []
        level = 0
        numbering = ["", ""]
        before: float | None = None
        after: float | None = None
        is_contextual = False
        properties = []
        for style in self._chain(key):
            names.append(self.name(style.get(f"{W}styleId", "")))
            level = level or HEADINGS.get(normalize_name(names[-1]), 0)
            properties.append(style.find(f"{W}pPr"))
        for element in (*properties, self._space):
            if element is None:
                continue
            level = level or outline_level(element) or 0
            own = read_numbering(element)
            numbering = [a or b for a, b in zip(numbering, own, strict=True)]
            space = read_space(element)
            before = space[0] if before is None else before
            after = space[1] if after is None else after
            is_contextual = is_contextual or is_on(element.find(f"{W}contextualSpacing"))
        level = 0 if level > 9 else level
        return ParagraphStyle(
            key,
            tuple(names),
            level,
            (numbering[0], numbering[1]),
            before,
            after,
            is_contextual,
        )

    def look(self, properties: Element | None, style: str) -> Look:
        """Return the look of a run by its properties, in a paragraph of ``style``."""
        direct: list[tuple[str, str]] = []
        character = ""
        for element in properties if properties is not None else ():
            name = _TAGS.get(element.tag)
            if name is not None:
                direct.append((name, element.get(VAL, "1")))
            elif element.tag == _STYLE:
                character = element.get(VAL, "")
        key = (style, character, *direct)
        if key not in self._looks:
            self._looks[key] = self._find_look(dict(direct), character, style)
        return self._looks[key]

    def _find_look(self, direct: RunValues, character: str, style: str) -> Look:
        own = self._values(style)
        other = self._values(character) if character else {}
        values: RunValues = {}
        for name in _TOGGLES:
            if name in direct:
                values[name] = "0" if direct[name] in FALSE else "1"
            else:
                is_set = (own.get(name) == "1") != (other.get(name) == "1")
                values[name] = "1" if is_set or self._default_values.get(name) == "1" else "0"
        for name in _VALUES:
            values[name] = direct.get(name) or other.get(name) or own.get(name) or ""
        is_complex = any(values[name] not in (*FALSE, "") for name in ("rtl", "cs"))
        kinds: list[MarkupKind] = []
        if values["bCs" if is_complex else "b"] == "1":
            kinds.append(MarkupKind.STRONG)
        if values["iCs" if is_complex else "i"] == "1":
            kinds.append(MarkupKind.EMPHASIS)
        if values["u"] not in _UNDERLINE_NONE:
            kinds.append(MarkupKind.UNDERLINE)
        if values["smallCaps"] == "1":
            kinds.append(MarkupKind.SMALL_CAPS)
        if values["vertAlign"] == "superscript":
            kinds.append(MarkupKind.SUPERSCRIPT)
        if values["vertAlign"] == "subscript":
            kinds.append(MarkupKind.SUBSCRIPT)
        is_struck = "1" in (values["strike"], values["dstrike"])
        return Look(tuple((kind, "") for kind in kinds), values["vanish"] == "1", is_struck)

    def _values(self, key: str) -> RunValues:
        """Return the properties of runs of a style; its own go before those that it is based on."""
        key = key or self._default
        if key not in self._toggles:
            values: RunValues = {}
            for style in self._chain(key):
                for name, value in _run_values(style.find(f"{W}rPr")).items():
                    values.setdefault(name, value)
            self._toggles[key] = values
        return self._toggles[key]


def _run_values(properties: Element | None) -> RunValues:
    values: RunValues = {}
    for element in properties if properties is not None else ():
        name = _TAGS.get(element.tag)
        if name in _TOGGLES:
            values[name] = "1" if is_on(element) else "0"
        elif name is not None:
            values[name] = element.get(VAL, "1")
    return values


def is_on(element: Element | None) -> bool:
    """Return whether a switch is there and not off."""
    return element is not None and element.get(VAL, "1") not in FALSE


def outline_level(properties: Element) -> int | None:
    """Return the outline level of properties, from 1; 10 for running text, None for none."""
    element = properties.find(f"{W}outlineLvl")
    return read_number(element, VAL, 9) + 1 if element is not None else None


def read_numbering(properties: Element) -> tuple[str, str]:
    """Return the identifier of the list and the level in it that properties state, else ``""``."""
    numbering = properties.find(f"{W}numPr")
    if numbering is None:
        return "", ""
    key, level = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
    return (
        key.get(VAL, "") if key is not None else "",
        level.get(VAL, "") if level is not None else "",
    )


_POINT = 20
_AUTOMATIC = 14.0
"""Points of the space that Word calls automatic, as between paragraphs of a web page."""


def read_space(properties: Element) -> tuple[float | None, float | None]:
    """Return the spaces before and after a paragraph in points, None where none is stated."""
    spacing = properties.find(f"{W}spacing")
    if spacing is None:
        return None, None
    result: list[float | None] = []
    for side in ("before", "after"):
        if spacing.get(f"{W}{side}Autospacing", "0") not in FALSE:
            result.append(_AUTOMATIC)
        elif spacing.get(f"{W}{side}") is not None:
            result.append(read_number(spacing, f"{W}{side}", 0) / _POINT)
        else:
            result.append(None)
    return result[0], result[1]


_LARGEST = 1_000_000


def read_number(element: Element | None, name: str, default: int) -> int:
    """Return an attribute that is a whole number, or ``default`` where it is none."""
    value = element.get(name, "") if element is not None else ""
    is_number = value.lstrip("-").isdecimal() and value.isascii() and len(value) < 9
    return max(-_LARGEST, min(int(value), _LARGEST)) if is_number else default
