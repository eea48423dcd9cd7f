"""Texts for tests of editions: a book in the shape of Sefaria's files, and texts with faults."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

HEBREW = (
    "הַסּוֹפֵר כּוֹתֵב אֶת הָאוֹתִיּוֹת בִּדְיוֹ עַל הַקְּלָף,",
    "וְאַחַר־כָּךְ בָּא הַנַּקְדָּן וּמוֹסִיף אֶת הַנִּקּוּד;",
    "וְהַמַּדְפִּיס מְסַדֵּר שׁוּרָה אַחַר שׁוּרָה.",
    "הַכּוֹרֵךְ מְקַפֵּל אֶת הַגִּלְיוֹנוֹת וְתוֹפֵר אוֹתָם בְּחוּט שֶׁל פִּשְׁתָּן.",
)
ENGLISH = (
    "The scribe writes the letters with ink on the parchment,",
    "and after him comes the pointer and adds the vowels;",
    "and the printer sets line after line.",
    "The binder folds the sheets and sews them with a thread of flax.",
)
FRENCH = (
    "Le scribe trace les lettres à l’encre sur le parchemin,",
    "puis vient le ponctuateur, qui ajoute les voyelles ;",
    "et l’imprimeur compose ligne après ligne.",
    "Le relieur plie les feuilles et les coud d’un fil de lin.",
)


def segment(sentences: tuple[str, ...], number: int, count: int = 1) -> str:
    """Return a segment of ``count`` sentences whose words differ from those of other numbers."""
    return " ".join(
        f"{sentences[place % len(sentences)]} ({place})" for place in range(number, number + count)
    )


def sefaria_book() -> Mapping[str, bytes]:
    """Return files of a text of two chapters in Hebrew, English and French.

    A segment has no English, one no Hebrew, one has 40 sentences, and some have notes.
    """
    langs = {"he": HEBREW, "en": ENGLISH, "fr": FRENCH}
    files = {}
    for lang, sentences in langs.items():
        chapters = [
            [segment(sentences, 3 * number, 1 + number % 3) for number in range(1, 15)],
            [segment(sentences, 50 + 2 * number, 1 + number % 2) for number in range(1, 9)],
        ]
        chapters[0][5] = segment(sentences, 100, 40)
        if lang == "en":
            chapters[0][3] = ""
            chapters[0][1] += _note("The pointer sets the vowels. ", 1)
            chapters[1][2] += _note("Flax, in Hebrew פשתן. ", 12)
        if lang == "he":
            chapters[1][4] = ""
        if lang == "fr":
            del chapters[1][6:]
        files[f"{lang}.json"] = json.dumps(
            {
                "title": "The Making of a Book",
                "heTitle": "מַעֲשֵׂה הַסֵּפֶר",
                "language": "he" if lang == "he" else "en",
                "actualLanguage": lang,
                "versionTitle": f"The Making of a Book, {lang}",
                "license": "CC0",
                "sectionNames": ["Chapter", "Paragraph"],
                "text": chapters,
            },
            ensure_ascii=False,
        ).encode()
    return files


def write_sefaria_book(folder: Path) -> Path:
    """Return ``folder``, which then has the files of the text."""
    folder.mkdir()
    for name, data in sefaria_book().items():
        (folder / name).write_bytes(data)
    return folder


def _note(words: str, count: int) -> str:
    body = (words * count).strip()
    return f'<sup class="footnote-marker">1</sup><i class="footnote">{body}</i>'


def _pairs(count: int, start: int = 0) -> list[str]:
    return [
        line
        for number in range(start, start + count)
        for line in (segment(HEBREW, number), segment(ENGLISH, number))
    ]


def _paste(*lines: str) -> str:
    return "\n\n".join(lines) + "\n"


FAULTY_TEXTS: Mapping[str, str] = {
    "more originals than translations": _paste(
        "A Lesson", *_pairs(4), segment(HEBREW, 9), segment(HEBREW, 10), segment(HEBREW, 11)
    ),
    "more translations than originals": _paste(
        "A Lesson", *_pairs(4), segment(ENGLISH, 9), segment(ENGLISH, 10), segment(ENGLISH, 11)
    ),
    "two translations after one line": _paste(
        "A Lesson", *_pairs(2), *_pairs(1, 2), segment(FRENCH, 2), *_pairs(3, 3)
    ),
    "Hebrew commentary": _paste(
        "A Lesson",
        *_pairs(2),
        "פֵּירוּשׁ: " + segment(HEBREW, 20, 3),
        *_pairs(3, 2),
        "Commentary: " + segment(ENGLISH, 20, 3),
        *_pairs(2, 5),
    ),
    "no Hebrew": _paste("A Lesson", *(segment(ENGLISH, number, 3) for number in range(6))),
    "no translation": _paste("שִׁעוּר", *(segment(HEBREW, number, 3) for number in range(6))),
    "one segment": _paste("A Lesson", *_pairs(1)),
    "one word": "דיו\n",
    "a title alone": "A Lesson\n",
}
"""Pasted texts whose originals and translations do not match."""

_TAG = re.compile(r"<[^>]+>")


def letters_of_epub(epub: bytes) -> str:
    """Return the text of the documents of an EPUB, without their markup."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        names = (name for name in archive.namelist() if name.endswith(".xhtml"))
        return "".join(_TAG.sub("", archive.read(name).decode()) for name in names)
