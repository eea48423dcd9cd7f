"""The content documents of a chapter, rendered once and stored under the name of the chapter.

They are stored as an archive has them, without their names, which depend on the chapters before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from publish.diagnostics import Diagnostics
from publish.document.lazy_book import Chapter
from publish.document.model import Section, Work
from publish.storage.digests import digest
from publish.storage.serialize import serializable
from publish.storage.store import Store
from publish.text.source import NOWHERE
from publish.themes.theme import Theme
from publish.writers import cantillation
from publish.writers.epub.content_documents import (
    ContentsLines,
    Matter,
    make_heading,
    make_lines,
    split_section,
)
from publish.writers.epub.document_templates import DocumentTemplates
from publish.writers.epub.epub_tree import prepare_for_epub
from publish.writers.epub.index_places import IndexedPlace
from publish.writers.epub.package import Deflated, deflate
from publish.writers.epub.pictures import describe_missing_pictures, name_pictures
from publish.writers.epub.segment_list import NumberedSegments, find_numbered_segments
from publish.writers.epub.text_facts import TextFacts, gather_facts
from publish.writers.hebrew_runs import mark_line


@serializable
@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A content document: its bytes, the end of its name, and its lines in lists of the book."""

    slug: str
    content: Deflated
    contents: ContentsLines | None
    segments: NumberedSegments | None


@serializable
@dataclass(frozen=True, slots=True)
class ChapterDocuments:
    """The content documents of a chapter, and facts about its text.

    Where it ``has_accents``, words are set in the font for cantillation.
    """

    documents: tuple[RenderedDocument, ...]
    facts: TextFacts
    has_accents: bool
    diagnostics: Diagnostics = ()


@dataclass(frozen=True)
class ChapterRenderer:
    """Renders the chapters of a book whose head is ``head``, with the templates of a theme.

    ``places`` are those of the anchors that an index leads to; chapters of a book with an index
    have no names, so that they are not stored.
    """

    head: Work
    theme: Theme
    store: Store | None
    places: Mapping[str, IndexedPlace] = field(default_factory=dict)

    def render(
        self, chapter: Chapter, matter: Matter, *, is_alone: bool, has_title_block: bool
    ) -> ChapterDocuments:
        """Return the documents of a chapter.

        ``is_alone`` says that the book has a single document.  With ``has_title_block`` the first
        document begins with the title of the book.
        """

        def render_section(section: Section) -> ChapterDocuments:
            return self._render(section, matter, is_alone=is_alone, has_title_block=has_title_block)

        return chapter.facts(
            ChapterDocuments,
            render_section,
            self.store,
            "epub documents",
            self._state,
            f"{matter} {is_alone} {has_title_block}",
            unless=lambda documents: documents.diagnostics,
        )

    @cached_property
    def _work(self) -> Work:
        """The book as templates of chapters see it."""
        return replace(self.head, front=(), back=(), span=NOWHERE)

    @cached_property
    def _state(self) -> str:
        """The digest of all that a document depends on beside its chapter."""
        theme = self.theme
        without_pictures = replace(self._work, resources=())
        return digest(
            theme.state(templates=True),
            repr((theme.is_own, theme.design.initials)),
            repr(without_pictures),
        )

    @cached_property
    def _templates(self) -> DocumentTemplates:
        return DocumentTemplates(self._work, self.theme, self.places)

    def _render(
        self, section: Section, matter: Matter, *, is_alone: bool, has_title_block: bool
    ) -> ChapterDocuments:
        lang = self.head.lang
        title = mark_line(self.head.meta.title.in_(lang), lang)
        outcome = prepare_for_epub(section)
        facts = gather_facts(outcome.value, lang)
        pictures = name_pictures(self.head.resources)
        missing: Diagnostics = ()
        if not pictures.keys() >= set(facts.pictures):
            missing = tuple(describe_missing_pictures(outcome.value, pictures))
        has_accents = False
        documents: list[RenderedDocument] = []
        for document in split_section(outcome.value):
            data = self._templates.render_section(
                document,
                matter,
                make_heading(document, title, lang, is_alone=is_alone),
                has_title_block=has_title_block and not documents,
            )
            has_accents = has_accents or cantillation.needs_font(data.decode())
            documents.append(
                RenderedDocument(
                    document.slug,
                    deflate(data),
                    make_lines(document, title, lang, is_alone=is_alone),
                    find_numbered_segments(document.section, lang) if facts.has_numbers else None,
                )
            )
        return ChapterDocuments(
            tuple(documents),
            facts,
            has_accents,
            outcome.diagnostics + missing,
        )
