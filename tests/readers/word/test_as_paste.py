"""A text typed into a Word file gives the same Work as its paste."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.readers.decode import decode as decode_text
from tests.conftest import CORPUS
from tests.readers.word.reading import decode, works
from tests.support.word_files import from_paste

PASTES = CORPUS.parent / "cases" / "pastes" / "public"
NAMES = (
    *("booklet-two-lessons", "cgj-exodus", "ein-keloheinu", "endnotes-four-forms", "front-matter"),
    *("hebrew-abbrev-notes", "missing-translation", "ok-hebrew-excerpts", "ok-spanish-excerpts"),
    *("parasha-sheet", "parts-and-chapters", "piyyut-translit", "psalm-numbers", "qa-transcript"),
    *("sayings-attribution", "stanza-pairs", "three-languages", "zohar-commentary"),
)
TEXTS = [*sorted(CORPUS.glob("*.txt")), *(PASTES / f"{name}.txt" for name in NAMES)]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_word_file_is_read_as_its_paste(path: Path):
    if not path.is_file():
        pytest.skip("the texts are not beside the project")
    paste = decode_text(path.read_bytes(), path.name).value
    assert works(decode(from_paste(paste.text), f"{path.stem}.docx")).value == works(paste).value
