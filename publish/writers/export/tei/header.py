"""The header of a TEI document.

https://tei-c.org/release/doc/tei-p5-doc/en/html/HD.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import filterfalse

from markupsafe import Markup

from publish import __version__
from publish.document.metadata import Creator, Date, Meta, Words
from publish.document.model import direction
from publish.document.relators import RELATOR_CODES
from publish.text.languages import best_match
from publish.writers.export import ExportedBook
from publish.writers.export.tei.inlines import PROGRAM, inline_language
from publish.writers.export.tei.markup import EMPTY, element, line, make_address, text
from publish.writers.strings import book_strings

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_ROLES = {code: role for role, code in RELATOR_CODES.items()}

_REFERENCES = (
    "The attribute cRef of ref has a canonical reference: the name of the work in English, a "
    "space, and its numbers with colons between them, as in Isaiah 40:31. References that the "
    "text does not state, and which the program found by the words that are quoted, have the "
    "attribute cert."
)
_IDS = (
    "The ids of divisions and blocks are digests of their words, titles or numbers. An id stays "
    "the same while other parts are edited. In div type=segment the passages in other languages "
    "point to their original by corresp; n is the number by which readers cite the segment of "
    "its chapter."
)
_QUOTATION = "Quotation marks stand in the text, within q."


def write_header(book: ExportedBook, languages: Iterable[str]) -> Markup:
    """Return the header of a book whose text has these languages."""
    meta = book.text.head.meta
    description = [
        _title_statement(meta, book),
        _edition_statement(meta, book),
        _publication_statement(meta),
        _series_statement(meta),
        _notes_statement(meta),
        _source_description(meta, book),
    ]
    parts = (
        element("fileDesc", _lines(description)),
        _encoding_description(),
        _profile_description(meta, languages),
    )
    return element("teiHeader", (*_lines(parts), Markup("\n")))


def write_title_page(meta: Meta) -> Markup:
    """Return the title, the authors and the date of a book as a page; empty without a title."""
    parts = [*_forms("titlePart", meta.title, type="main")]
    if not parts:
        return EMPTY
    parts += _forms("titlePart", meta.subtitle, type="sub")
    end = element("lb", EMPTY)  # of a line of the page, in programs without a style for its parts
    content = [element("docTitle", [line(part) + end for part in parts])]
    authors = filter(_is_author, meta.creators)
    content += [element("docAuthor", _names(author)) + end for author in authors]
    if meta.date:
        content.append(element("docDate", text(meta.date.given or meta.date.iso)))
    return line(element("titlePage", _lines(content)))


def _lines(parts: Iterable[Markup]) -> Iterator[Markup]:
    return map(line, parts)


def _forms(name: str, words: Words, **attributes: str) -> Iterator[Markup]:
    """Yield an element for each form of a text, with its language."""
    for lang, form in words.forms:
        yield element(name, text(form), {**attributes, **inline_language(lang, direction(lang))})


def _title_statement(meta: Meta, book: ExportedBook) -> Markup:
    titles = [*_forms("title", meta.title, type="main")]
    titles = titles or [element("title", text(book.name), {"type": "main"})]
    titles += _forms("title", meta.subtitle, type="sub")
    authors = filter(_is_author, meta.creators)
    others = filterfalse(_is_author, meta.creators)
    return element("titleStmt", _lines((*titles, *map(_creator, (*authors, *others)))))


def _is_author(creator: Creator) -> bool:
    return creator.role == "aut"


def _creator(creator: Creator) -> Markup:
    if _is_author(creator):
        return element("author", _names(creator))
    role = element("resp", text(_ROLES.get(creator.role, creator.role)), {"key": creator.role})
    return element("respStmt", (role, *_forms("name", creator.name)))


def _names(creator: Creator) -> Markup:
    return Markup(" ").join(_forms("name", creator.name))


def _edition_statement(meta: Meta, book: ExportedBook) -> Markup:
    forms = [*_forms("seg", meta.edition)]
    if not (forms or book.edition):
        return EMPTY
    edition = element("edition", forms or text(book.edition), {"n": book.edition or None})
    return element("editionStmt", edition)


def _publication_statement(meta: Meta) -> Markup:
    parts = [element("publisher", text(meta.publisher or ""))]
    if meta.date:
        parts.append(_date(meta.date))
    if meta.identifier:
        parts.append(element("idno", text(meta.identifier)))
    if meta.rights:
        address = _ADDRESS.search(meta.rights)
        target = {"target": make_address(address[0]) if address else None}
        licence = element("licence", text(meta.rights), target)
        parts.append(element("availability", licence))
    return element("publicationStmt", _lines(parts))


def _date(date: Date) -> Markup:
    when = date.iso if _DATE.fullmatch(date.iso) else None
    return element("date", text(date.given or date.iso), {"when": when})


def _series_statement(meta: Meta) -> Markup:
    if not meta.series:
        return EMPTY
    parts = [*_forms("title", meta.series.name)]
    if meta.series.position is not None:
        parts.append(element("biblScope", text(str(meta.series.position)), {"unit": "volume"}))
    return element("seriesStmt", _lines(parts))


def _notes_statement(meta: Meta) -> Markup:
    notes = [*_forms("note", meta.event, type="event")]
    notes += _forms("note", meta.event_theme, type="event-theme")
    return element("notesStmt", _lines(notes)) if notes else EMPTY


def _source_description(meta: Meta, book: ExportedBook) -> Markup:
    if meta.source:
        return element("sourceDesc", element("bibl", text(meta.source)))
    files = ", ".join(book.sources) or book.name
    return element("sourceDesc", element("p", text(files)))


def _encoding_description() -> Markup:
    label = element("label", text("publish"))
    program = {"ident": "publish", "version": __version__, "xml:id": PROGRAM}
    parts = (
        element(
            "editorialDecl",
            (
                element("quotation", element("p", text(_QUOTATION)), {"marks": "all"}),
                element("interpretation", element("p", text(_IDS))),
            ),
        ),
        element("styleDefDecl", EMPTY, {"scheme": "css"}),
        element("refsDecl", element("p", text(_REFERENCES))),
        element("appInfo", element("application", label, program)),
    )
    return element("encodingDesc", _lines(parts))


def _language(lang: str) -> Markup:
    names = book_strings("en").languages
    tag = best_match(lang, names)
    return element("language", text(names[tag] if tag else lang), {"ident": lang})


def _profile_description(meta: Meta, languages: Iterable[str]) -> Markup:
    parts = []
    if meta.description:
        parts += [element("abstract", _forms("p", meta.description))]
    parts.append(element("langUsage", map(_language, languages)))
    if meta.subjects:
        terms = [each for subject in meta.subjects for each in _forms("term", subject)]
        parts.append(element("textClass", element("keywords", terms)))
    return element("profileDesc", _lines(parts))
