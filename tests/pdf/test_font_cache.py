"""Facts about font files are read once and kept in the start cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.storage.start_cache import start_cache
from publish.themes import font_cache
from publish.themes.theme_search import own_styles
from publish.writers.pdf.engine.corrections import to_unicode
from publish.writers.pdf.engine.corrections.text_extraction import glyphs

FONT = (own_styles() / "classic" / "fonts" / "FrankRuhlLibre-Regular.ttf").read_bytes()
LATIN = (own_styles() / "classic" / "fonts" / "EBGaramond-Regular.ttf").read_bytes()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("PUBLISH_CACHE_DIR", str(tmp_path))
    start_cache.cache_clear()
    yield tmp_path / "start"
    start_cache.cache_clear()


@pytest.mark.parametrize("read", [to_unicode._texts_of_glyphs, glyphs._about])
@pytest.mark.parametrize("program", [FONT, LATIN])
def test_facts_from_the_cache_are_the_facts_of_the_font(folder: Path, read, program: bytes):
    facts = read(program, 0)
    for _ in range(2):
        assert font_cache.read_once(read, program) == facts
    assert list(folder.iterdir())
    assert read(FONT, 0) != read(LATIN, 0)


def test_a_font_is_read_once(folder: Path):
    times: list[int] = []

    def read(program: bytes, _index: int) -> int:
        times.append(len(program))
        return len(times)

    facts = [font_cache.read_once(read, program) for program in (FONT, FONT, LATIN, FONT)]
    assert facts == [1, 1, 2, 1]
    assert font_cache.read_once(read, FONT, 1) == 3
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert font_cache.read_once(read, FONT) == 4


def test_without_a_cache_facts_are_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PUBLISH_CACHE_DIR", "/dev/null")
    start_cache.cache_clear()
    assert font_cache.read_once(to_unicode._texts_of_glyphs, FONT)
