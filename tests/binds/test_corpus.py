"""Both texts of the corpus bound into one programme book, printed, folded and read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publish.config.booklet_options import Binding, BookletSettings, paper
from publish.writers.booklet import impose
from tests.binds.shelf import make_pdf, page_texts, write_bind
from tests.booklet import paper as bindery

HEBREW = '{ book = "lesson", languages = ["he"], commentary = "none" }'


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("lines", "spine"),
    [
        (['books = ["handout", "lesson"]'], Binding.LEFT),
        ([f'books = ["handout", {HEBREW}]', 'fronts = ["he", "en"]'], Binding.RIGHT),
        ([f'books = ["handout", {HEBREW}]', 'fronts = ["en", "he"]'], Binding.LEFT),
    ],
)
def test_the_texts_of_the_corpus_are_one_booklet(
    corpus: Path, tmp_path: Path, lines: list[str], spine: Binding
) -> None:
    (tmp_path / "sources").mkdir()
    for name, pattern in (("handout", "000_*.txt"), ("lesson", "002_*.txt")):
        (text,) = corpus.glob(pattern)
        shutil.copy(text, tmp_path / "sources" / f"{name}.txt")
    title = 'title = { en = "A Lesson", he = "שיעור" }\n'
    (tmp_path / "sources" / "lesson.toml").write_text(title, "utf-8")
    (tmp_path / "publish.toml").write_text(write_bind("programme", *lines), "utf-8")
    result = make_pdf(tmp_path, "programme")
    assert result.status == "made", result.diagnostics
    faults = {each.code for each in result.diagnostics if each.code.startswith(("P", "S"))}
    assert faults == set()
    pdf = result.path.read_bytes()
    booklet = impose(pdf, BookletSettings(sheet=paper("296x210mm"))).value
    faces = bindery.fold(bindery.print_out(booklet, "short"), spine.value)
    pages = [number if text else None for number, text in enumerate(page_texts(pdf), start=1)]
    assert bindery.Reader(pdf).read(faces) == pages + [None] * (-len(pages) % 4)
