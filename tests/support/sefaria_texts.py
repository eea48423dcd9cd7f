"""Works as files of Sefaria: one JSON file for each language, with the texts as HTML strings."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any

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


class Unfit(Exception):  # no fault: an answer
    """A Work with a node that no text of Sefaria has."""


def export_work(work: Work) -> dict[str, bytes]:
    """Return a Work of one chapter of paragraphs and pairs as files of Sefaria, by their names.

    Raises Unfit for another Work.
    """
    about: dict[str, Any] = {"sectionNames": ["Paragraph"], "license": "CC0"}
    about |= {"title": work.meta.title.in_(work.lang), "versionTitle": "Own"}
    rows = [dict(row) for row in _passages(work)]
    files = {}
    for lang in dict.fromkeys(lang for row in rows for lang in row):
        text = [row.get(lang, "") for row in rows]
        value = {**about, "language": "en", "actualLanguage": lang, "text": text}
        files[f"{lang}.json"] = json.dumps(value, ensure_ascii=False).encode()
    return files


def _passages(work: Work) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield the languages and the strings of each block."""
    if len(work.body) != 1 or work.body[0].title or work.front or work.back:
        raise Unfit("several sections")
    for block in work.body[0].children:
        match block:
            case Segment(original, None, (translation,), ()):
                yield (_string(original, work.lang), _string(translation, work.lang))
            case Paragraph() | Passage():
                yield (_string(block, work.lang),)
            case _:
                raise Unfit(type(block).__name__)


def _string(block: Block, around: str) -> tuple[str, str]:
    match block:
        case Paragraph(inlines):
            return around, _as_html(inlines)
        case Passage(lang, _, (Paragraph(inlines),)):
            return lang, _as_html(inlines)
    raise Unfit("a segment of several blocks")


def _as_html(inlines: Inlines) -> str:
    return "".join(map(_inline_as_html, inlines))


def _inline_as_html(node: object) -> str:
    match node:
        case Text(text):
            return html.escape(text, quote=False)
        case LineBreak():
            return "<br>"
        case Strong(inner):
            return f"<b>{_as_html(inner)}</b>"
        case Emphasis(inner):
            return f"<i>{_as_html(inner)}</i>"
        case Note(call, (Paragraph(inner),), series=""):
            body = f'<i class="footnote">{_as_html(inner)}</i>'
            return f'<sup class="footnote-marker">{call}</sup>{body}'
    raise Unfit(type(node).__name__)
