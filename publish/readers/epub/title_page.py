"""The title page of a book that publish made: the event and the date, which no metadata have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.document.metadata import Date, Meta, Words
from publish.readers.epub.documents import Book
from publish.readers.epub.xml_tree import words_of
from publish.readers.html.tree import Element, descend
from publish.text.languages import language


def complete_metadata(meta: Meta, book: Book) -> Meta:
    """Return metadata with the event, its theme and the date in words of the title page."""
    lines = [line for document in book.documents for line in _find_lines(document.body)]
    date = next((words_of(line) for line in lines if "date" in line.classes), "")
    iso = meta.date.iso if meta.date else ""
    event = _words([line for line in lines if "event" in line.classes])
    return replace(
        meta,
        event=event,
        event_theme=_words([line for line in lines if "theme" in line.classes]),
        date=Date(iso, date) if date else meta.date,
        # Without a description of its own, the writer describes a book by its event.
        description=Words() if event else meta.description,
    )


def _find_lines(body: Element) -> Iterator[Element]:
    for page in descend(body):
        if "title-page" in page.classes:
            yield from (each for each in descend(page) if each.name == "p")


def _words(lines: list[Element]) -> Words:
    forms: dict[str, str] = {}
    for line in lines:
        text = words_of(line)
        forms.setdefault(line.attributes.get("lang", "") or language(text), text)
    return Words(tuple(forms.items()))
