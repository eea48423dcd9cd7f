"""The titles of an edition: in all languages or in its own, and messages about missing forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.config.toml_writer import write_toml
from publish.config.values import LANGUAGE_TAGS
from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.settings import TITLE_IN_ONE_LANGUAGE
from publish.document.lazy_book import LazyBook
from publish.document.model import Meta, Section, Words
from publish.document.title_forms import choose_forms
from publish.text.languages import best_match
from publish.text.source import Span


def title_edition(book: LazyBook) -> Outcome[LazyBook]:
    """Return an edition with the titles that its layout asks for, and messages about missing ones.

    An edition that shows the text as the book has it keeps all titles, without a message.
    """
    layout = book.head.layout
    if not layout.languages:
        return Outcome(book)
    diagnostics = tuple(diagnose_titles(book, layout.languages))
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


def diagnose_titles(book: LazyBook, languages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield a message for the title and the subtitle that lack a language of the edition."""
    meta = book.head.meta
    for key, words in (("title", meta.title), ("subtitle", meta.subtitle)):
        missing = [lang for lang in languages if not best_match(lang, dict(words.forms))]
        if not words or not missing:
            continue
        names = " and ".join(map(name_language, missing))
        yield TITLE_IN_ONE_LANGUAGE.at(
            Span(book.head.span.file, 0, 0),
            f"the {key} has no form in {names}, which the edition shows",
            write_toml({key: {**dict(words.forms), **dict.fromkeys(missing, "…")}}).strip(),
        )


def name_language(lang: str) -> str:
    """Return the English name of a language, or its tag."""
    names = {tag: name.title() for name, tag in LANGUAGE_TAGS.items()}
    return names.get(lang, f"“{lang}”")
