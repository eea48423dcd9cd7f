"""The words of the pages of a library by their language."""

from __future__ import annotations

from publish.catalogue.english_words import ENGLISH
from publish.catalogue.hebrew_words import HEBREW
from publish.catalogue.page_words import PageWords
from publish.writers.strings import book_strings

_WORDS = {words.lang: words for words in (ENGLISH, HEBREW)}

PAGE_LANGUAGES = tuple(_WORDS)
"""The languages in which a library has pages."""


def words_of(lang: str) -> PageWords:
    """Return the words of pages in ``lang``, one of ``PAGE_LANGUAGES``."""
    return _WORDS[lang]


def edition_name(key: str, lang: str) -> str:
    """Return the name of an edition, ``translation.no-commentary``, for pages in ``lang``."""
    own, of_books = words_of(lang).edition_names, book_strings(lang).editions
    parts = [own.get(part) or of_books.get(part, part) for part in key.split(".")]
    name = ", ".join(parts)
    return name[:1].upper() + name[1:]


def language_name(tag: str, lang: str) -> str:
    """Return the name of a language for pages in ``lang``; its tag where none is known."""
    return words_of(lang).language_names.get(tag.split("-", maxsplit=1)[0], tag)
