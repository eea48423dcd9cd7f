"""Check of the EPUBs of a library for Send to Kindle, by which readers get them on a Kindle."""

from __future__ import annotations

from collections.abc import Callable

from publish.catalogue.book_diagnostics import list_names
from publish.catalogue.model import Catalogue, FileKind, PublishedBook, PublishedEdition
from publish.diagnostics import Diagnostics, Rule
from publish.diagnostics.rules import library as rules
from publish.facts.kindle import CONTENTS_LEVELS, KINDLE_LANGUAGES, MOST_BYTES_BY_MAIL
from publish.text.languages import primary

_Check = Callable[[PublishedBook, PublishedEdition], bool]


def check_for_kindle(catalogue: Catalogue) -> Diagnostics:
    """Return a message for each fault that books have, however many have it."""
    diagnostics: Diagnostics = ()
    for rule, fault, check in _CHECKS:
        names = [
            f"“{book.source}”"
            for book in catalogue.books
            if any(check(book, edition) for edition in book.editions if _has_epub(edition))
        ]
        if names:
            diagnostics += (rule.anywhere(f"{list_names(names)}: {fault}"),)
    return diagnostics


def _has_epub(edition: PublishedEdition) -> bool:
    return any(file.kind is FileKind.EPUB for file in edition.files)


def _is_of_other_language(_: PublishedBook, edition: PublishedEdition) -> bool:
    is_for_cable = any(file.kind is FileKind.AZW3 for file in edition.files)
    return not is_for_cable and primary(edition.facts.lang) not in KINDLE_LANGUAGES


def _has_deep_contents(_: PublishedBook, edition: PublishedEdition) -> bool:
    return (edition.facts.contents_levels or 0) > CONTENTS_LEVELS


def _lacks_parts(book: PublishedBook, edition: PublishedEdition) -> bool:
    return book.cover is None or edition.facts.contents_levels is None


def _is_large(_: PublishedBook, edition: PublishedEdition) -> bool:
    return any(
        file.size > MOST_BYTES_BY_MAIL for file in edition.files if file.kind is FileKind.EPUB
    )


_CHECKS: tuple[tuple[Rule, str, _Check], ...] = (
    (
        rules.KINDLE_LANGUAGE,
        "the first language is none that Amazon names for Kindles, and there is no AZW3",
        _is_of_other_language,
    ),
    (
        rules.KINDLE_CONTENTS,
        f"the contents have more than {CONTENTS_LEVELS} levels",
        _has_deep_contents,
    ),
    (rules.KINDLE_PARTS, "the EPUB has no cover, or no contents (NCX)", _lacks_parts),
    (
        rules.KINDLE_SIZE,
        f"the EPUB has more than {MOST_BYTES_BY_MAIL // 1_000_000} MB",
        _is_large,
    ),
)
