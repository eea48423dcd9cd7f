"""The text of a file that Pandoc reads, as a source, with reports of what is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError
from publish.diagnostics.rules import pandoc as rules
from publish.diagnostics.rules import pictures as picture_rules
from publish.document.dates import read_date
from publish.document.metadata import Creator, Meta, Words
from publish.readers.decode import decode
from publish.readers.html.charset import decode_page
from publish.readers.office.content import DocumentContent
from publish.readers.office.picture_store import PictureStore
from publish.readers.office.properties import read_title
from publish.readers.office.reports import shorten
from publish.readers.office.source import make_source
from publish.readers.office.text_builder import TextBuilder
from publish.readers.pandoc.formats import Form, find_form
from publish.readers.pandoc.inlines import InlineReader, words_of
from publish.readers.pandoc.letters import (
    FileLine,
    find_lost,
    list_elements,
    list_lines,
    squeeze,
    text_of_tree,
)
from publish.readers.pandoc.order import restore_order
from publish.readers.pandoc.program import check_size, run_pandoc
from publish.readers.pandoc.rtf import read_rtf
from publish.readers.pandoc.tree import TreeReader
from publish.text.dataclass import dataclass
from publish.text.languages import language
from publish.text.source import Source, Span

LEFT_OUT = "[not printed]"
"""The beginning of the lines that are not part of the text."""

_UNSAFE_HINT = "if it is yours, open it in the program that made it, and save it without them"

_MOST_LINES = 100
"""Lines that are lost and have a place of their own in a message."""


@dataclass(frozen=True)
class _Text:
    """A file before Pandoc reads it: its text, its lines, and what is left out of it by kind."""

    data: bytes
    lines: Sequence[FileLine]
    left_out: Mapping[str, Sequence[str]]
    diagnostics: Diagnostics
    stand_ins: Mapping[str, str]


def decode_document(data: bytes, file: str) -> Outcome[Source]:
    """Return the text of a file as Pandoc reads it.

    Raises PublishError where Pandoc is missing, fails, or finds no text.
    """
    check_size(data, file)
    form = find_form(data, file)
    text = _prepare(data, file, form)
    program, document = run_pandoc(text.data, form, file, text.stand_ins)
    builder = TextBuilder(file)
    pictures = PictureStore(document.pictures.get)
    reader = TreeReader(builder, pictures, is_spaced=form.is_spaced)
    meta, about = _read_meta(document.tree.get("meta", {}), file, form)
    abstract = document.tree.get("meta", {}).get("abstract", {})
    opening = abstract.get("c", []) if abstract.get("t") == "MetaBlocks" else []
    body: Sequence[Any] = document.tree.get("blocks", [])
    moved = 0
    if form.name == "rtf":
        body, moved = restore_order(body, text.lines)
    blocks = reader.read([*opening, *body])
    notes = tuple(reader.read_notes())
    start = Span(file, 0, 0)
    message = f"read by Pandoc {program.version} as {form.kind}"
    warnings = [line for line in document.warnings if line.startswith("[WARNING]")]
    diagnostics = (
        rules.READ_BY_PANDOC.at(start, message, *warnings[:3]),
        *about,
        *text.diagnostics,
        *([rules.MOVED.at(start, f"put in order again: {moved} blocks")] if moved else []),
        *_report_plain(reader.inlines, file),
        *_report_left_out({**text.left_out, **reader.inlines.left_out}, builder),
        *_report_lost(text.lines, text_of_tree(document.tree), builder),
    )
    content = DocumentContent(
        blocks, notes, tuple(pictures.pictures.items()), meta, tuple(diagnostics)
    )
    return Outcome(make_source(data, builder, content))


def _prepare(data: bytes, file: str, form: Form) -> _Text:
    """Return a file as Pandoc can read it, with the lines that have to be in its text."""
    if form.name == "rtf":
        text = read_rtf(data)
        lines = [FileLine(f"paragraph {n}", words) for n, words in enumerate(text.lines, 1)]
        left_out = {kind: [" ".join("".join(t).split())] for kind, t in text.left_out.items()}
        return _Text(text.data, lines, left_out, (), text.stand_ins)
    if form.is_xml and b"<!ENTITY" in data.replace(b"\0", b""):
        message = f"{Path(file).name} defines entities, which could do harm"
        raise PublishError(rules.FAILED.at(Span(file, 0, 0), message, _UNSAFE_HINT))
    outcome = decode_page(data, file) if form.is_xml else decode(data, file)
    words = outcome.value.text.replace("\r\n", "\n").replace("\r", "\n")
    lines = list(list_elements(words) if form.is_xml else list_lines(words))
    encoded = _strip_declaration(words).encode("utf-8") if form.is_xml else words.encode("utf-8")
    return _Text(encoded, lines, {}, outcome.diagnostics, {})


def _strip_declaration(text: str) -> str:
    """Return XML without its declaration, which names the encoding that the file had."""
    head, mark, rest = text.partition("?>")
    return rest if mark and head.lstrip().startswith("<?xml") else text


def _read_meta(meta: Mapping[str, Any], file: str, form: Form) -> tuple[Meta, Diagnostics]:
    title = " ".join(words_of(meta.get("title", {})).split())
    if form.name == "rtf":
        return read_title(file, title)
    authors = meta.get("author", {})
    names = authors.get("c", []) if authors.get("t") == "MetaList" else [authors]
    people = (" ".join(words_of(name).split()) for name in names)
    date = " ".join(words_of(meta.get("date", {})).split())
    subtitle = " ".join(words_of(meta.get("subtitle", {})).split())
    return Meta(
        title=_as_words(title),
        subtitle=_as_words(subtitle),
        creators=tuple(Creator(_as_words(name)) for name in people if name),
        date=read_date(date) if date else None,
    ), ()


def _as_words(text: str) -> Words:
    return Words(((language(text), text),)) if text else Words()


def _report_plain(reader: InlineReader, file: str) -> Iterator[Diagnostic]:
    for kind, offsets in reader.plain.items():
        first, *others = [Span(file, offset, offset) for offset in offsets]
        yield rules.PLAIN.at(first, f"printed as plain words: {kind}", also=others)
    for offset, address, reason in reader.unread_pictures:
        span = Span(file, offset, offset)
        yield picture_rules.UNREADABLE.at(span, f"the picture “{address}” {reason}")


def _report_left_out(
    kinds: Mapping[str, Sequence[str]], builder: TextBuilder
) -> Iterator[Diagnostic]:
    for kind, texts in kinds.items():
        words = [each for each in texts if any(map(str.isalnum, each))]
        if words:
            spans = [_write(each, kind, builder) for each in words]
            message = f"not printed: {kind}: {shorten(words[0])}"
            yield rules.LEFT_OUT.at(spans[0], message, also=spans[1:])


def _report_lost(
    lines: Sequence[FileLine], shown: str, builder: TextBuilder
) -> Iterator[Diagnostic]:
    """Yield a warning about the lines of a file whose letters are not in its text."""
    lost = find_lost(lines, shown)
    if not lost:
        return
    letters = Counter(squeeze("".join(line.words for line in lines)))
    missing = sum((letters - Counter(shown)).values())
    if not missing:  # the words stand in another order
        return
    spans = [_write(line.words, line.place, builder) for line in lost[:_MOST_LINES]]
    message = (
        f"Pandoc loses {missing} letters of {len(lost)} places; the first is {lost[0].place}: "
        f"{shorten(lost[0].words)}"
    )
    yield rules.LOST.at(spans[0], message, also=spans[1:])


def _write(words: str, place: str, builder: TextBuilder) -> Span:
    """Add a line that is not part of the text, and return the span of its words."""
    builder.name_place(place)
    builder.write_line(f"{LEFT_OUT} {' '.join(words.split())}")
    end = builder.length - 1
    return builder.span(end - len(" ".join(words.split())), end)
