"""Shortcut: elements that look the same to the selectors are matched once.

As a rule a selector asks for the names and attributes of an element and of its ancestors
(Kozea/WeasyPrint#578).  Elements that agree in all of these match the same selectors of this kind.
Selectors that ask for more (siblings, children, the language in force) are tried on each element.
Part of ``style_sharing``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from typing import Any, TypeAlias

from publish.text.dataclass import dataclass

Match: TypeAlias = tuple[Any, ...]
"""A matching selector: its specificity, its place in its sheet, a pseudo-element, its rules."""

MatchKey: TypeAlias = tuple[int, tuple[tuple[int, int], ...]]
"""The class of an element, and the selectors of the second kind that it matches."""

_QUESTION = re.compile(r"\bel\.(\w+(?:\.\w+)?)")
_OF_ANCESTORS = re.compile(
    r"parent|ancestors|local_name|namespace_url|classes|id|in_html_document|"
    r"etree_element\.(?:attrib|get|tag)"
)
_ALIASES = {"class": ("el.classes",), "id": ("el.id",)}
_BY_NAME = ("id_selectors", "class_selectors", "lower_local_name_selectors", "namespace_selectors")
_LISTED = ("lang_attr_selectors", "other_selectors")


@dataclass(frozen=True, slots=True)
class _ElementClass:
    """Elements that agree in all that selectors ask for.

    ``number`` tells classes apart; classes with the same ``matched`` match the same selectors.
    """

    number: int
    matched: int
    matches: tuple[list[Match], ...]


@dataclass(slots=True, eq=False)
class Selectors:
    """The selectors of some sheets, in two kinds: ``plain`` ones and ``others``.

    ``sources`` are the Python expressions of all of them.
    """

    plain: tuple[Any, ...]
    others: tuple[tuple[int, Any], ...]
    sources: str
    _classes: dict[Any, _ElementClass] = field(default_factory=dict)
    _matched: dict[Any, int] = field(default_factory=dict)
    _is_read: dict[str, bool] = field(default_factory=dict)

    def key(self, wrapper: Any) -> MatchKey:
        """Return a key that is the same for elements that match the same selectors."""
        others = [
            (sheet, match) for sheet, matcher in self.others for match in matcher.match(wrapper)
        ]
        number = self._class(wrapper).matched
        return number, tuple((sheet, match[1]) for sheet, match in others)

    def matches(self, wrapper: Any) -> list[list[Match]]:
        """Return the matches of an element for each sheet, in the order in which they apply."""
        result = [list(matches) for matches in self._class(wrapper).matches]
        for sheet, matcher in self.others:
            result[sheet] += matcher.match(wrapper)
            result[sheet].sort()
        return result

    def _class(self, wrapper: Any) -> _ElementClass:
        selectors: Selectors | None
        element_class: _ElementClass | None
        selectors, element_class = wrapper.__dict__.get("publish_class", (None, None))
        if selectors is not self or element_class is None:
            parent = wrapper.parent
            element = wrapper.etree_element
            key = (
                wrapper.in_html_document if parent is None else self._class(parent).number,
                element.tag,
                *(item for item in element.attrib.items() if self._reads(item[0])),
            )
            element_class = self._classes.get(key)
            if element_class is None:
                matches = tuple(matcher.match(wrapper) for matcher in self.plain)
                orders = tuple(tuple(order for _, order, *_ in match) for match in matches)
                matched = self._matched.setdefault(orders, len(self._matched))
                element_class = _ElementClass(len(self._classes), matched, matches)
                self._classes[key] = element_class
            wrapper.__dict__["publish_class"] = self, element_class
        return element_class

    def _reads(self, attribute: str) -> bool:
        """Return whether any selector reads an attribute."""
        if attribute not in self._is_read:
            names = (repr(attribute), *_ALIASES.get(attribute, ()))
            self._is_read[attribute] = any(name in self.sources for name in names)
        return self._is_read[attribute]


def divide(sheets: Any) -> Selectors:
    """Return the selectors of some sheets, divided into the two kinds."""
    matchers = [sheet.matcher for sheet, *_ in sheets]
    others = [_part(matcher, lambda test: not _is_plain(test)) for matcher in matchers]
    return Selectors(
        tuple(_part(matcher, _is_plain) for matcher in matchers),
        tuple((number, matcher) for number, matcher in enumerate(others) if matcher.order),
        "\n".join(_source(test) for matcher in matchers for test in _tests(matcher)),
    )


def _tests(matcher: Any) -> list[Any]:
    by_name = [entries for name in _BY_NAME for entries in getattr(matcher, name).values()]
    listed = [getattr(matcher, name) for name in _LISTED]
    return [test for entries in (*by_name, *listed) for test, *_ in entries]


def _part(matcher: Any, belongs: Callable[[Any], bool]) -> Any:
    """Return a matcher of the selectors that belong to a kind, their number as its order."""
    part = type(matcher)()
    for name in _BY_NAME:
        for key, entries in getattr(matcher, name).items():
            if chosen := [entry for entry in entries if belongs(entry[0])]:
                getattr(part, name)[key] = chosen
    for name in _LISTED:
        entries = getattr(matcher, name)
        getattr(part, name).extend(entry for entry in entries if belongs(entry[0]))
    part.order = len(_tests(part))
    return part


def _is_plain(test: Any) -> bool:
    source = _source(test)
    return bool(source) and all(map(_OF_ANCESTORS.fullmatch, _QUESTION.findall(source)))


def _source(test: Any) -> str:
    """Return the Python expression of a selector's test, or nothing where it is unknown."""
    source: str = getattr(test, "source", "")
    return source
