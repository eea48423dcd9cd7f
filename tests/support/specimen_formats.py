"""The lesson of the gallery as editors have it: a Word file, a saved web page, a text of Sefaria.

    .venv/bin/python -m tests.support.specimen_formats

writes the files in ``docs/specimens/formats``.  The lesson is ``docs/specimens/sources/lesson.txt``
without its commentary, which no text of Sefaria has.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

from tests.support.web_pages import save_as_page
from tests.support.word_files import comments, notes, paragraph, reference, type_line, word_file

SPECIMENS = Path(__file__).parents[2] / "docs" / "specimens"
FORMATS = SPECIMENS / "formats"

_HEBREW = re.compile("[\u0590-\u05ff]")
_CALL = re.compile(r"(?<=[.,])(\d)$")
_NOTE = re.compile(r"(\d) (.*)")


@dataclass(frozen=True)
class Line:
    """A line of the lesson, in English and Hebrew, or in English alone; and the note it calls."""

    english: str
    hebrew: str = ""
    call: str = ""


@dataclass(frozen=True)
class Lesson:
    """A lesson: its lines, its notes by their calls, its titles by language."""

    lines: tuple[Line, ...]
    notes: Mapping[str, str]
    titles: Mapping[str, str]


@cache
def read_lesson() -> Lesson:
    """Return the lesson of the gallery."""
    blocks = (SPECIMENS / "sources" / "lesson.txt").read_text("utf-8").strip().split("\n\n")
    start = blocks.index("NOTES")
    lines = [Line(blocks[0])]
    for english, hebrew in pairwise(blocks[1:start]):
        if _HEBREW.search(hebrew):
            call = _CALL.search(english)
            lines.append(Line(_CALL.sub("", english), hebrew, call[1] if call else ""))
    bodies = {m[1]: m[2] for each in blocks[start:] if (m := _NOTE.fullmatch(each))}
    settings = tomllib.loads((FORMATS / "well.toml").read_text("utf-8"))
    return Lesson(tuple(lines), bodies, settings["title"])


def write_word() -> bytes:
    """Return the lesson as Word writes it after some editing, with footnotes and a comment."""
    lesson = read_lesson()
    chance = random.Random(1)
    comment = '<w:r><w:commentReference w:id="1"/></w:r>'
    blocks = [paragraph(lesson.titles["en"], comment, style="a4")]
    for line in lesson.lines:
        call = reference(int(line.call) + 1) if line.call else ""
        english = type_line(line.english, chance).replace("</w:p>", f"{call}</w:p>")
        blocks += [
            english,
            paragraph(""),
            *([type_line(line.hebrew, chance), paragraph("")] if line.hebrew else []),
        ]
    bodies = {int(call) + 1: (text,) for call, text in lesson.notes.items()}
    parts = {"footnotes": notes(bodies), "comments": comments({1: "Check the vowels once more."})}
    return word_file(*blocks, parts=parts)


def write_page() -> bytes:
    """Return the lesson as a saved page of a site, with linked notes."""
    lesson = read_lesson()
    title = lesson.titles["en"]
    blocks = [title]
    for line in lesson.lines:
        call = f"[{line.call}]" if line.call else ""
        blocks += [f"{line.english}{call}", *([line.hebrew] if line.hebrew else [])]
    bodies = "\n".join(f"[{call}] {text}" for call, text in lesson.notes.items())
    return save_as_page("\n\n".join([*blocks, bodies]), title).encode()


def write_sefaria() -> bytes:
    """Return the lesson as the API of Sefaria answers for a text in two versions."""
    lesson = read_lesson()

    def english(line: Line) -> str:
        text = escape(line.english, quote=False)
        if not line.call:
            return text
        body = escape(lesson.notes[line.call], quote=False)
        mark = f'<sup class="footnote-marker">{line.call}</sup>'
        return f'{text}{mark}<i class="footnote">{body}</i>'

    texts = {
        "en": [english(line) for line in lesson.lines],
        "he": [line.hebrew for line in lesson.lines],
    }
    about = {"title": lesson.titles["en"], "heTitle": lesson.titles["he"], "license": "CC-BY-SA"}
    answer = {
        "ref": lesson.titles["en"],
        "heRef": lesson.titles["he"],
        "indexTitle": lesson.titles["en"],
        "heIndexTitle": lesson.titles["he"],
        "sectionNames": ["Paragraph"],
        "textDepth": 1,
        "sections": [],
        "toSections": [],
        "isDependant": False,
        "versions": [
            {
                **about,
                "versionTitle": name,
                "language": lang,
                "actualLanguage": lang,
                "direction": "rtl" if lang == "he" else "ltr",
                "isSource": lang == "he",
                "isPrimary": lang == "he",
                "text": texts[lang],
            }
            for lang, name in (("he", "The Well, pointed"), ("en", "The Well, line by line"))
        ],
        "available_langs": ["english", "hebrew"],
        "warnings": [],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1).encode()


WRITERS = {"well.docx": write_word, "well.html": write_page, "well.json": write_sefaria}
"""The files, by their names."""


if __name__ == "__main__":
    for name, write in WRITERS.items():
        (FORMATS / name).write_bytes(write())
