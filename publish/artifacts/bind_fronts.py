"""The fronts of a bind: the pages of each front, and the books that stand behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from publish.artifacts.bind_editions import BindEdition
from publish.artifacts.plan import Artifact
from publish.config.bind_table import Bind
from publish.config.edition_options import EditionOptions
from publish.diagnostics import PublishError
from publish.diagnostics.rules import binds as rules
from publish.document.lazy_book import LazyBook
from publish.document.model import Work, direction
from publish.document.text_layout import TextLayout
from publish.text.languages import best_match

if TYPE_CHECKING:
    from publish.artifacts.render import Resources
    from publish.writers.pdf.front_layouts import BookToBind, Front


def list_fronts(
    bind: Bind, artifact: Artifact, editions: Sequence[BindEdition], resources: Resources
) -> tuple[list[Front], list[int]]:
    """Return the fronts of a bind, and the indexes of the books behind them in their order.

    Raises PublishError where a book stands on no side, or a side has no book.
    """
    from publish.writers.pdf.front_layouts import Front

    settings = bind.settings
    if not bind.fronts:
        lang = settings.languages[0] if settings.languages else editions[0].book.head.lang
        head = _head_of(bind, lang)
        own = _own_pages(bind, head, artifact, resources)
        books = tuple(_to_bind(each, head, resources) for each in editions)
        return [Front(own, books)], [*range(len(editions))]
    sides = [_side_of(each, bind) for each in editions]
    fronts: list[Front] = []
    order: list[int] = []
    for lang in bind.fronts:
        chosen = [index for index, side in enumerate(sides) if side == lang]
        if not chosen:
            message = f"no book of “{bind.name}” stands behind the front “{lang}”"
            hint = (
                f'write {{ book = "…", side = "{lang}" }}, or {{ book = "…", languages = '
                f'["{lang}"] }} for one language of a book that has two'
            )
            raise PublishError(rules.FRONTS.at(bind.span_of("books"), message, hint))
        head = _head_of(bind, lang)
        own = _own_pages(bind, head, artifact, resources)
        books = tuple(_to_bind(editions[index], head, resources) for index in chosen)
        fronts.append(Front(own, books, has_colophon=not fronts))
        order += chosen
    return fronts, order


def _side_of(edition: BindEdition, bind: Bind) -> str:
    """Return the language of the front on whose side a book stands."""
    lang = edition.book.head.lang
    side = edition.member.side or best_match(lang, bind.fronts)
    if not side:
        fronts = " and ".join(bind.fronts)
        name = edition.member.book.name
        message = f"“{name}” is in “{lang}”, and the fronts of “{bind.name}” are {fronts}"
        hint = f'write {{ book = "{name}", side = "{bind.fronts[0]}" }}'
        raise PublishError(rules.FRONTS.at(bind.span_of("books"), message, hint))
    return side


def _head_of(bind: Bind, lang: str) -> Work:
    """Return a front in ``lang`` as a Work without a text."""
    from publish.pipeline.metadata import read_metadata

    settings = bind.settings
    meta = read_metadata(settings, lang).value
    dir = direction(lang) if bind.fronts else settings.binding_dir or direction(lang)
    layout = TextLayout(all_titles=not bind.fronts, languages=(lang,) if bind.fronts else ())
    return Work(meta, lang, dir, (), layout=layout, span=bind.span)


def _own_pages(bind: Bind, head: Work, artifact: Artifact, resources: Resources) -> BookToBind:
    """Return the pages of a front itself: title page, imprint, contents, colophon."""
    from publish.artifacts.pdf_options import choose_pdf_options
    from publish.pipeline.editions.titles import choose_titles
    from publish.writers.pdf.front_layouts import BookToBind

    book = LazyBook(head, ())
    if bind.fronts:
        book = choose_titles(book, head.layout.languages)
    own = replace(artifact, options=EditionOptions())
    return BookToBind(
        book, resources.theme, choose_pdf_options(own, resources.release.last_change), bind.name
    )


def _to_bind(edition: BindEdition, front: Work, resources: Resources) -> BookToBind:
    """Return a book as it is bound: its pages turn as those of its front."""
    from publish.artifacts.pdf_options import choose_pdf_options
    from publish.writers.pdf.front_layouts import BookToBind

    head = edition.book.head
    layout = replace(head.layout, shared_folios=False)
    book = replace(edition.book, head=replace(head, dir=front.dir, layout=layout))
    title = head.meta.title.in_(front.lang) or edition.member.book.name
    options = choose_pdf_options(edition.artifact, resources.release.last_change)
    return BookToBind(book, edition.theme, options, title)
