"""Style sheets of a page: the looks of elements by their names, classes and own declarations.

Google Docs puts bold and italics into classes, Word and LibreOffice into declarations.  Selectors
of one element are read; a rule for a medium, and one with several elements, has no effect.
Nothing that a sheet names is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from publish.document.draft import MarkupKind
from publish.readers.html.elements import INLINE
from publish.readers.html.tree import Element, descend, text_of
from publish.text.dataclass import dataclass

_PROPERTIES = frozenset(
    {
        *("display", "visibility", "font-weight", "font-style", "font-variant", "white-space"),
        *("font-variant-caps", "text-decoration", "text-decoration-line", "vertical-align"),
        *("margin", "margin-top", "margin-bottom", "padding", "padding-top", "padding-bottom"),
        *("mso-list", "mso-hide", "mso-element", "mso-tab-count", "list-style-type", "list-style"),
    }
)
_SELECTOR = re.compile(r"([A-Za-z][A-Za-z0-9]*)?(?:([.#])([\w-]+))?")
_BRACE = re.compile("[{}]")
_LENGTH = re.compile(r"(-?(?:\d+(?:\.\d*)?|\.\d+))\s*([a-z]*)")
_POINTS = {"px": 0.75, "in": 72, "cm": 28.35, "mm": 2.835, "pc": 12, "em": 12, "rem": 12}
"""The points in a unit of length; the size of the type is taken for 12 points."""

_MOST_TABS = 20
_BOLD = re.compile(r"bold|bolder|[6-9]00")
_MOST_RULES = 20_000

Declarations = Mapping[str, str]


@dataclass(frozen=True)
class Looks:
    """The looks of an element: what it adds to the text in it, and the space around it.

    ``kinds`` are the kinds of emphasis that it adds, ``cleared`` those that it ends.  The spaces
    before and after it are in points, None where nothing states them.  ``tabs`` is the number of
    tabs of Word for which it stands.
    """

    kinds: frozenset[MarkupKind] = frozenset()
    cleared: frozenset[MarkupKind] = frozenset()
    is_hidden: bool = False
    is_preformatted: bool = False
    is_block: bool = False
    is_struck: bool = False
    space_before: float | None = None
    space_after: float | None = None
    tabs: int = 0
    list_item: str = ""
    list_style: str = ""


class LooksSource(Protocol):
    """The source of the looks of elements: the style sheets of a page, or of many."""

    def looks(self, element: Element) -> Looks:
        """Return the looks of an element."""


def find_sheets(root: Element) -> Iterator[str]:
    """Yield the style sheets in a document."""
    for element in descend(root):
        if element.name == "style" and "print" not in element.attributes.get("media", ""):
            yield text_of(element)


class StyleSheet:
    """The rules of all style sheets of a document."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        self._looks: dict[tuple[str, str, str, str], Looks] = {}
        self._count = 0
        for sheet in sheets:
            self._read(sheet)

    def looks(self, element: Element) -> Looks:
        """Return the looks of an element; the name of its file may stand before its id."""
        attributes = element.attributes
        identifier = attributes.get("id", "").rpartition(" ")[2]
        key = (
            element.name,
            attributes.get("class", ""),
            identifier if ("", f"#{identifier}") in self._rules else "",
            attributes.get("style", ""),
        )
        looks = self._looks.get(key)
        if looks is None:
            looks = self._looks[key] = _read_looks(element.name, self._declarations(*key))
        return looks

    def _read(self, text: str) -> None:
        for selectors, declarations in _find_rules(text):
            own = _read_declarations(declarations)
            if not own:
                continue
            for selector in selectors.split(","):
                match = _SELECTOR.fullmatch(selector.strip())
                self._count += 1
                if match and match[0] and self._count <= _MOST_RULES:
                    key = ((match[1] or "").lower(), f"{match[2] or ''}{match[3] or ''}")
                    self._rules.setdefault(key, {}).update(own)

    def _declarations(self, name: str, classes: str, identifier: str, style: str) -> Declarations:
        """Return the declarations of an element; those of the narrower selector win."""
        result: dict[str, str] = {}
        own = [f".{each}" for each in classes.split()]
        keys = [(name, ""), *(("", each) for each in own), *((name, each) for each in own)]
        keys += [("", f"#{identifier}"), (name, f"#{identifier}")] if identifier else []
        for key in keys:
            if key in self._rules:
                result.update(self._rules[key])
        if style:
            result.update(_read_declarations(style))
        return result


def _find_rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the declarations of each rule that is in no other."""
    text = _strip_comments(text).replace("<!--", " ").replace("-->", " ")
    depth = start = 0
    selectors = ""
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            if depth == 0:
                selectors = text[start : brace.start()].rsplit(";", 1)[-1].strip()
                start = brace.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                if not selectors.startswith("@"):
                    yield selectors, text[start : brace.start()]
                start = brace.end()


def _strip_comments(text: str) -> str:
    parts: list[str] = []
    position = 0
    while (start := text.find("/*", position)) >= 0:
        parts.append(text[position:start])
        end = text.find("*/", start + 2)
        position = len(text) if end < 0 else end + 2
    return "".join([*parts, text[position:]])


def _read_declarations(text: str) -> dict[str, str]:
    """Return the declarations that have a meaning for a text."""
    result: dict[str, str] = {}
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if name in _PROPERTIES:
            result[name] = value.replace("!important", "").strip().lower()
    return result


def _read_looks(name: str, own: Declarations) -> Looks:
    kinds, cleared = _find_kinds(own)
    tabs = own.get("mso-tab-count", "")
    kind = INLINE.get(name)
    if kind and kind is not MarkupKind.LINK and kind not in cleared:
        kinds |= {kind}
    return Looks(
        kinds,
        cleared,
        is_hidden=own.get("display") == "none"
        or own.get("visibility") in ("hidden", "collapse")
        or own.get("mso-hide") in ("all", "screen"),
        is_preformatted=name == "pre" or own.get("white-space", "").startswith(("pre", "break")),
        is_struck=name in ("s", "strike") or "line-through" in _decoration(own),
        is_block=own.get("display") in ("block", "flex", "grid", "list-item"),
        space_before=_space(own, "top"),
        space_after=_space(own, "bottom"),
        tabs=min(int(tabs), _MOST_TABS) if tabs.isdecimal() else 0,
        list_item=own.get("mso-list", "") if own.get("mso-list") != "none" else "",
        list_style=own.get("list-style-type", "") or own.get("list-style", ""),
    )


def _find_kinds(own: Declarations) -> tuple[frozenset[MarkupKind], frozenset[MarkupKind]]:
    """Return the kinds of emphasis that declarations add, and those that they end."""
    decoration = _decoration(own)
    caps = f"{own.get('font-variant', '')} {own.get('font-variant-caps', '')}"
    weight, style = own.get("font-weight", ""), own.get("font-style", "")
    vertical = own.get("vertical-align", "")
    added = {
        MarkupKind.STRONG: bool(_BOLD.fullmatch(weight)),
        MarkupKind.EMPHASIS: style.startswith(("italic", "oblique")),
        MarkupKind.UNDERLINE: "underline" in decoration,
        MarkupKind.SMALL_CAPS: "small-caps" in caps,
        MarkupKind.SUPERSCRIPT: vertical == "super",
        MarkupKind.SUBSCRIPT: vertical == "sub",
    }
    ended = {
        MarkupKind.STRONG: bool(weight) and not added[MarkupKind.STRONG] and weight != "inherit",
        MarkupKind.EMPHASIS: style == "normal",
        MarkupKind.SUPERSCRIPT: vertical == "baseline",
        MarkupKind.SUBSCRIPT: vertical == "baseline",
    }
    return (
        frozenset(kind for kind, is_added in added.items() if is_added),
        frozenset(kind for kind, is_ended in ended.items() if is_ended),
    )


def _decoration(own: Declarations) -> str:
    return f"{own.get('text-decoration', '')} {own.get('text-decoration-line', '')}"


def _space(own: Declarations, side: str) -> float | None:
    """Return the space at a side of an element, in points; None where nothing states it."""
    values = [_length(own, "margin", side), _length(own, "padding", side)]
    stated = [value for value in values if value is not None]
    if values[0] is None and not any(stated):
        return None
    return sum(value for value in stated if value > 0)


def _length(own: Declarations, name: str, side: str) -> float | None:
    value = own.get(f"{name}-{side}")
    if value is None and name in own:
        parts = own[name].split()[:4]
        index = 2 if side == "bottom" and len(parts) > 2 else 0
        value = parts[index] if parts else ""
    match = _LENGTH.match(value) if value else None
    return float(match[1]) * _POINTS.get(match[2], 1) if match else None
