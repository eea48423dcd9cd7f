"""Metadata in Markdown as a div with a div for each field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from publish.document.dates import read_date
from publish.document.metadata import Certification, Creator, Date, Meta, Series, Words
from publish.document.model import Dir
from publish.readers.markdown.attributes import NO_ATTRIBUTES, Attributes
from publish.readers.markdown.block_tree import Element
from publish.readers.markdown.blocks import BlockReader
from publish.readers.markdown.context import Context
from publish.text.dataclass import dataclass
from publish.text.language_detection import detect
from publish.text.languages import TAG
from publish.text.source import Span

WORDS = ("title", "subtitle", "event", "event-theme", "title-sort", "description", "edition")
"""Fields with a text in each language, as they stand in a div."""

STRINGS = ("publisher", "rights", "identifier", "source")
"""Fields with one text."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The metadata, the language and the turning of pages that a text states of itself."""

    meta: Meta = Meta()
    lang: str = ""
    dir: Dir | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """The text of a field, with its attributes and its place."""

    text: str
    span: Span
    context: Context
    attributes: Attributes = NO_ATTRIBUTES

    @property
    def form(self) -> tuple[str, str]:
        """The language and the text."""
        lang = self.attributes.get("lang")
        return lang if TAG.fullmatch(lang) else detect(self.text).lang, self.text

    def report(self, message: str) -> None:
        """Report that the text is not in the book."""
        self.context.report_unknown(self.span, f"{message}; “{self.text}” is not in the book")


def read_metadata(
    reader: BlockReader, element: Element, stated: Stated
) -> tuple[Stated, list[Element]]:
    """Return ``stated`` with what a div of the class ``metadata`` says, and its other blocks."""
    reader.check_div(element)
    context, attributes = reader.context, element.attributes
    lang, dir_ = stated.lang, stated.dir
    if "lang" in attributes or "dir" in attributes:
        tag, named = context.language(attributes, "", element.span)
        lang = tag if TAG.fullmatch(attributes.get("lang")) else lang
        dir_ = named if "dir" in attributes else dir_
    meta = stated.meta
    others: list[Element] = []
    for child in element.children:
        name = next(iter(child.attributes.classes), "")
        if child.kind != "div" or name not in _FIELDS:
            if child.kind not in ("comment", "fence", "note"):
                names = ", ".join(_FIELDS)
                message = "metadata contains a div for each field; this block is of the text"
                context.report_misplaced(child.span, message, f"classes: {names}")
            others.append(child)
            continue
        reader.check_div(child, _KEYS.get(name, ("lang",)))
        inlines = reader.words(replace(child, attributes=Attributes((name,))))
        text = context.plain_text(inlines, f"the {name} of a book")
        meta = add_value(meta, name, Value(text, child.span, context, child.attributes))
    return Stated(meta, lang, dir_), others


def add_value(meta: Meta, name: str, value: Value) -> Meta:
    """Return metadata with one more value of the field ``name``."""
    if name in _SINGLE and getattr(meta, name) is not None:
        value.report(f"the {name} of a book is stated twice")
        return meta
    return _FIELDS[name](meta, value)


def is_field(name: str) -> bool:
    """Return whether a name is that of a field of metadata."""
    return name in _FIELDS


def _words(field: str) -> Callable[[Meta, Value], Meta]:
    """Return the function that adds a text in one language to a field."""

    def add(meta: Meta, value: Value) -> Meta:
        forms = (*getattr(meta, field).forms, value.form)
        changes: dict[str, Any] = {field: Words(forms)}
        return replace(meta, **changes)

    return add


def _string(field: str) -> Callable[[Meta, Value], Meta]:
    def add(meta: Meta, value: Value) -> Meta:
        changes: dict[str, Any] = {field: value.text}
        return replace(meta, **changes)

    return add


def _creator(meta: Meta, value: Value) -> Meta:
    """Return metadata with a person, or with another form of the name of the last one."""
    if "same" in value.attributes and meta.creators:
        *others, last = meta.creators
        last = replace(last, name=Words((*last.name.forms, value.form)))
        return replace(meta, creators=(*others, last))
    name = Words((value.form,) if value.text else ())
    creator = Creator(name, value.attributes.get("role", "aut"))
    return replace(meta, creators=(*meta.creators, creator))


def _sort(meta: Meta, value: Value) -> Meta:
    """Return metadata with a name as libraries file it, of the last person."""
    if not meta.creators:
        value.report("the name by which to sort follows a creator")
        return meta
    *others, last = meta.creators
    last = replace(last, sort=Words((*last.sort.forms, value.form)))
    return replace(meta, creators=(*others, last))


def _date(meta: Meta, value: Value) -> Meta:
    iso = value.attributes.get("iso") if "iso" in value.attributes else read_date(value.text).iso
    return replace(meta, date=Date(iso, value.text))


def _series(meta: Meta, value: Value) -> Meta:
    old = meta.series or Series(Words())
    forms = (*old.name.forms, value.form) if value.text else old.name.forms
    position = value.context.number(value.attributes, "position", value.span)
    return replace(
        meta, series=Series(Words(forms), old.position if position is None else position)
    )


def _subject(meta: Meta, value: Value) -> Meta:
    if "same" in value.attributes and meta.subjects:
        *others, last = meta.subjects
        return replace(meta, subjects=(*others, Words((*last.forms, value.form))))
    return replace(meta, subjects=(*meta.subjects, Words((value.form,) if value.text else ())))


def _certification(meta: Meta, value: Value) -> Meta:
    level, report, credential = map(value.attributes.get, ("level", "report", "credential"))
    return replace(meta, certified=Certification(value.text, level, report, credential))


_FIELDS: dict[str, Callable[[Meta, Value], Meta]] = {
    **{name: _words(name.replace("-", "_")) for name in WORDS},
    **{name: _string(name) for name in STRINGS},
    "creator": _creator,
    "sort": _sort,
    "date": _date,
    "series": _series,
    "subject": _subject,
    "certified": _certification,
}
_SINGLE = (*STRINGS, "date", "certified")
_KEYS = {
    **dict.fromkeys(STRINGS, ()),
    "creator": ("role", "same", "lang"),
    "date": ("iso",),
    "series": ("position", "lang"),
    "subject": ("same", "lang"),
    "certified": ("level", "report", "credential"),
}
"""The attributes of each field, where these are more or less than ``lang``."""
