"""Title lines: what a text says of itself over its first paragraph, and messages about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publish.config import Settings
from publish.diagnostics import Diagnostic, Diagnostics, Severity
from publish.diagnostics.rules import text as rules
from publish.diagnostics.rules.readers import CHAPTER_METADATA
from publish.document.credits import parse_credit
from publish.document.dates import event_line, find_date, read_date
from publish.document.draft import HEADINGS, SEGMENT, Chunk, Draft, Part
from publish.document.marks import mark_hint
from publish.document.metadata import Certification, Creator, Date, Series, Words
from publish.document.model import Text, Work
from publish.document.titles import title_of_name, title_of_text, title_without_words
from publish.document.walk import descend
from publish.pipeline.title_notes import title_text
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.text.languages import isolate, language, script_code
from publish.text.source import NOWHERE, Span

_NO_WORDS = Words()
_LONGEST_MARK = 120
"""Characters of a line up to which a hint makes it the title of a book."""

_SHOWN = 60
"""Characters of a line that a message quotes."""

_OF_BOOK = (
    *("subtitle", "creators", "event", "event_theme", "date", "publisher", "identifier", "series"),
    *("description", "subjects", "certified", "edition"),
)
"""The metadata that a chapter does not show."""

_SUNG = (*SEGMENT, Part.VERSE)


@dataclass(frozen=True, slots=True)
class TitleLines:
    """The metadata that a text gives of itself."""

    title: Words
    subtitle: Words
    event: Words = _NO_WORDS
    event_theme: Words = _NO_WORDS
    date: Date | None = None
    creators: tuple[Creator, ...] = ()


def read_title_lines(chunks: Sequence[Chunk], settings: Settings) -> TitleLines:
    """Return the metadata in the lines over a text; an event of the settings replaces the line."""

    def lines(part: Part) -> list[tuple[str, str]]:
        return [(title_text(chunk), chunk.lang) for chunk in chunks if chunk.part is part]

    creators = tuple(parse_credit(line) for line, _ in lines(Part.AUTHOR))
    dates = [read_date(line) for line, _ in lines(Part.DATE)]
    titles = _words(lines(Part.TITLE)), _words(lines(Part.SUBTITLE))
    events = [(event, tag) for line, tag in lines(Part.EVENT) if (event := event_line(line))]
    if not events or settings.event:
        return TitleLines(*titles, date=_merge(dates), creators=creators)
    event, tag = events[0]
    theme = _words([(event.theme, tag)]) if event.theme else _NO_WORDS
    date = _merge([event.date, *dates])
    return TitleLines(*titles, _words([(event.name, tag)]), theme, date, creators)


def _merge(dates: Sequence[Date]) -> Date | None:
    """Return the first date that says its year, with the words of all."""
    if not dates:
        return None
    iso = next((date.iso for date in dates if date.iso), "")
    return Date(iso, " · ".join(date.given for date in dates))


def _words(lines: list[tuple[str, str]]) -> Words:
    """Return lines as one text a language: an English title over its Hebrew one is one title.

    Each line has its tag, which is empty where it is unknown.
    """
    forms: dict[str, str] = {}
    for line, tag in lines:
        lang = tag or language(line)
        forms[lang] = f"{forms[lang]} · {line}" if lang in forms else line
    return Words(tuple(forms.items()))


# --- books and chapters without a title


@serializable
@dataclass(frozen=True, slots=True)
class Opening:
    """The first line of a text; ``is_sung`` is true for a verse or a line of a pair."""

    text: str = ""
    span: Span = NOWHERE
    is_sung: bool = False


def find_opening(text: Draft | Work) -> Opening:
    """Return the first line of a text that has letters."""
    if isinstance(text, Draft):
        for chunk in text.chunks:
            if any(map(str.isalpha, chunk.text.text)):
                return Opening(chunk.text.text, chunk.span, chunk.part in _SUNG)
        return Opening(span=Span(text.file, 0, 0))
    texts = (node for node in descend(text) if isinstance(node, Text))
    first = next((node for node in texts if any(map(str.isalpha, node.text))), None)
    if first is None:
        return Opening(span=Span(text.span.file, 0, 0))
    return Opening(first.text, first.span)


@dataclass(frozen=True, slots=True)
class Named:
    """The name of the file or of the folder of a book, and the first line of its text."""

    name: str
    opening: Opening = Opening()
    is_folder: bool = True


def name_book(named: Named, lang: str) -> tuple[Words, Diagnostics]:
    """Return the title of a book that states none, with a message.

    A text that begins with a verse, as prayers and songs do, is usually known by the name of its
    file: then the message is an info.
    """
    opening, is_folder = named.opening, named.is_folder
    title = title_of_name(named.name)
    source = "its folder" if is_folder else "its file"
    if not title:
        title, source = title_of_text(opening.text), "its first words"
    if not title:
        title, source = title_without_words(lang), "nothing, because it has no words"
    hints = ['title = "…"']
    if opening.text and not is_folder and len(opening.text) <= _LONGEST_MARK:
        hints.append(mark_hint(opening.text, "title"))
    diagnostic = rules.NO_TITLE.at(
        Span(opening.span.file, 0, 0) if is_folder else opening.span,
        f"the book has no title; it is named “{isolate(title)}” after {source}",
        *hints,
    )
    if opening.is_sung and title_of_name(named.name) and not is_folder:
        diagnostic = replace(diagnostic, severity=Severity.INFO)
    own = language(title, lang)
    tag = lang if script_code(own) == script_code(lang) else own
    return Words(((tag, title),)), (diagnostic,)


def diagnose_chapter(text: Draft | Work) -> Iterator[Diagnostic]:
    """Yield the warnings about a file of a folder book: no title, metadata that are not shown."""
    if isinstance(text, Work):
        children = (*text.front, *text.body, *text.back)
        has_title = bool(text.meta.title or (children and children[0].title))
    else:
        first = next((c for c in text.chunks if any(map(str.isalpha, c.text.text))), None)
        opens = first is not None and first.part in HEADINGS
        has_title = opens or any(chunk.part is Part.TITLE for chunk in text.chunks)
    opening = find_opening(text)
    if opening.text and not has_title:
        yield rules.CHAPTER_WITHOUT_TITLE.at(
            opening.span,
            f"the chapter has no title; its first line is “{quote_line(opening.text)}”",
            mark_hint(opening.text, "title"),
        )
    values = {name: getattr(text.meta, name) for name in _OF_BOOK}
    words = [f"{name} “{_show(value)}”" for name, value in values.items() if value]
    if words:
        file = text.file if isinstance(text, Draft) else text.span.file
        message = f"left out of the book: {', '.join(words)}"
        yield CHAPTER_METADATA.at(Span(file, 0, 0), message)


def _show(value: object) -> str:
    """Return a value of metadata as a message quotes it."""
    match value:
        case tuple():
            return "; ".join(map(_show, value))
        case Words():
            return quote_line(" · ".join(form for _, form in value.forms))
        case Creator() | Series():
            return _show(value.name)
        case Date():
            return value.given
        case Certification():
            return value.by
        case _:
            return quote_line(str(value))


def quote_line(text: str) -> str:
    """Return a line as a message quotes it: its first words, in their direction."""
    text = " ".join(text.split())
    return isolate(text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…")


# --- messages about the lines over a text


def diagnose_title_lines(chunks: Iterable[Chunk], settings: Settings) -> Iterator[Diagnostic]:
    """Yield what each line over a text was taken as, and which lines the settings override."""
    for chunk in chunks:
        if chunk.part not in _SETTINGS:
            continue
        override = _overriding(chunk, settings)
        text = chunk.text.text
        if override is None:
            if chunk.mark is None:
                yield rules.OVER_THE_TEXT.at(
                    chunk.span,
                    f"read as the {chunk.part} of the book",
                    mark_hint(text, "text"),
                )
        elif override:
            yield rules.DROPPED_LINE.at(
                chunk.span, f"the settings write the {chunk.part} in another way"
            )
        else:
            key = _SETTINGS[chunk.part] if chunk.part else ""
            is_event_date = chunk.part is Part.EVENT and not settings.event
            yield rules.OVERRIDDEN_LINE.at(
                chunk.span,
                f"not printed: “{quote_line(text)}”: the settings give another "
                f"{'date' if is_event_date else key}",
                mark_hint(text, "text"),
            )


_SETTINGS: dict[Part | None, str] = {
    Part.TITLE: "title",
    Part.SUBTITLE: "subtitle",
    Part.EVENT: "event",
    Part.AUTHOR: "author",
    Part.DATE: "date",
    Part.DEDICATION: "dedication",
    Part.EPIGRAPH: "epigraph",
}
"""The parts that a title page or its neighbours print, with their names in the settings."""


def _overriding(chunk: Chunk, settings: Settings) -> bool | None:
    """Return None where a line is printed, else whether the settings say nearly the same."""
    text = line = title_text(chunk)
    forms: list[str] = []
    match chunk.part:
        case Part.TITLE:
            forms = _forms(settings.title)
        case Part.SUBTITLE:
            forms = _forms(settings.subtitle)
        case Part.EVENT:
            forms = _forms(settings.event)
            event = event_line(text)
            if not forms and settings.date and event:
                return None if event.date.iso == settings.date.iso else False
            text = text if text in forms or not event else event.name
        case Part.AUTHOR:
            forms = [form for each in settings.creators for form in _forms(each.name)]
            text = text if text in forms else parse_credit(text).name.forms[0][1]
        case Part.DATE if settings.date:
            date = find_date(text)
            if date and date.iso == settings.date.iso:
                return True
            forms = [settings.date.given]
        case _:
            return None
    if not forms or line in forms:
        return None
    return _bare(text) in map(_bare, forms)


def _forms(words: Words) -> list[str]:
    return [form for _, form in words.forms]


def _bare(text: str) -> str:
    """Return a title as it is compared: without case, spaces, points and punctuation."""
    return "".join(filter(str.isalnum, text.casefold()))
