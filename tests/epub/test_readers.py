"""EPUBs in reading systems, a library and the accessibility checker: what they find on a shelf.

CI installs the programs of ``tests/epub/clients`` by ``npm ci --ignore-scripts`` in that folder.
Without them these tests are skipped.
"""

from __future__ import annotations

import base64
import html
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from publish.document.model import Series, Words, Work
from publish.storage.store import Store
from publish.themes.theme import load
from publish.themes.theme_search import list_themes
from publish.writers import epub
from publish.writers.epub.cover import make_cover
from publish.writers.epub.options import EpubOptions
from tests.support.chromium import QUIET, find_program

from .conftest import MODIFIED

pytestmark = pytest.mark.long

CLIENTS = Path(__file__).with_name("clients")
MODULES = CLIENTS / "node_modules"
PATIENCE = 180


@pytest.fixture(scope="module", params=["lesson", "hebrew", "facing", "original"])
def work(request: pytest.FixtureRequest, books: dict[str, Work]) -> Work:
    book = books[request.param]
    series = Series(Words((("en", "How Hebrew Books Are Made"),)), 3)
    return replace(book, meta=replace(book.meta, series=series))


@pytest.fixture(scope="module")
def book(work: Work, make_release: Callable[[Work], bytes]) -> bytes:
    return make_release(work)


@pytest.fixture(scope="module", params=list_themes())
def book_in_theme(request: pytest.FixtureRequest, work: Work) -> bytes:
    """The book in each theme of the package, with its cover."""
    theme = load(request.param)
    cover = make_cover(work.meta, work.lang, theme, None, Store()).value
    return epub.write(work, theme, EpubOptions(cover=cover), modified=MODIFIED).value


def need_clients() -> None:
    if not shutil.which("node"):
        pytest.skip("the clients of EPUBs need Node.js, and there is none here")
    if not MODULES.is_dir():
        pytest.skip("`npm ci --ignore-scripts` has not been run in tests/epub/clients")


def show_in_browser(book: bytes, client: str, folder: Path) -> dict[str, Any]:
    """Return the report of a page of ``clients`` about an EPUB."""
    need_clients()
    program = find_program()
    (folder / "node_modules").symlink_to(MODULES)
    page = Path(shutil.copy(CLIENTS / f"{client}.html", folder))
    with zipfile.ZipFile(BytesIO(book)) as archive:
        files = {name: encode(archive.read(name)) for name in archive.namelist()}
    data = f"const BOOK = {json.dumps(encode(book))}; const FILES = {json.dumps(files)};"
    (folder / "book.js").write_text(data, encoding="utf-8")
    process = subprocess.run(
        [
            *(program, *QUIET, "--dump-dom", f"--user-data-dir={folder}/profile"),
            *("--allow-file-access-from-files", "--disable-web-security"),
            *("--virtual-time-budget=30000", page.as_uri()),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=True,
    )
    report = re.search('<pre id="report">(.*?)</pre>', process.stdout, re.DOTALL)
    assert report, process.stderr[-500:]
    result: dict[str, Any] = json.loads(html.unescape(report[1]))
    return result


def encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def run_node(*words: str, **environment: str) -> str:
    need_clients()
    process = subprocess.run(
        ["node", *words],
        cwd=CLIENTS,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert process.returncode == 0, process.stderr[-500:]
    return process.stdout


@pytest.fixture
def save(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(data: bytes) -> Path:
        path = tmp_path / "book.epub"
        path.write_bytes(data)
        return path

    return write


def test_foliate_shows_cover_titles_series_and_direction(
    book: bytes, work: Work, tmp_path: Path
) -> None:
    shelf = show_in_browser(book, "foliate", tmp_path)
    assert shelf["title"] == dict(work.meta.title.forms)
    assert shelf["belongsTo"]["series"] == {"name": "How Hebrew Books Are Made", "position": 3}
    assert shelf["direction"] == work.dir
    assert shelf["cover"] > 10_000


def test_epubjs_shows_cover_titles_series_and_direction(
    book: bytes, work: Work, tmp_path: Path
) -> None:
    """The metadata of epub.js have one title and no series; its package document has the rest."""
    shelf = show_in_browser(book, "epubjs", tmp_path)
    assert shelf["title"] == work.meta.title.in_(work.lang)
    assert {work.lang: shelf["title"], **dict([shelf["otherTitle"]])} == dict(work.meta.title.forms)
    assert shelf["series"] == ["How Hebrew Books Are Made", "3"]
    assert shelf["seriesOfMetadata"] is None, "epub.js reads series now: ask it for them"
    assert shelf["direction"] == work.dir
    assert shelf["language"] == work.lang
    assert shelf["cover"].startswith("blob:")


def test_readium_shows_cover_titles_series_and_direction(
    book: bytes, work: Work, save: Callable[[bytes], Path]
) -> None:
    shelf = json.loads(run_node("readium.js", str(save(book))).splitlines()[-1])
    assert shelf["title"] == dict(work.meta.title.forms)
    assert shelf["series"] == [["How Hebrew Books Are Made", 3]]
    assert shelf["direction"] == work.dir
    assert shelf["cover"] == "EPUB/cover.png"


def test_ebookmeta_shows_cover_title_series_and_language(
    book: bytes, work: Work, save: Callable[[bytes], Path]
) -> None:
    ebookmeta = pytest.importorskip("ebookmeta", reason="needs the package ebookmeta")
    shelf = ebookmeta.get_metadata(str(save(book)))
    assert shelf.title == work.meta.title.in_(work.lang)
    assert (shelf.series, str(shelf.series_index)) == ("How Hebrew Books Are Made", "3")
    assert shelf.lang == work.lang
    assert shelf.cover_file_name == "cover.png"
    assert len(shelf.cover_image_data) > 10_000


def test_ebookmeta_has_no_field_for_a_direction_or_a_second_title(
    book: bytes, save: Callable[[bytes], Path]
) -> None:
    """The reason why neither is asked above: the record of ebookmeta has no field for them."""
    ebookmeta = pytest.importorskip("ebookmeta", reason="needs the package ebookmeta")
    shelf = ebookmeta.get_metadata(str(save(book)))
    fields = [name for name in (*vars(shelf), *vars(shelf.publish_info)) if is_unread(name)]
    assert fields == ["title", "title"], f"ebookmeta reads more now, ask it: {fields}"


def is_unread(field: str) -> bool:
    """Return whether a field of ebookmeta is a title or could be a direction."""
    return re.search("title|direction|progression|rtl", field) is not None


def test_ace_finds_no_fault(
    book_in_theme: bytes, save: Callable[[bytes], Path], tmp_path: Path
) -> None:
    program = find_program()
    ace = str((MODULES / ".bin" / "ace-puppeteer").resolve())
    report = tmp_path / "ace"
    run_node(
        ace,
        "-s",
        "-f",
        "-o",
        str(report),
        str(save(book_in_theme)),
        PUPPETEER_EXECUTABLE_PATH=program,
    )
    result = json.loads((report / "report.json").read_text(encoding="utf-8"))
    faults = [
        (page["earl:testSubject"]["url"], fault["earl:test"]["dct:title"])
        for page in result["assertions"]
        for fault in page["assertions"]
    ]
    assert faults == []
    assert result["earl:result"]["earl:outcome"] == "pass"
