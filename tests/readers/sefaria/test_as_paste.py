"""A text written as files of Sefaria gives the same Work as its paste."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publish.config import Book, Settings, Workspace
from publish.document.model import (
    Block,
    Emphasis,
    Inlines,
    LineBreak,
    Note,
    Paragraph,
    Passage,
    Segment,
    Strong,
    Text,
    Work,
)
from publish.document.walk import rewrite
from publish.pipeline.stages import read_work
from publish.readers.decode import decode
from publish.readers.sefaria import decode_json
from publish.text.source import Source
from tests.conftest import CORPUS, ROOT

PASTES = CORPUS.parent / "cases" / "pastes" / "public"
OWN = ROOT / "tests" / "understanding" / "pastes"
TEXTS = [
    *(
        PASTES / f"{name}.txt"
        for name in (
            *("ein-keloheinu", "endnotes-brackets", "hebrew-abbrev-notes", "html-sefaria"),
            *("ok-haggadah-blocks", "ok-notes-heading", "ok-wrapped-mail", "pdf-yiddish"),
            *("settings-genesis", "urls-and-digits", "yiddish-english", "zohar-commentary"),
        )
    ),
    *(
        OWN / f"{name}.txt"
        for name in (
            *("html-hebrew-sefaria", "ladino-proverbs", "letter-hebrew", "yiddish-tale"),
            *("morning-thanks-english-first", "pairs-long-and-short", "notes-lettered"),
            *("one-line-pairs", "isaiah-with-joiner", "russian-prose-with-notes"),
        )
    ),
]
"""Pastes of one chapter of paragraphs and pairs, as a text of Sefaria can be."""


def book(folder: Path) -> Book:
    workspace = Workspace(folder, folder, folder / "output", folder)
    return Book("book", Settings(), (), workspace)


def as_html(inlines: Inlines) -> str:
    """Return inlines as Sefaria has them in its strings."""
    return "".join(map(_as_html, inlines))


def _as_html(node: object) -> str:
    match node:
        case Text(text):
            return html.escape(text, quote=False)
        case LineBreak():
            return "<br>"
        case Strong(inner):
            return f"<b>{as_html(inner)}</b>"
        case Emphasis(inner):
            return f"<i>{as_html(inner)}</i>"
        case Note(call, (Paragraph(inner),)):
            body = f'<i class="footnote">{as_html(inner)}</i>'
            return f'<sup class="footnote-marker">{call}</sup>{body}'
    raise AssertionError(f"no string of Sefaria has a {type(node).__name__}")


def passages(work: Work) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield the languages and the strings of each block of a Work of one chapter."""
    (section,) = work.body
    for block in section.children:
        match block:
            case Segment(original, None, (translation,), ()):
                yield (_string(original, work.lang), _string(translation, work.lang))
            case Paragraph() | Passage():
                yield (_string(block, work.lang),)
            case _:
                raise AssertionError(f"no text of Sefaria has a {type(block).__name__}")


def _string(block: Block, around: str) -> tuple[str, str]:
    match block:
        case Paragraph(inlines):
            return around, as_html(inlines)
        case Passage(lang, _, (Paragraph(inlines),)):
            return lang, as_html(inlines)
    raise AssertionError("a segment of Sefaria is one paragraph")


def export(work: Work) -> tuple[Source, ...]:
    """Return a Work as files of Sefaria, one for each language."""
    about: dict[str, Any] = {"sectionNames": ["Paragraph"], "license": "CC0"}
    about |= {"title": work.meta.title.in_(work.lang), "versionTitle": "Own"}
    rows = [dict(row) for row in passages(work)]
    sources = []
    for lang in dict.fromkeys(lang for row in rows for lang in row):
        text = [row.get(lang, "") for row in rows]
        value = {**about, "language": "en", "actualLanguage": lang, "text": text}
        data = json.dumps(value, ensure_ascii=False).encode()
        sources.append(decode_json(data, f"{lang}.json").value)
    return tuple(sources)


def without_anchors(work: Work) -> Work:
    def change(node: Any) -> Any:
        return replace(node, anchor="") if isinstance(node, Segment) else node

    return rewrite(work, change)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_of_sefaria_is_read_as_its_paste(path: Path, tmp_path: Path) -> None:
    if not path.is_file():
        pytest.skip("the texts are not beside the project")
    paste = decode(path.read_bytes(), path.name).value
    files = export(read_work([paste], book(tmp_path), "assemble").value)
    expected = read_work([paste], book(tmp_path)).value
    work = read_work(files, book(tmp_path)).value
    assert without_anchors(work).body == expected.body
    assert (work.lang, work.dir) == (expected.lang, expected.dir)
