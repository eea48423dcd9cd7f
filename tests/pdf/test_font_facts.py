"""What is known of a font by its file alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from publish.storage.start_cache import Beside
from publish.themes import font_cache
from publish.themes.theme import own_styles
from publish.writers.pdf.engine.corrections import to_unicode
from publish.writers.pdf.engine.corrections.text_extraction import glyphs

FONT = (own_styles() / "classic" / "fonts" / "FrankRuhlLibre-Regular.ttf").read_bytes()
LATIN = (own_styles() / "classic" / "fonts" / "EBGaramond-Regular.ttf").read_bytes()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.pycache_prefix", None)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    facts = Beside(str(tmp_path / "module.py"), "facts")
    monkeypatch.setattr(font_cache, "_facts", lambda: facts)
    (folder := tmp_path / "__pycache__" / "facts").mkdir(parents=True)
    return folder


@pytest.mark.parametrize("read", [to_unicode._meanings, glyphs._about])
@pytest.mark.parametrize("program", [FONT, LATIN])
def test_what_is_kept_of_a_font_is_what_is_read_of_it(folder: Path, read, program: bytes):
    found = read(program, 0)
    for _ in range(2):
        assert font_cache.kept(read, program) == found
    assert list(folder.iterdir())
    assert read(FONT, 0) != read(LATIN, 0)


def test_a_font_is_read_once(folder: Path):
    times: list[int] = []

    def read(program: bytes, _index: int) -> int:
        times.append(len(program))
        return len(times)

    assert [font_cache.kept(read, given) for given in (FONT, FONT, LATIN, FONT)] == [1, 1, 2, 1]
    assert font_cache.kept(read, FONT, 1) == 3
    for kept in folder.iterdir():
        kept.write_bytes(kept.read_bytes()[:-1])
    assert font_cache.kept(read, FONT) == 4


def test_where_nothing_may_be_kept_nothing_is(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert font_cache.kept(to_unicode._meanings, FONT)
    assert not list(folder.iterdir())


def test_every_module_that_reads_fonts_is_known():
    # When one is edited, what it was told before must not be found: its text is in the names.
    here = Path(font_cache.__file__).parents[1]
    reading = {
        str(path.relative_to(here))
        for path in here.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and {alias.name for alias in node.names} & {"font_cache", "numbered"}
    }
    assert reading <= set(font_cache.READERS)
    assert "writers/pdf/content/font_coverage.py" in reading
