"""The text of the back of a wrap cover, read as a text in Markdown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish.config import Book
from publish.config.file_access import read_text_bytes
from publish.config.settings import Settings
from publish.config.workspace import display_path
from publish.diagnostics import Diagnostics, Outcome, PublishError, Severity, worst
from publish.diagnostics.rules import wrap_covers as rules
from publish.document.metadata import Words
from publish.document.model import Note, Work
from publish.document.walk import descend
from publish.pipeline.stages import read_work
from publish.readers.detection import decode_file
from publish.text.source import NOWHERE, Source
from publish.writers import html
from publish.writers.html import RenderContext
from publish.writers.strings import order_forms
from publish.writers.wrap_cover.options import BackText

_OWN_NAME = "back.md"
"""The name of a text in the settings, by which it is read as Markdown."""


def read_back(work: Work, book: Book) -> Outcome[tuple[BackText, ...]]:
    """Return the texts of the back: those of the settings, else the description of the book."""
    options = book.settings.wrap_cover
    diagnostics: Diagnostics = ()
    texts: list[BackText] = []
    if options.back_file:
        name = display_path(options.back_file, book.workspace)
        source = decode_file(read_text_bytes(options.back_file), name)
        read = _read_text(source.value, book, work.lang)
        return Outcome((read.value,), source.diagnostics + read.diagnostics)
    words: Words = options.back or work.meta.description
    for lang, text in order_forms(words, work):
        read = _read_text(Source(_OWN_NAME, text), book, lang)
        texts.append(read.value)
        # Lines of a text in the settings are not those of the settings.
        diagnostics += tuple(replace(each, span=NOWHERE, also=()) for each in read.diagnostics)
    return Outcome(tuple(texts), diagnostics)


def _read_text(source: Source, book: Book, lang: str) -> Outcome[BackText]:
    """Return a text in Markdown after all passes, so that its lines are read in their direction."""
    # A title of its own is not looked for.
    title = Words(((lang, source.file),))
    typography = book.settings.typography
    settings = Settings(title=title, languages=(lang,), typography=typography)
    own = replace(book, settings=settings, texts=(Path(source.file),))
    work = read_work((source,), own)
    if worst(work.diagnostics) is Severity.ERROR:
        raise PublishError(*work.diagnostics)
    sections = (*work.value.front, *work.value.body, *work.value.back)
    notes = (node for section in sections for node in descend(section) if isinstance(node, Note))
    diagnostics = work.diagnostics + tuple(
        rules.NOTE_ON_COVER.at(note.span, f"note {note.call} of the text of the back is left out")
        for note in notes
    )
    context = RenderContext(lang, html.omit_note, lang_attributes=html.print_attributes)
    markup = html.join_markup(html.render_section(section, context) for section in sections)
    return Outcome(BackText(lang, markup), diagnostics)
