"""Styles of an OpenDocument text: the properties of paragraphs and spans through their chains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from publish.document.draft import MarkupKind
from publish.readers.office.style_roles import DEEPEST_CHAIN, HEADINGS, normalize_name
from publish.readers.office.text_builder import Kinds
from publish.readers.opendocument.names import (
    FO,
    NAME,
    OFFICE,
    STYLE,
    SVG,
    TEXT,
    read_number,
)
from publish.readers.xml_parts import Element
from publish.text.dataclass import dataclass

_PARAGRAPHS = "paragraph"
_SPANS = "text"
_WEIGHTS = (f"{FO}font-weight", f"{STYLE}font-weight-asian", f"{STYLE}font-weight-complex")
_SLOPES = (f"{FO}font-style", f"{STYLE}font-style-asian", f"{STYLE}font-style-complex")
_FAMILY = f"{FO}font-family"
_FONT = f"{STYLE}font-name"
_UNDERLINE = f"{STYLE}text-underline-style"
_STRIKES = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")
_VARIANT = f"{FO}font-variant"
_POSITION = f"{STYLE}text-position"
_DISPLAY = f"{TEXT}display"
_NAMES = (
    *(*_WEIGHTS, *_SLOPES, *_STRIKES),
    *(_FAMILY, _FONT, _UNDERLINE, _VARIANT, _POSITION, _DISPLAY),
)
"""The properties of characters that are read."""

_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_SLOPING = frozenset({"italic", "oblique"})
_HIDDEN = frozenset({"none", "condition"})
_BREAKS = frozenset({"page", "column"})
_ESCAPE = re.compile(r"_([0-9a-f]{1,4})_")
_LENGTH = re.compile(r"(-?\d{0,9}(?:\.\d{1,9})?)(cm|mm|in|pt|pc|px)")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}

Values: TypeAlias = dict[str, str]
"""Properties by the names of their attributes."""

Properties: TypeAlias = tuple[str, ...]
"""The values of ``_NAMES``; empty where nothing states one."""


@dataclass(frozen=True, slots=True)
class Look:
    """The markup of a span for letters of Western, Asian and complex scripts, and its font."""

    kinds: tuple[Kinds, Kinds, Kinds] = ((), (), ())
    is_hidden: bool = False
    font: str = ""
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A style of paragraphs with what it has of its parents.

    ``names`` are those that the program shows, without automatic styles.  ``level`` is the outline
    level, 0 for running text.  ``list_style`` is None where nothing states it.  ``before`` and
    ``after`` are spaces in points.
    """

    key: str = ""
    names: tuple[str, ...] = ()
    level: int = 0
    list_style: str | None = None
    before: float = 0
    after: float = 0
    is_contextual: bool = False
    breaks_before: bool = False
    breaks_after: bool = False


class StyleSheet:
    """The styles of a document by their families and names.

    An automatic style is direct formatting: what it sets beside its parent is markup, whereas the
    look of a style that the editor has chosen belongs to the design of the document.
    """

    def __init__(self, content: Element, styles: Element | None) -> None:
        self._automatic = _find_styles(content.find(f"{OFFICE}automatic-styles"))
        root = styles.find(f"{OFFICE}styles") if styles is not None else None
        self._common = _find_styles(root)
        self._defaults: dict[str, Element] = {}
        for each in root if root is not None else ():
            if each.tag == f"{STYLE}default-style":
                self._defaults.setdefault(each.get(f"{STYLE}family", ""), each)
        self._fonts = {
            face.get(NAME, ""): face.get(f"{SVG}font-family", "").strip("'\" ")
            for part in (content, styles)
            if part is not None
            for face in part.iterfind(f"{OFFICE}font-face-decls/{STYLE}font-face")
        }
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._values: dict[tuple[str, str], Values] = {}
        self._spans: dict[tuple[Properties, str], Properties] = {}
        self._looks: dict[tuple[str, Properties], Look] = {}

    def _chain(self, family: str, key: str) -> Iterator[tuple[Element, bool]]:
        """Yield a style and its parents, each with whether it is automatic; a circle ends."""
        passed: set[str] = set()
        place = (family, key)
        if place in self._automatic:
            element = self._automatic[place]
            yield element, True
            place = (family, element.get(f"{STYLE}parent-style-name", ""))
        while place in self._common and place[1] not in passed and len(passed) < DEEPEST_CHAIN:
            passed.add(place[1])
            element = self._common[place]
            yield element, False
            place = (family, element.get(f"{STYLE}parent-style-name", ""))

    def paragraph(self, key: str) -> ParagraphStyle:
        """Return a style of paragraphs."""
        if key not in self._paragraphs:
            self._paragraphs[key] = self._read_paragraph(key)
        return self._paragraphs[key]

    def _read_paragraph(self, key: str) -> ParagraphStyle:
        names: list[str] = []
        values: Values = {}
        for style, is_automatic in self._chain(_PARAGRAPHS, key):
            if not is_automatic:
                names.append(style.get(f"{STYLE}display-name") or decode_name(style.get(NAME, "")))
            for name, value in style.attrib.items():
                values.setdefault(name, value)
            _add_properties(values, style, "paragraph")
        if not values and key:
            names.append(decode_name(key))  # as Pandoc names styles that it does not define
        default = self._defaults.get(_PARAGRAPHS)
        if default is not None:
            _add_properties(values, default, "paragraph")
        levels = (HEADINGS.get(normalize_name(name), 0) for name in names)
        level = values.get(f"{STYLE}default-outline-level")
        stated = read_number(level, 0) if level is not None else next(filter(None, levels), 0)
        breaks = values.get(f"{FO}break-before") in _BREAKS
        return ParagraphStyle(
            key,
            tuple(names),
            min(stated, 9),
            values.get(f"{STYLE}list-style-name"),
            read_points(values.get(f"{FO}margin-top", values.get(f"{FO}margin", ""))),
            read_points(values.get(f"{FO}margin-bottom", values.get(f"{FO}margin", ""))),
            values.get(f"{STYLE}contextual-spacing") == "true",
            breaks or bool(values.get(f"{STYLE}master-page-name")),
            values.get(f"{FO}break-after") in _BREAKS,
        )

    def properties(self, paragraph: str) -> Properties:
        """Return the properties of characters in a paragraph of a style."""
        values = self._read_values(_PARAGRAPHS, paragraph)
        return tuple(values.get(name, "") for name in _NAMES)

    def add_span(self, properties: Properties, style: str) -> Properties:
        """Return the properties of characters in a span; those that its style sets are changed."""
        key = (properties, style)
        if key not in self._spans:
            values = self._read_values(_SPANS, style)
            own = zip(_NAMES, properties, strict=True)
            self._spans[key] = tuple(values.get(name, value) for name, value in own)
        return self._spans[key]

    def look(self, paragraph: str, properties: Properties) -> Look:
        """Return the look of characters in a paragraph of a style."""
        key = (paragraph, properties)
        if key not in self._looks:
            self._looks[key] = self._find_look(
                paragraph, dict(zip(_NAMES, properties, strict=True))
            )
        return self._looks[key]

    def _find_look(self, paragraph: str, values: Values) -> Look:
        automatic = self._automatic.get((_PARAGRAPHS, paragraph))
        parent = f"{STYLE}parent-style-name"
        common = automatic.get(parent, "") if automatic is not None else paragraph
        design = self._read_values(_PARAGRAPHS, common)
        first, second, third = (
            tuple((kind, "") for kind in _find_kinds(values, script, _find_kinds(design, script)))
            for script in range(3)
        )
        font = values[_FONT]
        return Look(
            (first, second, third),
            values[_DISPLAY] in _HIDDEN,
            self._fonts.get(font, font) or values[_FAMILY].strip("'\" "),
            any(values[each] not in ("", "none") for each in _STRIKES),
        )

    def _read_values(self, family: str, key: str) -> Values:
        """Return the properties of characters of a style; its own go before its parents'."""
        if (family, key) not in self._values:
            values: Values = {}
            for style, _ in self._chain(family, key):
                _add_properties(values, style, "text")
            default = self._defaults.get(_PARAGRAPHS)
            if default is not None and family == _PARAGRAPHS:
                _add_properties(values, default, "text")
            self._values[family, key] = values
        return self._values[family, key]


def _find_styles(parent: Element | None) -> dict[tuple[str, str], Element]:
    styles: dict[tuple[str, str], Element] = {}
    for each in parent.iterfind(f"{STYLE}style") if parent is not None else ():
        styles.setdefault((each.get(f"{STYLE}family", ""), each.get(NAME, "")), each)
    return styles


def _add_properties(values: Values, style: Element, kind: str) -> None:
    """Add the properties of a style that ``values`` lack."""
    for properties in style.iterfind(f"{STYLE}{kind}-properties"):
        for name, value in properties.attrib.items():
            values.setdefault(name, value)


def _find_kinds(
    values: Mapping[str, str], script: int, design: tuple[MarkupKind, ...] = ()
) -> tuple[MarkupKind, ...]:
    """Return the markup of letters of a script, without that of the design of the paragraph."""
    kinds: list[MarkupKind] = []
    if values.get(_WEIGHTS[script]) in _BOLD:
        kinds.append(MarkupKind.STRONG)
    if values.get(_SLOPES[script]) in _SLOPING:
        kinds.append(MarkupKind.EMPHASIS)
    if values.get(_UNDERLINE, "") not in ("none", ""):
        kinds.append(MarkupKind.UNDERLINE)
    if values.get(_VARIANT) == "small-caps":
        kinds.append(MarkupKind.SMALL_CAPS)
    position = (values.get(_POSITION, "").split() or ["0%"])[0]
    if position.startswith(("sub", "-")):
        kinds.append(MarkupKind.SUBSCRIPT)
    elif position.startswith("super") or position.strip("+%0.") != "":
        kinds.append(MarkupKind.SUPERSCRIPT)
    return tuple(kind for kind in kinds if kind not in design)


def decode_name(name: str) -> str:
    """Return the name of a style as the program shows it: ``Text_20_body`` is “Text body”."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), name)


def read_points(length: str) -> float:
    """Return a length in points; 0 for one that is no length, as a part of another one."""
    match = _LENGTH.fullmatch(length.strip())
    return float(match[1]) * _POINTS[match[2]] if match and match[1] not in ("", "-") else 0.0
