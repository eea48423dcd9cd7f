"""The web pages of a library: a list of books and a page for each book, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publish.catalogue.accessibility import AccessibilityStatement, describe_accessibility
from publish.catalogue.addresses import relative_path
from publish.catalogue.model import (
    Catalogue,
    Contributor,
    EditionFacts,
    PublishedBook,
    PublishedEdition,
    PublishedFile,
)
from publish.catalogue.page_language import (
    PAGE_LANGUAGES,
    edition_name,
    language_name,
    words_of,
)
from publish.catalogue.page_values import (
    BookCard,
    OfferedEdition,
    OfferedFile,
    Phrase,
    fold,
    format_size,
    guess_phrase,
    name_languages,
    phrase_of,
    phrases_of,
    picture_of,
    sort_distinct,
)
from publish.catalogue.page_words import PageWords
from publish.catalogue.site_files import Rendering, RenderingKeys, SiteFile
from publish.catalogue.site_paths import (
    CHECKSUMS,
    EVERYTHING,
    NEW_FEED,
    OPDS,
    SCRIPT,
    STYLE_SHEET,
    book_page,
    cover_path,
    index_page,
    thumbnail_path,
)
from publish.catalogue.structured_data import describe_book
from publish.document.metadata import Words
from publish.text.dataclass import dataclass
from publish.themes.templates import Templates


class PageWriter:
    """Writer of the pages of a library with the templates of a theme."""

    def __init__(self, catalogue: Catalogue, templates: Templates, keys: RenderingKeys) -> None:
        self._catalogue = catalogue
        self._templates = templates
        self._keys = keys

    def pages(self) -> dict[str, SiteFile]:
        """Return all pages by their paths in the library."""
        files: dict[str, SiteFile] = {}
        for lang in PAGE_LANGUAGES:
            files |= self._list_page(lang, index_page(lang))
            for book in self._catalogue.books:
                path = book_page(book.slug, lang)
                files |= self._page_of_book(book, lang, path)
                for slug in book.former_slugs:
                    files |= self._forwarding(lang, book_page(slug, lang), path, book.facts.title)
            for slug in self._catalogue.retired_slugs:
                files |= self._forwarding(lang, book_page(slug, lang), index_page(lang), None)
        usual = {
            path.replace(f"{self._catalogue.lang}.html", "index.html"): data
            for path, data in files.items()
            if path.endswith(f"{self._catalogue.lang}.html")
        }
        return files | usual

    def _list_page(self, lang: str, path: str) -> dict[str, SiteFile]:
        key = self._keys.key(path, *map(self._keys.book, self._catalogue.books))
        return {path: Rendering(key, lambda: self._render("index", lang, path, self._index(lang)))}

    def _page_of_book(self, book: PublishedBook, lang: str, path: str) -> dict[str, SiteFile]:
        key = self._keys.key(path, self._keys.book(book))
        return {
            path: Rendering(
                key, lambda: self._render("book", lang, path, self._book(book, lang, path))
            )
        }

    def _forwarding(
        self, lang: str, path: str, target: str, title: Words | None
    ) -> dict[str, SiteFile]:
        """Return a page that leads to another; ``title`` is that of the book there."""
        book = None if title is None else phrase_of(title, lang)
        variables = {"target": relative_path(target, path), "book": book}
        key = self._keys.key(path, target, repr(title))
        return {path: Rendering(key, lambda: self._render("moved", lang, path, variables))}

    def _render(self, name: str, lang: str, path: str, variables: Mapping[str, object]) -> bytes:
        words = words_of(lang)
        other = next(each for each in PAGE_LANGUAGES if each != lang)
        title = self._catalogue.title
        text = self._templates.render(
            f"library/{name}.html.j2",
            words=words,
            library=phrase_of(title, lang),
            path=_PathFrom(path),
            style=relative_path(STYLE_SHEET, path),
            home=relative_path(index_page(lang), path),
            other_lang=other,
            other_page=relative_path(path.removesuffix(f"{lang}.html") + f"{other}.html", path),
            address=self._catalogue.base_url and self._catalogue.base_url + path,
            **variables,
        )
        return text.encode()

    def _index(self, lang: str) -> dict[str, object]:
        words = words_of(lang)
        books = self._catalogue.books
        number = len(books)
        total = sum(file.size for book in books for file in book.files)
        page = index_page(lang)
        cards = tuple(self._card(book, lang, page) for book in books)
        tags = dict.fromkeys(tag for book in books for tag in book.languages)
        return {
            "count": words.one_book if number == 1 else words.many_books.format(number),
            "cards": cards,
            "languages": tuple((tag, language_name(tag, lang)) for tag in tags),
            "authors": sort_distinct(phrase for card in cards for phrase in card.authors),
            "series": sort_distinct(card.series for card in cards if card.series),
            "search": [
                {
                    "text": card.search,
                    "languages": card.languages,
                    "authors": [phrase.text for phrase in card.authors],
                    "series": card.series.text if card.series else "",
                }
                for card in cards
            ],
            "script": SCRIPT,
            "everything": EVERYTHING,
            "everything_note": words.everything_note.format(format_size(total, lang)),
            "checksums": CHECKSUMS,
            "news": NEW_FEED,
            "catalogue": f"{OPDS}/root.xml",
            "catalogue_address": self._catalogue.base_url + f"{OPDS}/root.xml",
        }

    def _card(self, book: PublishedBook, lang: str, page: str) -> BookCard:
        facts = book.facts
        kinds = dict.fromkeys(words_of(lang).kinds[file.kind] for file in book.files)
        people = [text for each in facts.contributors for _, text in each.name.forms]
        titles = [text for _, text in (*facts.title.forms, *facts.subtitle.forms)]
        series = [text for _, text in facts.series.name.forms] if facts.series else []
        return BookCard(
            relative_path(book_page(book.slug, lang), page),
            phrases_of(facts.title, lang),
            tuple(phrase_of(author.name, lang) for author in facts.authors),
            phrase_of(facts.series.name, lang) if facts.series else None,
            facts.series.position if facts.series else "",
            book.languages,
            name_languages(book.languages, lang),
            tuple(kinds),
            picture_of(thumbnail_path(book), book.cover.thumbnail if book.cover else None, page),
            fold(" ".join((*titles, *people, *series))),
        )

    def _book(self, book: PublishedBook, lang: str, page: str) -> dict[str, object]:
        facts, words = book.facts, words_of(lang)
        accessible = next(
            (e.facts.accessibility for e in book.editions if e.facts.accessibility), None
        )
        statements: list[AccessibilityStatement] = []
        summary = Words()
        if accessible:
            statements = describe_accessibility(accessible, lang)
            summary = accessible.summary
        return {
            "titles": phrases_of(facts.title, lang),
            "subtitles": phrases_of(facts.subtitle, lang),
            "authors": tuple(phrase_of(author.name, lang) for author in facts.authors),
            "others": tuple(_credit(person, words) for person in facts.others),
            "series": phrase_of(facts.series.name, lang) if facts.series else None,
            "position": facts.series.position if facts.series else "",
            "cover": picture_of(cover_path(book), book.cover.full if book.cover else None, page),
            "descriptions": phrases_of(facts.description, lang),
            "editions": tuple(self._edition(book, each, lang, page) for each in book.editions),
            "details": tuple(_details(book, facts, words)),
            "statements": statements,
            "summaries": phrases_of(summary, lang),
            "data": describe_book(book, self._catalogue),
        }

    def _edition(
        self, book: PublishedBook, edition: PublishedEdition, lang: str, page: str
    ) -> OfferedEdition:
        facts = edition.facts
        name = ""
        if len(book.editions) > 1:
            name = facts.edition.in_(lang) or edition_name(edition.key, lang)
            if not edition.key:
                name = _name_first(facts, lang)
        is_first = edition is book.editions[0]
        return OfferedEdition(
            name,
            name_languages(facts.languages, lang),
            () if is_first or facts.edition else phrases_of(facts.subtitle, lang),
            tuple(_offer(file, lang, page, is_main=is_first) for file in edition.files),
        )


@dataclass(frozen=True, slots=True)
class _PathFrom:
    """The paths of files as seen from a page, for templates."""

    page: str

    def to(self, target: str) -> str:
        """Return the address of a file of the library."""
        return relative_path(target, self.page)


def _name_first(facts: EditionFacts, lang: str) -> str:
    """Return the name of the first edition, which has none of its own."""
    is_bilingual = len(facts.languages) > 1
    return edition_name("interlinear", lang) if is_bilingual else words_of(lang).whole


def _offer(file: PublishedFile, lang: str, page: str, *, is_main: bool) -> OfferedFile:
    words = words_of(lang)
    return OfferedFile(
        relative_path(file.name, page),
        words.kinds[file.kind],
        words.kind_notes[file.kind],
        format_size(file.size, lang),
        words.pages.format(file.pages) if file.pages else "",
        file.name.rpartition("/")[2],
        file.sha256,
        is_main,
    )


def _details(
    book: PublishedBook, facts: EditionFacts, words: PageWords
) -> Iterable[tuple[str, tuple[Phrase, ...]]]:
    """Yield the facts of the table at the end of the page, each with its name."""
    own = words.lang
    yield words.languages, (Phrase(own, name_languages(book.languages, own)),)
    if facts.issued:
        yield words.published, (Phrase("en", facts.issued),)
    for name, text in ((words.publisher, facts.publisher), (words.rights, facts.rights)):
        if text:
            yield name, (guess_phrase(text, facts.lang),)
    if facts.subjects:
        yield words.subjects, tuple(Phrase(*subject.forms[0]) for subject in facts.subjects)
    yield words.identifier, (Phrase("en", facts.identifier),)


def _credit(person: Contributor, words: PageWords) -> tuple[str, Phrase]:
    return words.roles.get(person.role, ""), phrase_of(person.name, words.lang)
