"""Cases of bidirectional text, each set alone on a page of a book."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto
from functools import cache
from io import BytesIO

import pymupdf

from publish.document.model import (
    Block,
    Meta,
    Node,
    Note,
    Paragraph,
    Passage,
    Role,
    Section,
    Text,
    Work,
    direction,
)
from publish.document.walk import descend, rewrite
from publish.passes.sentence_scripts import frame_script
from publish.text.languages import home
from publish.writers import epub, pdf
from tests.support import chromium, glyphs, notation, paper
from tests.support.casefile import Case, cases
from tests.typesetting.books import MODIFIED, THEME, apply_passes, text_block

_LANGUAGES = {"english": "en", "hebrew": "he"}
"""Languages of the case files by their stems."""


def case_parameters() -> list[object]:
    """Return the cases of ``tests/cases/bidi`` as parameters of a test."""
    return cases("bidi")


def _read_cases() -> list[Case]:
    return [parameter.values[0] for parameter in case_parameters()]


def case_ids() -> tuple[str, ...]:
    """Return the identifiers of the cases (B05, …), the first words of their titles."""
    return tuple(case.title.partition(" ")[0] for case in _read_cases())


def case_language(case: Case) -> str:
    return _LANGUAGES[case.file.stem]


def case_string(case: Case) -> str:
    """Return the marked text of a case, by which lines are looked up."""
    return case.source.strip("\n")


@cache
def case_strings(language: str) -> tuple[str, ...]:
    """Return the marked texts of all cases in a language."""
    return tuple(case_string(case) for case in _read_cases() if case_language(case) == language)


class Preparation(Enum):
    """Preparation of a text before it is set."""

    PASSES = auto()
    """All passes are applied."""
    NONE = auto()
    """No pass is applied."""
    LTR_OVERRIDE = auto()
    """No pass is applied, and every text is overridden to left to right (U+202D)."""


@cache
def make_work(language: str, base: str, preparation: Preparation) -> Work:
    """Return a book in the language ``base`` with a chapter for each case in ``language``."""
    chapters = [
        Section(Role.CHAPTER, (), (_make_block(string, base),)) for string in case_strings(language)
    ]
    work = Work(Meta(), base, direction(base), tuple(chapters))
    match preparation:
        case Preparation.PASSES:
            return apply_passes(work)
        case Preparation.NONE:
            return work
        case Preparation.LTR_OVERRIDE:
            return rewrite(work, _override)


def _make_block(string: str, base: str) -> Block:
    """Return the paragraph of a case, in a passage if most of its letters are not of ``base``."""
    paragraph = Paragraph(notation.inlines(string))
    if frame_script(paper.flatten(paragraph.inlines), home(base)) is home(base):
        return paragraph
    return Passage(base, direction(base), (paragraph,))


def _override(node: Node) -> Node:
    return replace(node, text=f"\u202d{node.text}\u202c") if isinstance(node, Text) else node


def chapter_texts(work: Work) -> list[str]:
    """Return the characters of each chapter in reading order, without those of the notes."""
    return [
        "".join(
            paper.flatten(node.inlines)
            for node in descend(_empty_notes(chapter))
            if isinstance(node, Paragraph)
        )
        for chapter in work.body
    ]


def _empty_notes(chapter: Section) -> Section:
    return rewrite(chapter, lambda n: replace(n, blocks=()) if isinstance(n, Note) else n)


@cache
def lines_on_paper(language: str, base: str, preparation: Preparation) -> dict[str, str]:
    """Return the visible lines of each case in a PDF, Hebrew words as W1, W2…, by its string."""
    work = make_work(language, base, preparation)
    rows = []
    with pymupdf.open(stream=pdf.write(work, THEME).value) as document:
        for page in document:
            text = text_block(glyphs.page_glyphs(page, THEME))
            if text:
                rows.append([glyphs.visible_text(line) for line in glyphs.lines(text)])
    return _number_words(work, case_strings(language), rows)


@cache
def lines_on_screen(language: str, base: str, preparation: Preparation) -> dict[str, str]:
    """Return the visible lines of each case in Chromium, as ``lines_on_paper`` does.

    The browser shows the XHTML of the chapters of the book's EPUB.
    """
    work = make_work(language, base, preparation)
    chapters = [chapter for page in _read_pages(work) for chapter in _CHAPTER.findall(page)]
    body = "".join(
        f"<div data-measured>{chromium.without_added_headings(chapter)}</div>"
        for chapter in chapters
    )
    page = (
        f'<!DOCTYPE html><html lang="{base}" dir="{direction(base)}"><meta charset="utf-8">'
        # Lines are distinguished by their height.
        f"<style>p {{ line-height: 60px }}</style><body>{body}</body></html>"
    )
    rows = [
        [glyphs.visible_text(line) for line in glyphs.lines(chapter, apart=30)]
        for chapter in chromium.glyphs(page)
    ]
    return _number_words(work, case_strings(language), rows)


_CHAPTER = re.compile(r'<section class="chapter".*?</section>', re.DOTALL)


def _read_pages(work: Work) -> Iterator[str]:
    """Yield the XHTML pages of the work's EPUB in the order of the spine."""
    data = epub.write(work, THEME, modified=MODIFIED).value
    with zipfile.ZipFile(BytesIO(data)) as archive:
        package = archive.read("EPUB/content.opf").decode()
        items = re.findall(r'<item href="([^"]+)" id="([^"]+)"', package)
        files = {name: file for file, name in items}
        for name in re.findall(r'<itemref idref="([^"]+)"', package):
            yield archive.read(f"EPUB/{files[name]}").decode()


def _number_words(work: Work, strings: Iterable[str], rows: Iterable[list[str]]) -> dict[str, str]:
    return {
        string: "\n".join(glyphs.number_words(line, text) for line in lines)
        for string, text, lines in zip(strings, chapter_texts(work), rows, strict=True)
    }
