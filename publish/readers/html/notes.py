"""Notes of a page: calls and bodies, paired by the fragment that each link addresses.

Google Docs has ``#ftnt1`` and ``#ftnt_ref1``, Word ``#_ftn1`` and ``#_ftnref1``, LibreOffice
``#sdfootnote1sym`` and ``#sdfootnote1anc``, Pandoc ``#fn1`` and ``#fnref1``, MediaWiki
``#cite_note-1`` and ``#cite_ref-1``; EPUB says ``epub:type="noteref"``.  The
fragments tell, not the names.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from urllib.parse import parse_qs, unquote, urlsplit

from publish.readers.html.tokens import Characters
from publish.readers.html.tree import Element, descend, text_of, walk
from publish.text.dataclass import dataclass

_MARK = re.compile(
    r"[\[({]?\s*(?:\d{1,4}|[*†‡§¶⁰¹²³⁴-⁹]{1,6}|[A-Za-z]{1,2}|[א-ת]{1,3}|[ivxlc]{1,7}"
    r"|(?:note|fn|n)\.? ?\d{1,4})[.:]?\s*[\])}]?",
    re.IGNORECASE,
)
AROUND_MARK = "[](){}.:^↑↩⏎ \u00a0\t\n\r"
"""Signs around the mark of a call, and before the body of its note."""

_TYPES = re.compile(r"(?:doc-)?note-?ref", re.IGNORECASE)
_NAME = re.compile(r"foot|note|ftn|edn|fn|cite|sdend", re.IGNORECASE)
_COMMENT = re.compile(r"cmnt\d|_msocom")
_WITHIN = frozenset(
    {
        *("a", "sup", "sub", "span", "font", "b", "i", "em", "strong", "small", "u", "cite"),
        "bdi",
        *("p", "div", "li", "dt", "dd", "td", "th", "tr", "aside", "blockquote", "section"),
    }
)
"""The elements that can be a body, or a part at its beginning."""

_AROUND_CALL = frozenset({"sup", "span", "font", "small", "b", "i", "em", "strong", "bdi"})
_LONGEST_LABEL = 12
_LONGEST_CALL = 2000
"""Characters of a call in the file, with its tags."""

_MOST_MULTIPLE = 50


@dataclass(frozen=True, slots=True, eq=False)
class PageNote:
    """A note: its calls, the mark of each, and the elements of its body.

    ``labels`` are the elements in the body that lead back to the calls.  ``is_comment`` is true
    for the comment of a reviewer.
    """

    calls: Mapping[Element, str]
    body: tuple[Element, ...]
    labels: frozenset[Element]
    is_comment: bool = False


@dataclass(frozen=True)
class PageNotes:
    """The notes of a page, by their calls, and the elements that are no text where they stand."""

    by_call: Mapping[Element, PageNote] = field(default_factory=dict)
    bodies: frozenset[Element] = frozenset()


def find_fragment(address: str) -> str:
    """Return the fragment that a link addresses, also one that Google Docs wrapped."""
    if "google." in address and "/url?" in address:
        address = unwrap(address)
    return unquote(address.rpartition("#")[2]) if "#" in address else ""


def unwrap(address: str) -> str:
    """Return the address to which a redirecting link of Google leads, any other as it is."""
    try:
        parts = urlsplit(address)
        if not re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}", parts.netloc) or parts.path != "/url":
            return address
        query = parse_qs(parts.query, max_num_fields=100)
    except ValueError:
        return address
    target = (query.get("q") or query.get("url") or [""])[0]
    return f"{target}#{parts.fragment}" if target and parts.fragment else target or address


def find_notes(root: Element) -> PageNotes:
    """Return the notes of a document."""
    finder = _Finder(root)
    notes = tuple(finder.find())
    by_call = {call: note for note in notes for call in note.calls}
    return PageNotes(by_call, frozenset(each for note in notes for each in note.body))


class _Finder:
    """The links and targets of a document."""

    def __init__(self, root: Element) -> None:
        self._parents: dict[Element, Element] = {}
        self._targets: dict[str, Element] = {}
        self._links: list[tuple[Element, str]] = []
        self._anchors: dict[Element, Element] = {}  # the empty anchor right before a link
        for element in descend(root):
            before: Element | None = None
            for child in element.elements:
                self._parents[child] = element
                if before is not None and before.name == "a" and not before.children:
                    self._anchors[child] = before
                before = child
            for name in ("id", "name"):
                if name in element.attributes and (name == "id" or element.name == "a"):
                    self._targets.setdefault(element.attributes[name], element)
            href = element.attributes.get("href", "") if element.name == "a" else ""
            if fragment := find_fragment(href):
                self._links.append((element, fragment))

    def find(self) -> Iterator[PageNote]:
        """Yield the notes in the order of their bodies."""
        calls: dict[Element, list[Element]] = {}
        for link, fragment in self._links:
            target = self._targets.get(fragment)
            if target is not None and target.start > link.start and self._may_call(link):
                calls.setdefault(target, []).append(link)
        targets = sorted(calls, key=lambda target: target.start)
        starts = [target.start for target in targets]
        call_starts = sorted(link.start for links in calls.values() for link in links)
        bodies = {
            target: body
            for target in targets
            if (body := self._find_body(target, starts, call_starts)) is not None
        }
        continued = self._continue(set(bodies.values()))
        for target, body in bodies.items():
            note = self._note(calls[target], body, continued.get(body, ()), target)
            if note is not None:
                yield note

    def _may_call(self, link: Element) -> bool:
        if link.end - link.start > _LONGEST_CALL:
            return False
        text = text_of(link).strip()
        kind = f"{link.attributes.get('epub:type', '')} {link.attributes.get('role', '')}"
        return bool(_MARK.fullmatch(text) or (_TYPES.search(kind) and len(text) <= _LONGEST_LABEL))

    def _find_body(
        self, target: Element, starts: Sequence[int], calls: Sequence[int]
    ) -> Element | None:
        """Return the largest element that begins with a target and has no other one in it."""
        body: Element | None = target
        while body is not None and not _is_block(body):
            body = self._parents.get(body)
            if body is None or body.name not in _WITHIN:
                return None
            if starts[bisect_left(starts, body.start)] < target.start:
                return None  # another target stands before it
        if body is None or not _begins_with(body, target):
            return None
        while body is not None:
            parent = self._parents.get(body)
            if parent is None or parent.name not in _WITHIN:
                break
            if _count(starts, parent) != 1 or _count(calls, parent):
                break
            if not _begins_with(parent, target):
                break
            body = parent
        return body

    def _continue(self, bodies: set[Element]) -> dict[Element, tuple[Element, ...]]:
        """Return the paragraphs after a body and before the next one in the same element."""
        result: dict[Element, tuple[Element, ...]] = {}
        for parent in {self._parents[body] for body in bodies if body in self._parents}:
            last: Element | None = None
            between: list[Element] = []
            for child in parent.elements:
                if child in bodies:
                    if last is not None and between:
                        result[last] = tuple(between)
                    last, between = child, []
                elif child.name in ("p", "dd", "blockquote", "ul", "ol"):
                    between.append(child)
                else:
                    last = None
        return result

    def _note(
        self, links: Sequence[Element], body: Element, more: Sequence[Element], target: Element
    ) -> PageNote | None:
        names = {name for link in links for name in self._names(link)}
        labels = {
            self._around_mark(element)
            for part in (body, *more)
            for element in descend(part)
            if element.name == "a"
            and find_fragment(element.attributes.get("href", "")) in names
            and len(text_of(element).strip()) <= _LONGEST_LABEL
        }
        kind = " ".join(body.attributes.get(name, "") for name in ("class", "role", "epub:type"))
        own = f"{target.attributes.get('id', '')} {target.attributes.get('name', '')}"
        if not labels and not _NAME.search(f"{kind} {own}"):
            return None
        calls = {self._around_mark(link): _mark(link) for link in links[:_MOST_MULTIPLE]}
        is_comment = bool(_COMMENT.search(own))
        return PageNote(calls, (body, *more), frozenset(labels), is_comment)

    def _names(self, link: Element) -> Iterator[str]:
        """Yield the names at a call by which a body can lead back to it."""
        around: list[Element] = [*descend(link)]
        if link in self._anchors:
            around.append(self._anchors[link])
        parent = self._parents.get(link)
        while parent is not None and parent.name in _AROUND_CALL:
            around.append(parent)
            parent = self._parents.get(parent)
        for element in around:
            for name in ("id", "name"):
                if element.attributes.get(name):
                    yield element.attributes[name]

    def _around_mark(self, link: Element) -> Element:
        """Return the outermost element around a link that has nothing in it but its mark."""
        mark = text_of(link).strip(AROUND_MARK)
        element = link
        while (parent := self._parents.get(element)) is not None and parent.name in _AROUND_CALL:
            is_long = parent.end - parent.start > _LONGEST_CALL
            if is_long or text_of(parent).strip(AROUND_MARK) != mark:
                break
            element = parent
        return element


def _mark(link: Element) -> str:
    text = text_of(link).strip()
    return text.strip(AROUND_MARK) or text or "*"


def _is_block(element: Element) -> bool:
    return element.name in ("p", "div", "li", "dt", "dd", "td", "tr", "aside", "section")


def _begins_with(element: Element, target: Element) -> bool:
    """Return whether an element has no text before a target."""
    for node in walk(element):
        if node is target:
            return True
        if isinstance(node, Characters) and node.text.strip():
            return node.start >= target.start
    return True


def _count(starts: Sequence[int], element: Element) -> int:
    return bisect_right(starts, element.end - 1) - bisect_left(starts, element.start)
