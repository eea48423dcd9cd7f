"""Metadata in Markdown: a div, and the front matter that other programs write."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from publish.document.dates import read_date
from publish.document.metadata import Certification, Creator, Date, Meta, Series, Words
from publish.document.model import Dir
from publish.document.walk import plain
from publish.readers.markdown.attributes import Attributes
from publish.readers.markdown.block_tree import Element
from publish.readers.markdown.blocks import BlockReader
from publish.readers.markdown.context import read_number
from publish.text.dataclass import dataclass
from publish.text.language_detection import detect
from publish.text.languages import TAG, direction
from publish.text.source import Source, Span

_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"\s*-\s+(?P<value>.*)")

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


def read_metadata(reader: BlockReader, element: Element, stated: Stated) -> Stated:
    """Return ``stated`` with what a div of the class ``metadata`` says."""
    reader.check_div(element)
    context, attributes = reader.context, element.attributes
    lang, dir_ = stated.lang, stated.dir
    if "lang" in attributes or "dir" in attributes:
        tag, named = context.language(attributes, "", element.span)
        lang = tag if TAG.fullmatch(attributes.get("lang")) else lang
        dir_ = named if "dir" in attributes else dir_
    meta = stated.meta
    for child in element.children:
        name = next(iter(child.attributes.classes), "")
        if child.kind != "div" or name not in _FIELDS:
            if blocks := reader.read((child,)):
                names = ", ".join(_FIELDS)
                message = "metadata contains a div for each field; this is not in the book"
                context.report_misplaced(blocks[0].span, message, f"classes: {names}")
            continue
        reader.check_div(child, _KEYS.get(name, ()))
        text = plain(reader.words(child)) if child.children else ""
        meta = _FIELDS[name](meta, text, child.attributes)
    return Stated(meta, lang, dir_)


def _lang(text: str, attributes: Attributes) -> str:
    lang = attributes.get("lang")
    return lang if TAG.fullmatch(lang) else detect(text).lang


def _words(field: str) -> Callable[[Meta, str, Attributes], Meta]:
    """Return the function that adds a text in one language to a field."""

    def add(meta: Meta, text: str, attributes: Attributes) -> Meta:
        forms = (*getattr(meta, field).forms, (_lang(text, attributes), text))
        changes: dict[str, Any] = {field: Words(forms)}
        return replace(meta, **changes)

    return add


def _string(field: str) -> Callable[[Meta, str, Attributes], Meta]:
    def add(meta: Meta, text: str, _attributes: Attributes) -> Meta:
        changes: dict[str, Any] = {field: text}
        return replace(meta, **changes)

    return add


def _creator(meta: Meta, text: str, attributes: Attributes) -> Meta:
    """Return metadata with a person, or with another form of the name of the last one."""
    form = (_lang(text, attributes), text)
    if "same" in attributes and meta.creators:
        *others, last = meta.creators
        last = replace(last, name=Words((*last.name.forms, form)))
        return replace(meta, creators=(*others, last))
    name = Words((form,) if text else ())
    creator = Creator(name, attributes.get("role", "aut"))
    return replace(meta, creators=(*meta.creators, creator))


def _sort(meta: Meta, text: str, attributes: Attributes) -> Meta:
    """Return metadata with a name as libraries file it, of the last person."""
    if not meta.creators:
        return meta
    *others, last = meta.creators
    last = replace(last, sort=Words((*last.sort.forms, (_lang(text, attributes), text))))
    return replace(meta, creators=(*others, last))


def _date(meta: Meta, text: str, attributes: Attributes) -> Meta:
    date = Date(attributes.get("iso"), text) if "iso" in attributes else read_date(text)
    return replace(meta, date=date)


def _series(meta: Meta, text: str, attributes: Attributes) -> Meta:
    old = meta.series or Series(Words())
    forms = (*old.name.forms, (_lang(text, attributes), text)) if text else old.name.forms
    position = read_number(attributes, "position") if "position" in attributes else old.position
    return replace(meta, series=Series(Words(forms), position))


def _subject(meta: Meta, text: str, attributes: Attributes) -> Meta:
    form = (_lang(text, attributes), text)
    if "same" in attributes and meta.subjects:
        *others, last = meta.subjects
        return replace(meta, subjects=(*others, Words((*last.forms, form))))
    return replace(meta, subjects=(*meta.subjects, Words((form,) if text else ())))


def _certification(meta: Meta, text: str, attributes: Attributes) -> Meta:
    level, report, credential = map(attributes.get, ("level", "report", "credential"))
    return replace(meta, certified=Certification(text, level, report, credential))


_FIELDS: dict[str, Callable[[Meta, str, Attributes], Meta]] = {
    **{name: _words(name.replace("-", "_")) for name in WORDS},
    **{name: _string(name) for name in STRINGS},
    "creator": _creator,
    "sort": _sort,
    "date": _date,
    "series": _series,
    "subject": _subject,
    "certified": _certification,
}
_KEYS = {
    "creator": ("role", "same"),
    "date": ("iso",),
    "series": ("position",),
    "subject": ("same",),
    "certified": ("level", "report", "credential"),
}

# --- front matter


def count_front_matter(lines: Sequence[str]) -> int:
    """Return the number of lines of front matter between ``---``; 0 where there is none."""
    if not lines or lines[0].rstrip() != "---" or len(lines) < 2 or not lines[1].strip():
        return 0
    ends = (number for number, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "..."))
    end = next(ends, 0)
    return end if any(map(_KEY.match, lines[1:end])) else 0


def read_front_matter(source: Source, count: int, reader: BlockReader) -> Stated:
    """Return what the front matter of a text says; what is not read is reported.

    Of YAML (https://yaml.org/spec/1.2.2/) plain keys with a text or a list of texts are read.
    """
    values: dict[str, list[tuple[str, Span]]] = {}
    key = ""
    for line in list(source.lines())[1 : count - 1]:
        if match := _KEY.fullmatch(line.text):
            key = match["key"].lower()
            values.setdefault(key, [])
        else:
            match = _ITEM.fullmatch(line.text)
        value = _unquote((match["value"] or "").strip()) if match else ""
        if value and key:
            items = value[1:-1].split(",") if value.startswith("[") else [value]
            values[key] += [(_unquote(item.strip()), line.span()) for item in items]
        elif match is None and line.text.strip():
            reader.context.report_not_kept(line.span(), "a line of the front matter is not read")
    meta, lang, dir_ = Meta(), "", None
    for key, texts in values.items():
        for text, span in texts:
            if key == "lang" and TAG.fullmatch(text):
                lang, dir_ = text, dir_ or direction(text)
            elif key == "dir" and text in tuple(Dir):
                dir_ = Dir(text)
            elif field := _FIELDS.get(_ALIASES.get(key, key)):
                meta = field(meta, text, Attributes())
            else:
                reader.context.report_not_kept(
                    span, f"`{key}` of the front matter is not in the book"
                )
    return Stated(meta, lang, dir_)


_ALIASES = {"author": "creator", "authors": "creator", "tags": "subject", "keywords": "subject"}


def _unquote(text: str) -> str:
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text
