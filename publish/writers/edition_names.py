"""Names of the editions of a book, by which a shelf tells them apart."""

from __future__ import annotations

from dataclasses import replace

from publish.document.model import Words, Work
from publish.writers.strings import BookStrings, book_strings


def name_edition(work: Work, edition: str) -> Work:
    """Return a Work whose subtitle is the name of its edition: ``facing.he-fr.no-commentary``.

    The name has the languages of the title, as far as they have strings.  The subtitle of the book
    describes its first edition, and may be untrue of another; the first has no name.
    """
    if not edition:
        return work
    strings = [book_strings(lang) for lang, _ in work.meta.title.forms or ((work.lang, ""),)]
    names = {
        own.lang: ", ".join(_name_part(part, own) for part in edition.split(".")) for own in strings
    }
    words = Words(tuple((lang, name[:1].upper() + name[1:]) for lang, name in names.items()))
    return replace(work, meta=replace(work.meta, subtitle=words, edition=words))


def _name_part(part: str, own: BookStrings) -> str:
    """Return the words for an edition, its languages or its commentary; unknown ones as written."""
    if part in own.editions:
        return own.editions[part]
    names = [own.languages.get(tag, "") for tag in part.split("-")]
    if not all(names):
        return part
    *first, last = names
    return f"{', '.join(first)}{own.last_of_list}{last}" if first else last
