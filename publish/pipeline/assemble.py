"""Assembly of the drafts of a book, and of the Works that readers give, into one Work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from publish.config import Settings
from publish.diagnostics import Diagnostics, Outcome
from publish.document.draft import Draft
from publish.document.model import (
    Block,
    Excerpt,
    Foreign,
    Image,
    Inline,
    Inlines,
    Meta,
    Node,
    Resource,
    Role,
    Section,
    Text,
    Words,
    Work,
    direction,
)
from publish.document.walk import plain, rewrite
from publish.pipeline import sections
from publish.pipeline.book_language import (
    count_languages,
    in_language,
    inherit_language,
    main_language,
)
from publish.pipeline.metadata import read_metadata
from publish.pipeline.title_lines import (
    Named,
    TitleLines,
    diagnose_chapter,
    diagnose_title_lines,
    find_opening,
    name_book,
    read_title_lines,
)
from publish.pipeline.title_notes import diagnose_title_notes
from publish.text.source import Span

_NO_META = Meta()
_BETWEEN = " · "
"""The text between the forms of a title in several languages."""


def assemble(texts: Sequence[Draft | Work], settings: Settings, name: str) -> Outcome[Work]:
    """Return the Work of the files of a book, in order; each of several files is one section.

    Settings go before the titles and the language that a text has.
    """
    if len(texts) > 1:
        lang = main_language(map(count_languages, texts), settings)
        body = tuple(chapter(text, lang) for text in texts)
        untitled = tuple(d for text in texts for d in diagnose_chapter(text))
        outcome = head(settings, Named(name, find_opening(texts[0])), lang, body[0].span)
        pictures = unique_resources(map(resources, texts))
        meta = complete(outcome.value.meta, merge_imprints(text.meta for text in texts))
        work = replace(outcome.value, meta=meta, body=body, resources=pictures)
        return Outcome(work, untitled + outcome.diagnostics)
    (text,) = texts
    if isinstance(text, Work):
        return _finish(text, settings, name)
    lang = main_language((count_languages(text),), settings)
    draft, text = text, inherit_language(text, lang)
    body = name_pictures(sections.body(text), text)
    span = body[0].span if body else Span(text.file, 0, 0)
    named = Named(name, find_opening(text), is_folder=False)
    outcome = head(settings, named, lang, span, draft)
    front = name_pictures(sections.front(text), text)
    work = replace(outcome.value, front=front, body=body, resources=resources(text))
    return replace(outcome, value=work)


def _finish(work: Work, settings: Settings, name: str) -> Outcome[Work]:
    """Return the Work of the one file of a book as the settings say."""
    lang = settings.languages[0] if settings.languages else work.lang
    work = in_language(work, lang)
    own = work.meta
    lines = TitleLines(own.title, own.subtitle, own.event, own.event_theme, own.date)
    if settings.event:
        lines = replace(lines, event_theme=Words(), date=None)
    named = Named(name, find_opening(work), is_folder=False)
    meta, diagnostics = _meta(lines, settings, named, lang)
    meta = complete(meta, own)
    return Outcome(replace(work, meta=meta, dir=settings.binding_dir or work.dir), diagnostics)


def head(
    settings: Settings,
    named: Named,
    lang: str,
    span: Span,
    draft: Draft | None = None,
) -> Outcome[Work]:
    """Return a Work without its body; ``draft`` is that of a single file, titles included.

    The lines of the text go before what the file says of itself beside them.
    """
    own, chunks = (draft.meta, draft.chunks) if draft else (_NO_META, ())
    lines = read_title_lines(chunks, settings)
    lines = replace(lines, title=lines.title or own.title, subtitle=lines.subtitle or own.subtitle)
    meta, diagnostics = _meta(lines, settings, named, lang)
    meta = complete(meta, own)
    diagnostics += (
        *diagnose_title_lines(chunks, settings),
        *diagnose_title_notes(chunks),
    )
    work = Work(meta, lang, settings.binding_dir or direction(lang), (), span=span)
    return Outcome(work, diagnostics)


def chapter(text: Draft | Work, lang: str) -> Section:
    """Return the one section that a file is among the files of a book in ``lang``."""
    if isinstance(text, Draft):
        (section,) = name_pictures((sections.chapter(inherit_language(text, lang)),), text)
        return section
    text = in_language(text, lang)
    children = (*text.front, *text.body, *text.back)
    forms = text.meta.title.in_order(lang)
    title: Inlines = tuple(Text(form, span=text.span) for _, form in forms[:1])
    others: list[Inline] = []
    for tag, form in forms[1:]:
        words = (Text(form, span=text.span),)
        others += [Text(_BETWEEN, span=text.span)]
        others += [Foreign(tag, direction(tag), words, span=text.span)]
    if len(children) == 1 and plain(title) in ("", plain(children[0].title)):
        (child,) = children
        return replace(child, title=(*child.title, *others)) if others else child
    has_chapters = any(child.role is Role.CHAPTER and child.title for child in children)
    role = Role.PART if title and has_chapters else Role.CHAPTER
    return Section(role, (*title, *others), _flatten(children), span=text.span)


def _flatten(sections: tuple[Section, ...]) -> tuple[Section | Excerpt | Block, ...]:
    """Return sections with the contents of the untitled chapters that stand before all others.

    After a section with a title such contents would belong to that section.
    """
    untitled = list(takewhile(lambda each: each.role is Role.CHAPTER and not each.title, sections))
    contents = (child for section in untitled for child in section.children)
    return (*contents, *sections[len(untitled) :])


# --- pictures


def resources(text: Draft | Work) -> tuple[Resource, ...]:
    """Return the pictures that a file contains."""
    if isinstance(text, Work):
        return text.resources
    return unique_resources([tuple(resource for _, resource in text.pictures)])


def unique_resources(groups: Iterable[tuple[Resource, ...]]) -> tuple[Resource, ...]:
    """Return the pictures of several files, each once."""
    return tuple({each.digest: each for group in groups for each in group}.values())


def name_pictures(content: tuple[Section, ...], draft: Draft) -> tuple[Section, ...]:
    """Return sections with the digest of each picture that the file of ``draft`` contains."""
    digests = {address: resource.digest for address, resource in draft.pictures}
    if not digests:
        return content

    def name(node: Node) -> Node:
        if isinstance(node, Image) and not node.resource and node.address in digests:
            return replace(node, resource=digests[node.address])
        return node

    return rewrite(content, name)


# --- titles and other metadata


_OWN = (
    *("creators", "event", "event_theme", "date", "publisher", "rights", "identifier", "series"),
    *("title_sort", "description", "subjects", "source", "certified", "edition"),
)
"""The fields in which a file may say what no setting and no line of its text does."""


def complete(meta: Meta, own: Meta) -> Meta:
    """Return metadata with those of the file itself where they are missing."""
    values = {name: getattr(meta, name) or getattr(own, name) for name in _OWN}
    return replace(meta, **values) if own != _NO_META else meta


def merge_imprints(metas: Iterable[Meta]) -> Meta:
    """Return the rights and the sources that the files of a book state, each once."""
    rights: dict[str, None] = {}
    sources: dict[str, None] = {}
    for meta in metas:
        rights |= {meta.rights: None} if meta.rights else {}
        sources |= {meta.source: None} if meta.source else {}
    return Meta(rights="; ".join(rights) or None, source=", ".join(sources) or None)


def _meta(
    lines: TitleLines, settings: Settings, named: Named, lang: str
) -> tuple[Meta, Diagnostics]:
    stated = read_metadata(settings, lang)
    meta, diagnostics = stated.value, stated.diagnostics
    title = meta.title or lines.title
    if not title:
        title, untitled = name_book(named, lang)
        diagnostics += untitled
    return (
        replace(
            meta,
            title=title,
            subtitle=meta.subtitle or lines.subtitle,
            creators=meta.creators or lines.creators,
            event=meta.event or lines.event,
            event_theme=lines.event_theme,
            date=meta.date or lines.date,
        ),
        diagnostics,
    )
