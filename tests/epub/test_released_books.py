"""The books of this repository in all formats that are EPUBs, in each theme, by the validators."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from publish.artifacts.plan import Request, plan
from publish.artifacts.process_pool import make_all
from publish.config import find_workspace, open_book
from publish.themes.theme_search import list_themes
from tests.conftest import ROOT
from tests.support.ace import find_accessibility_faults
from tests.support.epubcheck import find_faults

pytestmark = pytest.mark.long

NAMES = sorted({path.stem for path in (ROOT / "sources").iterdir()})


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[Path]]:
    """Return a function that makes all EPUBs of the books in a theme, once."""

    @cache
    def make(theme: str) -> list[Path]:
        root = tmp_path_factory.mktemp(theme)
        (root / "publish.toml").write_text("")
        shutil.copytree(ROOT / "sources", root / "sources")
        for settings in root.glob("sources/**/*.toml"):
            text = settings.read_text("utf-8")
            settings.write_text(re.sub(r'(?m)^theme = ".*"', f'theme = "{theme}"', text), "utf-8")
        files = []
        for name in NAMES:
            book = open_book(name, find_workspace(root))
            results = make_all(plan(book, Request(("epub", "kepub", "sample"))), jobs=1)
            files += [result.path for result in results if result.path.suffix == ".epub"]
        return files

    return make


@pytest.mark.parametrize("theme", list_themes())
def test_epubcheck_reports_no_fault(theme: str, release: Callable[[str], list[Path]]) -> None:
    files = release(theme)
    endings = {"".join(path.suffixes) for path in files}
    assert endings == {".epub", ".kepub.epub", ".sample.epub"}
    assert len(files) >= 3 * len(NAMES)
    assert {name: each for name, each in find_faults(*files).items() if each} == {}


@pytest.mark.parametrize("theme", list_themes())
def test_ace_finds_no_fault(
    theme: str, release: Callable[[str], list[Path]], tmp_path: Path
) -> None:
    for path in release(theme):
        assert find_accessibility_faults(path, tmp_path / path.name) == [], path.name
