"""The names of a sample of a book, and its last page, which leads to the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.document.model import (
    Foreign,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Passage,
    Role,
    Section,
    Text,
    Words,
    Work,
)
from publish.text.languages import Dir, direction
from publish.writers.hebrew_runs import mark_line
from publish.writers.strings import ALL_STRINGS, book_strings


def add_sample_matter(work: Work, identifier: str, whole: str, address: str) -> Work:
    """Return the Work of a sample, or its head, as a publication with an identifier of its own.

    Its title says that it is a sample, and so does its edition in each language that has strings.
    ``whole`` is the identifier of the book, and ``address`` that of its page, empty if unknown.
    The claim of an evaluation and the place in the series are those of the whole alone.
    """
    about = work.meta
    forms = about.title.forms
    edition = Words(tuple((own.lang, own.sample.capitalize()) for own in ALL_STRINGS))
    meta = replace(
        about,
        title=Words(tuple((lang, f"{t} ({book_strings(lang).sample})") for lang, t in forms)),
        title_sort=Words(),
        edition=edition,
        identifier=identifier,
        source=whole,
        series=None,
        certified=None,
    )
    return replace(work, meta=meta, back=(*work.back, _make_end(work, address)))


def _make_end(work: Work, address: str) -> Section:
    """Return the last page: the title of the book in each of its forms, and the link to it."""
    own = book_strings(work.lang)
    blocks = [
        Passage(lang, direction(lang), (Paragraph(tuple(_name_whole(lang, title, address))),))
        for lang, title in work.meta.title.in_order(work.lang)
    ]
    if address:
        link = Paragraph((Link(address, (Text(address),)),))
        blocks.append(Passage("en", Dir.LTR, (link,)))
    return Section(Role.SECTION, mark_line(own.sample_end, work.lang), tuple(blocks))


def _name_whole(lang: str, title: str, address: str) -> Iterator[Inline]:
    own = book_strings(lang)
    words = f"{own.whole_book} "
    yield Text(words) if own.lang == lang else Foreign(own.lang, own.dir, (Text(words),))
    name: Inlines = mark_line(title, lang)
    if address:
        yield Link(address, name)
    else:
        yield from name
