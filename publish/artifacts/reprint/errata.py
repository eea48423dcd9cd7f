"""The list of errata of a printed book: a page with the words to correct, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from publish.artifacts.plan import Request, plan_file
from publish.artifacts.release_date import last_change
from publish.artifacts.render import Release, Resources, render
from publish.artifacts.reprint.page_prints import PagePrint
from publish.artifacts.reprint.word_changes import Word, WordChange, list_words
from publish.config import Book, Settings, Workspace
from publish.config.front_matter import FrontLayout, FrontMatter
from publish.diagnostics import Outcome
from publish.document.lazy_book import split_chapters
from publish.document.metadata import Meta, Words
from publish.document.model import (
    Block,
    Cell,
    Inlines,
    Paragraph,
    Passage,
    Role,
    Row,
    Section,
    Table,
    Text,
    Work,
)
from publish.pipeline.pass_table import find_pass
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.text.languages import direction, language, primary
from publish.themes.theme import load_for

_LONGEST = 24
"""Words of a change that are shown whole; of a longer one its ends are."""

_PASSES = ("languages", "directions")
"""The passes that give each phrase its language and its direction."""


@dataclass(frozen=True, slots=True)
class Erratum:
    """The words at a place of the printed book, and the words to read in their stead.

    ``page`` is the printed number of the page, ``line`` the number of the line in its text.
    """

    page: str
    line: int
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class _Labels:
    title: str
    page: str
    line: str
    before: str
    now: str


_LABELS = {
    "en": _Labels("Errata", "Page", "Line", "Instead of", "Read"),
    "he": _Labels("תיקוני טעויות", "עמוד", "שורה", "במקום", "צריך להיות"),
}


def list_errata(
    changes: Iterable[WordChange], before: Sequence[PagePrint], now: Sequence[PagePrint]
) -> tuple[Erratum, ...]:
    """Return the errata of a printed book in order."""
    old, new = list_words(before), list_words(now)
    return tuple(_erratum(change, old, new, before) for change in changes if old)


def _erratum(
    change: WordChange, old: Sequence[Word], new: Sequence[Word], pages: Sequence[PagePrint]
) -> Erratum:
    start, now_start = change.first, change.now_first
    end, now_end = start + len(change.before), now_start + len(change.now)
    if start == end or now_start == now_end:
        # Words that came or went are shown with the word before them, or after them.
        if start and now_start:
            start, now_start = start - 1, now_start - 1
        else:
            end, now_end = end + 1, now_end + 1
    place = old[min(start, len(old) - 1)]
    folio = pages[place.page - 1].text.folio or str(place.page)
    return Erratum(folio, place.line, _phrase(old[start:end]), _phrase(new[now_start:now_end]))


def _phrase(words: Sequence[Word]) -> str:
    texts = [word.text for word in words]
    if len(texts) > _LONGEST:
        texts = [*texts[: _LONGEST // 2], "[…]", *texts[-_LONGEST // 2 :]]
    return " ".join(texts)


def write_errata(
    errata: Sequence[Erratum], title: str, lang: str, settings: Settings, workspace: Workspace
) -> Outcome[bytes]:
    """Return a PDF with the list of errata of a book, in the page and the theme of the book."""
    labels = _LABELS.get(primary(lang), _LABELS["en"])
    tongue = primary(lang) if primary(lang) in _LABELS else "en"
    name = f"{labels.title}: {title}" if title else labels.title
    header = [_cell(text, tongue) for text in (labels.page, labels.line, labels.before, labels.now)]
    rows = [Row(tuple(header))]
    for each in errata:
        places = (each.page, str(each.line))
        cells = [_cell(text, tongue) for text in places]
        cells += [_cell(text, language(text)) for text in (each.before, each.now)]
        rows.append(Row(tuple(cells)))
    table = Table(tuple(rows), header_rows=1)
    section = Section(Role.CHAPTER, _text(name), (table,))
    work = Work(Meta(title=Words(((tongue, name),))), tongue, direction(tongue), (section,))
    plain = Settings(
        page=settings.page,
        theme=settings.theme,
        design=settings.design,
        languages=(tongue,),
        front=FrontMatter(FrontLayout.NONE, title_page=False, imprint=False, contents=False),
    )
    outcome = Outcome(work)
    for stage in _PASSES:
        outcome = outcome.then(partial(find_pass(stage).apply, settings=plain))
    book = Book("errata", plain, (), workspace)
    theme = load_for(plain, book.themes)
    resources = Resources(theme, Release(partial(last_change, ())), Store())
    pdf = plan_file(book, Request(("pdf",)))
    rendered = outcome.then(lambda value: render(split_chapters(value), pdf, resources))
    return Outcome(rendered.value.data, rendered.diagnostics)


def _cell(text: str, lang: str) -> Cell:
    blocks: tuple[Block, ...] = (Paragraph(_text(text)),) if text else ()
    return Cell((Passage(lang, direction(lang), blocks),))


def _text(text: str) -> Inlines:
    return (Text(text),)
