"""Cases of bidirectional text: one string each, alone on a page of a book of its language."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum, auto
from functools import cache
from io import BytesIO

import pymupdf

from publish.config import Settings
from publish.document.model import Meta, Node, Note, Paragraph, Role, Section, Text, Work, direction
from publish.document.walk import descend, rewrite
from publish.pipeline.pass_table import work_passes
from publish.themes import theme as themes
from publish.writers import epub, pdf
from tests.support import chromium, glyphs, notation, paper
from tests.support.casefile import Case, cases

LANG = {"english": "en", "hebrew": "he"}
OTHER = {"en": "he", "he": "en"}


def all_cases() -> list[object]:
    return cases("bidi")


def ids() -> tuple[str, ...]:
    """The cases of the list that are among them, by which their titles begin."""
    found = [parameter.values[0] for parameter in all_cases()]  # type: ignore[attr-defined]
    return tuple(case.title.partition(" ")[0] for case in found)


def lang(case: Case) -> str:
    return LANG[case.file.stem]


@cache
def strings(language: str) -> tuple[str, ...]:
    """The strings of the cases in a language."""
    given = [parameter.values[0] for parameter in all_cases()]  # type: ignore[attr-defined]
    return tuple(case.source.strip("\n") for case in given if lang(case) == language)


class Care(Enum):
    """What was done for a text before it was set."""

    FULL = auto()
    """It went through every pass."""
    NONE = auto()
    """Markup goes to the engine as it was written."""
    FORBIDDEN = auto()
    """Nothing, and the engine is told to set every letter from left to right."""


@cache
def work(language: str, base: str, care: Care) -> Work:
    """The cases in a language as a book of the language ``base``, a chapter each."""
    chapters = [
        Section(Role.CHAPTER, (), (Paragraph(notation.inlines(string)),))
        for string in strings(language)
    ]
    made = Work(Meta(), base, direction(base), tuple(chapters))
    match care:
        case Care.FULL:
            for each in work_passes():
                made = each.apply(made, Settings()).value
        case Care.NONE:
            pass
        case Care.FORBIDDEN:
            made = rewrite(made, _forbidden)
    return made


def _forbidden(node: Node) -> Node:
    return replace(node, text=f"\u202d{node.text}\u202c") if isinstance(node, Text) else node


def texts(made: Work) -> list[str]:
    """The characters of each chapter in the order they are read, without the notes."""
    return [
        "".join(
            paper.flatten(node.inlines) for node in descend(_unnoted(chapter)) if _is_text(node)
        )
        for chapter in made.body
    ]


def _unnoted(chapter: Section) -> Section:
    return rewrite(chapter, lambda n: replace(n, blocks=()) if isinstance(n, Note) else n)


def _is_text(node: object) -> bool:
    return isinstance(node, Paragraph)


@cache
def printed(language: str, base: str, care: Care) -> dict[str, str]:
    """The cases as they stand on paper, by their strings."""
    made = work(language, base, care)
    theme = themes.load("classic")
    rows = []
    with pymupdf.open(stream=pdf.write(made, theme).value) as document:
        for page in document:
            text = [g for g in glyphs.page_glyphs(page, theme) if 48 < g.y < 500 and g.size > 10]
            if text:
                rows.append([glyphs.visible_text(line) for line in glyphs.lines(text)])
    return _read(made, strings(language), rows)


@cache
def on_screen(language: str, base: str, care: Care) -> dict[str, str]:
    """The cases as a browser shows the XHTML of the book's EPUB, by their strings."""
    made = work(language, base, care)
    chapters = [chapter for page in _xhtml(made) for chapter in _CHAPTER.findall(page)]
    body = "".join(f"<div data-measured>{chapter}</div>" for chapter in chapters)
    page = (
        f'<!DOCTYPE html><html lang="{base}" dir="{direction(base)}"><meta charset="utf-8">'
        # A line is told from the next by its height.
        f"<style>p {{ line-height: 60px }}</style><body>{body}</body></html>"
    )
    rows = [
        [glyphs.visible_text(line) for line in glyphs.lines(found, apart=30)]
        for found in chromium.glyphs(page)
    ]
    return _read(made, strings(language), rows)


_CHAPTER = re.compile(r'<section class="chapter".*?</section>', re.DOTALL)


def _xhtml(made: Work) -> Iterable[str]:
    """Yield the pages of the work's EPUB in the order they are read."""
    data = epub.write(made, themes.load("classic"), modified=datetime(2026, 1, 1, tzinfo=UTC)).value
    with zipfile.ZipFile(BytesIO(data)) as book:
        package = book.read("EPUB/content.opf").decode()
        files = dict(re.findall(r'<item href="([^"]+)" id="([^"]+)"', package))
        files = {name: file for file, name in files.items()}
        for name in re.findall(r'<itemref idref="([^"]+)"', package):
            yield book.read(f"EPUB/{files[name]}").decode()


def _read(made: Work, given: Iterable[str], rows: Iterable[list[str]]) -> dict[str, str]:
    return {
        string: "\n".join(glyphs.number_words(row, text) for row in found)
        for string, text, found in zip(given, texts(made), rows, strict=True)
    }
