"""The text of a book as the content documents of its chapters, with their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import chain, islice

from publish.diagnostics import Diagnostics
from publish.document.lazy_book import LazyBook
from publish.document.model import Index
from publish.document.walk import descend
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.themes.theme import Theme
from publish.writers.epub.chapter_documents import (
    ChapterDocuments,
    ChapterRenderer,
    RenderedDocument,
)
from publish.writers.epub.content_documents import Matter, name_documents, split_section
from publish.writers.epub.document_templates import XHTML
from publish.writers.epub.epub_tree import prepare_for_epub
from publish.writers.epub.index_places import IndexedPlace, index_places
from publish.writers.epub.options import EpubOptions
from publish.writers.epub.package import Item


@dataclass(frozen=True)
class BookText:
    """The chapters of a book in reading order, each as its documents, with its matter."""

    chapters: tuple[ChapterDocuments, ...]
    matters: tuple[Matter, ...]

    @cached_property
    def documents(self) -> dict[str, RenderedDocument]:
        """The documents of all chapters by the names of their files, in reading order."""
        documents = tuple(chain.from_iterable(each.documents for each in self.chapters))
        names = name_documents([document.slug for document in documents])
        return dict(zip(names, documents, strict=True))

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The names of the documents of each chapter."""
        names = iter(self.documents)
        return tuple(tuple(islice(names, len(each.documents))) for each in self.chapters)

    @property
    def beginning(self) -> str | None:
        """The name of the first document of the body, if the book has one."""
        pairs = zip(self.names, self.matters, strict=True)
        return next((names[0] for names, matter in pairs if matter is Matter.BODY), None)

    @property
    def items(self) -> tuple[Item, ...]:
        """The documents as files of an EPUB; an id of XML may not begin with a digit."""
        return tuple(
            Item(f"text-{name.removesuffix('.xhtml')}", name, XHTML, document.content)
            for name, document in self.documents.items()
        )

    @property
    def diagnostics(self) -> Diagnostics:
        """The diagnostics of all chapters."""
        return tuple(chain.from_iterable(each.diagnostics for each in self.chapters))


def render_text(
    book: LazyBook, theme: Theme, options: EpubOptions, store: Store | None
) -> BookText:
    """Return the text of a book; chapters whose documents the store has are not read."""
    sections = book.chapters
    matters = (
        *(Matter.FRONT for _ in book.head.front),
        *(Matter.BODY for _ in book.body),
        *(Matter.BACK for _ in book.head.back),
    )
    renderer = ChapterRenderer(book.head, theme, store, _find_places(book))
    is_alone = len(sections) == 1 and len(split_section(sections[0].section)) == 1
    chapters = tuple(
        renderer.render(
            chapter,
            matter,
            is_alone=is_alone,
            has_title_block=options.front.has_title_block and place == 0,
        )
        for place, (chapter, matter) in enumerate(zip(sections, matters, strict=True))
    )
    return BookText(chapters, matters)


def _find_places(book: LazyBook) -> Mapping[str, IndexedPlace]:
    """Return the places of the anchors in a book with an index, whose chapters have no names."""
    unnamed = (chapter.section for chapter in book.chapters if not chapter.name)
    if not any(isinstance(node, Index) for section in unnamed for node in descend(section)):
        return {}
    documents = [
        document
        for chapter in book.chapters
        for document in split_section(prepare_for_epub(chapter.section).value)
    ]
    names = name_documents([document.slug for document in documents])
    sections = (document.section for document in documents)
    return index_places(zip(names, sections, strict=True))
