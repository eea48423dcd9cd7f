"""The titles of an edition: in all languages or in its own, and messages about missing forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from publish.config.toml_writer import write_toml
from publish.config.values import LANGUAGE_TAGS
from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.editions import TITLE_IN_ONE_LANGUAGE
from publish.document.lazy_book import LazyBook
from publish.document.model import UNLISTED, Meta, Section, Words, Work
from publish.document.title_forms import choose_forms, title_forms
from publish.document.walk import descend, plain
from publish.storage.serialize import serializable
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.text.languages import best_match, isolate
from publish.text.source import Span


@serializable
@dataclass(frozen=True, slots=True)
class ChapterTitles:
    """The titles in a chapter, each with the languages of its forms."""

    titles: tuple[tuple[str, tuple[str, ...]], ...]


def title_edition(
    book: LazyBook, as_read: LazyBook, store: Store | None = None
) -> Outcome[LazyBook]:
    """Return an edition of the book ``as_read`` with its titles, and messages about missing ones.

    An edition that shows the text as the book has it keeps all titles, without a message.
    """
    layout = book.head.layout
    if not layout.languages:
        return Outcome(book)
    diagnostics = (
        *diagnose_titles(as_read.head, layout.languages),
        *diagnose_headings(as_read, layout.languages, store),
    )
    chosen = book if layout.all_titles else choose_titles(book, layout.languages)
    return Outcome(chosen, diagnostics)


def choose_titles(book: LazyBook, languages: tuple[str, ...]) -> LazyBook:
    """Return a book with its titles in some of their languages alone, where they have them."""
    lang = book.head.lang

    def change(section: Section) -> Section:
        children = tuple(change(c) if isinstance(c, Section) else c for c in section.children)
        title = choose_forms(section.title, lang, languages)
        return replace(section, title=title, children=children)

    head = book.head
    head = replace(
        head,
        meta=_choose_words(head.meta, languages),
        front=tuple(map(change, head.front)),
        back=tuple(map(change, head.back)),
    )
    chosen = book.change_each(f"titles of {lang} in {languages}", change)
    return replace(chosen, head=head)


def _choose_words(meta: Meta, languages: Sequence[str]) -> Meta:
    """Return metadata with the words of a title page in these languages, where they have them."""

    def choose(words: Words) -> Words:
        wanted = {best_match(lang, dict(words.forms)) for lang in languages}
        forms = tuple(form for form in words.forms if form[0] in wanted)
        return Words(forms) if forms else words

    return replace(
        meta,
        title=choose(meta.title),
        subtitle=choose(meta.subtitle),
        event=choose(meta.event),
        event_theme=choose(meta.event_theme),
        creators=tuple(replace(each, name=choose(each.name)) for each in meta.creators),
        series=meta.series and replace(meta.series, name=choose(meta.series.name)),
    )


def diagnose_titles(head: Work, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield a message for the title and the subtitle that lack a language of the edition."""
    for key, words in (("title", head.meta.title), ("subtitle", head.meta.subtitle)):
        missing = _missing(dict(words.forms), languages)
        if words and missing:
            yield TITLE_IN_ONE_LANGUAGE.at(
                Span(head.span.file, 0, 0),
                f"the {key} has no form in {_name(missing)}, which the edition shows",
                write_toml({key: {**dict(words.forms), **dict.fromkeys(missing, "…")}}).strip(),
            )


def diagnose_headings(
    book: LazyBook, languages: tuple[str, ...], store: Store | None
) -> Iterator[Diagnostic]:
    """Yield a message about the headings of a book that lack a language of the edition."""
    lang = book.head.lang
    list_own = partial(list_titles, lang=lang)
    chapters = (each.facts(ChapterTitles, list_own, store, "titles", lang) for each in book.body)
    titles = [title for chapter in chapters for title in chapter.titles]
    missing = {title: lacks for title, langs in titles if (lacks := _missing(langs, languages))}
    if missing:
        names = _name(dict.fromkeys(lang for langs in missing.values() for lang in langs))
        first, *others = missing
        shown = f"“{isolate(first)}”" + (f" and {len(others)} more" if others else "")
        yield TITLE_IN_ONE_LANGUAGE.at(
            Span(book.head.span.file, 0, 0),
            f"headings have no form in {names}, which the edition shows: {shown}",
            f"write both forms on the line of the heading: {isolate(first + ' – …')}",
        )


def list_titles(section: Section, lang: str) -> ChapterTitles:
    """Return the titles in a chapter of a book in ``lang``."""
    sections = (node for node in descend(section) if isinstance(node, Section))
    titled = (node for node in sections if node.role not in UNLISTED)
    return ChapterTitles(
        tuple(
            (plain(node.title), tuple(tag for tag, _ in title_forms(node.title, lang)))
            for node in titled
            if any(map(str.isalpha, plain(node.title)))
        )
    )


def _missing(forms: Iterable[str], languages: Sequence[str]) -> tuple[str, ...]:
    available = tuple(forms)
    return tuple(lang for lang in languages if not best_match(lang, available))


def _name(languages: Iterable[str]) -> str:
    """Return the English names of languages, or their tags."""
    names = {tag: name.title() for name, tag in LANGUAGE_TAGS.items()}
    return " and ".join(names.get(lang, f"“{lang}”") for lang in languages)
