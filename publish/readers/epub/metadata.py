"""Metadata of an EPUB as those of a book.

https://www.w3.org/TR/epub-33/#sec-pkg-metadata; EPUB 2 has attributes (``opf:role``) for what are
refinements in EPUB 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from publish.document.dates import read_date
from publish.document.metadata import Creator, Date, Meta, Series, Words
from publish.document.sort_forms import sort_name, sort_title
from publish.readers.epub.package import Package
from publish.readers.epub.xml_tree import find_all, local_name, words_of
from publish.readers.html.tree import Element
from publish.text.dataclass import dataclass
from publish.text.languages import TAG, language

_TITLES = frozenset({"", "main"})
_PROGRAMS = frozenset({"bkp", "mrk", "dtc"})
"""Roles of programs that made the file (https://www.loc.gov/marc/relators/)."""

_ROLE = re.compile(r"[a-z]{3}")
_ISBN = re.compile(r"(?:urn:)?isbn:?\s*(.+)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*)?")
_TITLE_TYPES = ("subtitle", "edition")
_PLACEHOLDERS = frozenset(
    {"no title", "unknown", "unknown author", "unknown title", "untitled", "[untitled]"}
)
"""Words that LibreOffice, Calibre and others write for a title or a person that they lack."""


@dataclass(frozen=True)
class _Refined:
    """An element of the metadata with its refinements: values by property, other scripts."""

    element: Element
    refinements: Mapping[str, str]
    scripts: Sequence[Element]

    def value(self, name: str) -> str:
        """Return a refinement, or the attribute of EPUB 2 of that name."""
        return self.refinements.get(name, "") or self.element.attributes.get(f"opf:{name}", "")

    @property
    def words(self) -> Words:
        """The words of the element in all scripts, each language once."""
        forms: dict[str, str] = {}
        for each in (self.element, *self.scripts):
            text = words_of(each)
            if text:
                forms.setdefault(_tag(each, text), text)
        return Words(tuple(forms.items()))


class MetadataReader:
    """The elements of the metadata of a package, with their refinements."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = package.metadata
        self._refining: dict[str, list[Element]] = {}
        for each in find_all(self._root, "meta"):
            target = each.attributes.get("refines", "").removeprefix("#")
            if target:
                self._refining.setdefault(target, []).append(each)

    def read(self) -> Meta:
        """Return the metadata of the book."""
        titles = self._titles()
        dates = [_read_date(words_of(each.element)) for each in self._entries("date")]
        descriptions = [each.words for each in self._entries("description")]
        return Meta(
            title=titles.get("main", Words()),
            subtitle=titles.get("subtitle", Words()),
            creators=tuple(self._creators()),
            date=next((date for date in dates if date is not None), None),
            publisher=self._first("publisher"),
            rights=self._first("rights"),
            identifier=self._identifier(),
            series=self._series(),
            title_sort=self._title_sort(),
            description=_merge(descriptions),
            subjects=tuple(filter(None, (each.words for each in self._entries("subject")))),
            source=self._first("source"),
            edition=titles.get("edition", Words()),
        )

    def _entries(self, name: str) -> Iterator[_Refined]:
        """Yield the elements of a name, in order."""
        for element in self._root.elements:
            if local_name(element) == name:
                yield self._refine(element)
            elif local_name(element) in ("dc-metadata", "x-metadata"):  # OEB 1, early EPUB 2
                yield from map(self._refine, find_all(element, name))

    def _refine(self, element: Element) -> _Refined:
        values: dict[str, str] = {}
        scripts: list[Element] = []
        for each in self._refining.get(element.attributes.get("id", ""), ()):
            name = each.attributes.get("property", "")
            if name == "alternate-script":
                scripts.append(each)
            else:
                values.setdefault(name, words_of(each))
        return _Refined(element, values, scripts)

    def _first(self, name: str) -> str | None:
        return next(filter(None, (words_of(each.element) for each in self._entries(name))), None)

    def _titles(self) -> dict[str, Words]:
        """Return the titles by their type; a second one without a type is a subtitle."""
        result: dict[str, Words] = {}
        for each in self._entries("title"):
            kind = each.value("title-type")
            if kind in _TITLES:
                kind = "main" if "main" not in result else "subtitle" if not kind else ""
            if kind in ("main", *_TITLE_TYPES) and each.words and not _is_placeholder(each.words):
                result.setdefault(kind, each.words)
        return result

    def _title_sort(self) -> Words:
        for each in self._entries("title"):
            text = each.value("file-as")
            if text and each.value("title-type") in _TITLES:
                tag, title = each.words.forms[0] if each.words else ("", "")
                return Words(((tag, text),)) if text != sort_title(title, tag) else Words()
        return Words()

    def _creators(self) -> Iterator[Creator]:
        names = set[Words]()
        for kind, default in (("creator", "aut"), ("contributor", "ctb")):
            for each in self._entries(kind):
                stated = each.value("role").strip().lower()
                role = stated if _ROLE.fullmatch(stated) else default
                if role in _PROGRAMS or not each.words or _is_placeholder(each.words):
                    continue
                if each.words in names:
                    continue
                names.add(each.words)
                sort = each.value("file-as")
                tag, name = each.words.forms[0]
                is_stated = sort and sort != sort_name(name, tag)
                yield Creator(each.words, role, Words(((tag, sort),)) if is_stated else Words())

    def _identifier(self) -> str | None:
        """Return the ISBN of the book, else the identifier that is unique."""
        unique = stated = None
        for each in self._entries("identifier"):
            text = words_of(each.element)
            isbn = _ISBN.fullmatch(text)
            scheme = each.element.attributes.get("opf:scheme", "").lower()
            if isbn or (scheme == "isbn" and text):
                return isbn[1] if isbn else text
            if each.element.attributes.get("id") == self._package.unique_id:
                unique = text
            elif self._package.is_own and each.element.attributes.get("id") == "given":
                stated = text
        return stated or unique or None

    def _series(self) -> Series | None:
        for element in find_all(self._root, "meta"):
            if element.attributes.get("property") == "belongs-to-collection":
                entry = self._refine(element)
                if entry.value("collection-type") in ("", "series") and entry.words:
                    return Series(entry.words, _read_number(entry.value("group-position")))
        legacy = {
            each.attributes.get("name", ""): each.attributes.get("content", "")
            for each in find_all(self._root, "meta")
        }
        name = " ".join(legacy.get("calibre:series", "").split())
        position = _read_number(legacy.get("calibre:series_index", ""))
        return Series(Words(((language(name), name),)), position) if name else None


def _tag(element: Element, text: str) -> str:
    stated = element.attributes.get("xml:lang", "") or element.attributes.get("lang", "")
    return stated if TAG.fullmatch(stated.lower()) else language(text)


def _is_placeholder(words: Words) -> bool:
    return all(text.casefold() in _PLACEHOLDERS for _, text in words.forms)


def _merge(several: Sequence[Words]) -> Words:
    forms: dict[str, str] = {}
    for words in several:
        for tag, text in words.forms:
            forms.setdefault(tag, text)
    return Words(tuple(forms.items()))


def _read_date(text: str) -> Date | None:
    match = _DAY.fullmatch(text)
    if match is None or match[1].startswith("0000"):
        return None
    return read_date(match[1])


def _read_number(text: str) -> int | None:
    whole, _, fraction = text.strip().partition(".")
    is_whole = whole.isascii() and whole.isdecimal() and not fraction.strip("0")
    return int(whole) if is_whole and len(whole) < 7 else None
