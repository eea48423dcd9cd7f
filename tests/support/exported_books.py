"""Texts to export, and their letters in the document model and in TEI."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from jsonschema import Draft202012Validator
from lxml import etree

from publish.document.model import Gloss, Quote, Table, Text, Work
from publish.pipeline.segment_numbers import number_segments
from tests.conftest import ROOT
from tools.work_schema import PATH

BOOKS = [
    *sorted((ROOT / "sources").glob("*.txt")),
    *sorted((ROOT / "docs" / "specimens" / "sources").glob("*.txt")),
    *sorted((ROOT / "tests" / "understanding" / "pastes").glob("*.txt")),
    *sorted((ROOT.parent / "shared" / "corpus").glob("*.txt")),
]
"""Texts of the repository, and those beside it, if there are any."""

SCHEMA = json.loads(PATH.read_text(encoding="utf-8"))
_NAMESPACES = {"tei": "http://www.tei-c.org/ns/1.0"}


def number_body(work: Work) -> Work:
    """Return a Work whose segments have the numbers by which readers cite them."""
    return replace(work, body=tuple(map(number_segments, work.body)))


def find_faults(value: Any) -> list[str]:
    """Return what the schema finds in an object."""
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(value)]


def find_letters(work: Work) -> str:
    """Return the letters of a Work in reading order."""
    return _letters("".join(find_texts(work.sections)))


def read_letters(root: Any) -> str:
    """Return the letters of the text of a TEI document, without those that the program adds."""
    added = "//tei:titlePage | //tei:figDesc | //tei:ref[@type='place']"
    for part in root.xpath(added, namespaces=_NAMESPACES):
        etree.strip_elements(part, "*")
        part.text = ""
    (text,) = root.xpath("/tei:TEI/tei:text", namespaces=_NAMESPACES)
    return _letters("".join(text.itertext()))


def find_texts(value: Any) -> Iterator[str]:
    """Yield the characters in a value in reading order, with quotation marks and brackets.

    The caption of a table comes before it.
    """
    match value:
        case Text(text):
            yield text
        case Quote(opening, closing, inlines):
            yield from (opening, *find_texts(inlines), closing)
        case Gloss(term, opening, meaning, closing):
            yield from (*find_texts(term), opening, *find_texts(meaning), closing)
        case Table(rows, _, caption):
            yield from (*find_texts(caption), *find_texts(rows))
        case tuple():
            for item in value:
                yield from find_texts(item)
        case _ if is_dataclass(value):
            for each in fields(value):
                yield from find_texts(getattr(value, each.name))


def _letters(text: str) -> str:
    """Return what a text has beside white space and characters that XML does not allow."""
    return "".join(c for c in text if not c.isspace() and c.isprintable())
