"""Files of Sefaria for tests: exports and answers of its API, with texts of our own."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from typing import Any

from publish.diagnostics import Outcome
from publish.document.model import Note, Text, Work
from publish.document.walk import descend
from publish.readers.sefaria import decode_json, read_json


def export(text: Any, **about: Any) -> dict[str, Any]:
    """Return a file of the export with a text."""
    names = about.pop("names", ["Chapter", "Verse"])
    start = {"title": "Book of Ink", "heTitle": "ספר הדיו", "language": "en"}
    return {**start, "versionTitle": "Own", "sectionNames": names, **about, "text": text}


def read(*values: dict[str, Any] | str) -> Outcome[Work]:
    """Return the Work of JSON values, which are files of one text."""
    sources = []
    for place, value in enumerate(values):
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
        sources.append(decode_json(text.encode(), f"{place}.json").value)
    first, *others = sources
    from dataclasses import replace

    outcome = read_json(replace(first, versions=tuple(others)))
    assert isinstance(outcome.value, Work)
    return Outcome(outcome.value, outcome.diagnostics)


class _Words(HTMLParser):
    """The characters of HTML that a reader sees, by the parser of the standard library."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def count_letters(value: Any) -> Counter[str]:
    """Return the letters, marks and digits that the strings in a JSON value show."""
    if isinstance(value, str):
        parser = _Words()
        parser.feed(value)
        parser.close()
        return _count("".join(parser.words))
    values = value.values() if isinstance(value, dict) else value
    return sum(map(count_letters, values), Counter[str]())


def count_letters_of_work(work: Work) -> Counter[str]:
    """Return the letters, marks and digits of a Work that stand in its source."""
    words = [node.text for node in descend(work) if isinstance(node, Text) and _has_place(node)]
    calls = [node.call for node in descend(work) if isinstance(node, Note)]
    return _count("".join([*words, *calls]))


def _has_place(node: Text) -> bool:
    return node.span.start < node.span.end


def _count(text: str) -> Counter[str]:
    return Counter(each for each in text if unicodedata.category(each)[0] in "LMN")
