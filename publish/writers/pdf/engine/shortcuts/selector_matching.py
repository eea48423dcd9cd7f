"""Every element is held against some fifty selectors, though most are like one before it.

What a selector asks of an element is, as a rule, what it and those around it are called and what
attributes they have (Kozea/WeasyPrint#578).  Two elements with the same names and attributes in
all of that match the same of these.  Selectors that ask for anything else (siblings, what is
inside, the language that holds) are tried on each element.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Match: TypeAlias = tuple[Any, ...]
"""A selector that matches: its specificity, its place in its sheet, a pseudo-element, its rules."""

Key: TypeAlias = tuple[int, tuple[tuple[int, int], ...]]
"""What an element is like, and which of the selectors that ask for more it matches."""

_ASKED = re.compile(r"\bel\.(\w+(?:\.\w+)?)")
_OF_ITSELF = re.compile(
    r"parent|ancestors|local_name|namespace_url|classes|id|in_html_document|"
    r"etree_element\.(?:attrib|get|tag)"
)
_ASKED_AS = {"class": ("el.classes",), "id": ("el.id",)}
_BY_NAME = ("id_selectors", "class_selectors", "lower_local_name_selectors", "namespace_selectors")
_LISTED = ("lang_attr_selectors", "other_selectors")


@dataclass(frozen=True, slots=True)
class _Alike:
    """Elements that are the same in all that is asked, by their number.

    Elements that are not may match the same all the same: ``same`` is the number of that.
    """

    number: int
    same: int
    matches: tuple[list[Match], ...]


@dataclass(slots=True, eq=False)
class Selectors:
    """The selectors of some sheets, told apart by what they ask for."""

    plain: tuple[Any, ...]
    others: tuple[tuple[int, Any], ...]
    sources: str
    _alike: dict[Any, _Alike] = field(default_factory=dict)
    _same: dict[Any, int] = field(default_factory=dict)
    _read: dict[str, bool] = field(default_factory=dict)

    def key(self, wrapper: Any) -> Key:
        """Return a key that is the same for elements that match the same."""
        others = [
            (sheet, match) for sheet, matcher in self.others for match in matcher.match(wrapper)
        ]
        return self._known(wrapper).same, tuple((sheet, match[1]) for sheet, match in others)

    def matches(self, wrapper: Any) -> list[list[Match]]:
        """Return what an element matches of each sheet, in the order in which it applies."""
        found = [list(matches) for matches in self._known(wrapper).matches]
        for sheet, matcher in self.others:
            found[sheet] += matcher.match(wrapper)
            found[sheet].sort()
        return found

    def _known(self, wrapper: Any) -> _Alike:
        by: Selectors | None
        known: _Alike | None
        by, known = wrapper.__dict__.get("publish_alike", (None, None))
        if by is not self or known is None:
            parent = wrapper.parent
            element = wrapper.etree_element
            key = (
                wrapper.in_html_document if parent is None else self._known(parent).number,
                element.tag,
                *(item for item in element.attrib.items() if self._is_read(item[0])),
            )
            known = self._alike.get(key)
            if known is None:
                matches = tuple(matcher.match(wrapper) for matcher in self.plain)
                places = tuple(tuple(place for _, place, *_ in match) for match in matches)
                same = self._same.setdefault(places, len(self._same))
                known = self._alike[key] = _Alike(len(self._alike), same, matches)
            wrapper.__dict__["publish_alike"] = self, known
        return known

    def _is_read(self, attribute: str) -> bool:
        """Tell whether any selector asks for an attribute."""
        if attribute not in self._read:
            asked = (repr(attribute), *_ASKED_AS.get(attribute, ()))
            self._read[attribute] = any(name in self.sources for name in asked)
        return self._read[attribute]


def selectors(sheets: Any) -> Selectors:
    """Return the selectors of some sheets."""
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


def _part(matcher: Any, takes: Callable[[Any], bool]) -> Any:
    """Return the selectors of a sheet that are taken, with how many they are as their order."""
    part = type(matcher)()
    for name in _BY_NAME:
        for key, entries in getattr(matcher, name).items():
            if taken := [entry for entry in entries if takes(entry[0])]:
                getattr(part, name)[key] = taken
    for name in _LISTED:
        getattr(part, name).extend(entry for entry in getattr(matcher, name) if takes(entry[0]))
    part.order = len(_tests(part))
    return part


def _is_plain(test: Any) -> bool:
    source = _source(test)
    return bool(source) and all(map(_OF_ITSELF.fullmatch, _ASKED.findall(source)))


def _source(test: Any) -> str:
    """Return a selector as it is compiled (``selectors``), where that is known."""
    source: str = getattr(test, "source", "")
    return source
