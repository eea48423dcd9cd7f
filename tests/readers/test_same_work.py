"""A text written in any format is the same Work as the text that was pasted.

Each paste is typed into a document, line by line, as Word, LibreOffice, Google Docs and web sites
save it.  Lines that are cut in a paste are paragraphs in a document, and are joined there by the
setting ``lines``; markup that is typed into a document is its text, so those pastes are left out.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from publish.config import Book, Settings, find_workspace
from publish.config.workspace import Workspace
from publish.diagnostics import PublishError
from publish.diagnostics.rules import markup, text
from publish.document.model import Segment, Text, Work
from publish.document.walk import rewrite
from publish.pipeline.stages import read_work
from publish.readers import endings
from publish.readers.decode import decode
from publish.readers.detection import decode_file
from publish.writers.markdown import write_markdown
from tests.conftest import CORPUS, ROOT
from tests.support import opendocument_files
from tests.support.exported_pages import save_as_google_docs, save_as_word_page
from tests.support.sefaria_texts import Unfit, export_work
from tests.support.web_pages import save_as_page
from tests.support.word_files import from_paste

FOLDERS = {
    "corpus": CORPUS,
    "public pastes": CORPUS.parent / "cases" / "pastes" / "public",
    "our pastes": ROOT / "tests" / "understanding" / "pastes",
}
"""The pastes; the first two folders lie beside the project, and may be missing."""

ABOVE = {"000_68df5b70f9f21819": 7}
"""Lines of a paste that the head of its page has, and not the article."""

WRAPPED = Settings(lines="wrapped")
LEAST_OF_SEFARIA = 10
"""Pastes of ours that are one chapter of paragraphs and pairs, as a text of Sefaria can be."""

OFFICE = shutil.which("soffice")


@dataclass(frozen=True)
class Paste:
    """A pasted text with its Work; that of a wrapped one is read with the setting ``lines``."""

    name: str
    text: str
    work: Work
    is_wrapped: bool
    has_markup: bool

    @property
    def settings(self) -> Settings:
        """The settings with which the text is read."""
        return WRAPPED if self.is_wrapped else Settings()


@cache
def _workspace() -> Workspace:
    return find_workspace(ROOT)


def read(files: Mapping[str, bytes], settings: Settings, after: str = "") -> Any:
    """Return the outcome of reading files with their names as one book."""
    sources = [decode_file(data, name).value for name, data in files.items()]
    return read_work(sources, Book("book", settings, (), _workspace()), after)


def read_paste(path: Path) -> Paste:
    data = path.read_bytes()
    outcome = read({"a.txt": data}, Settings())
    codes = {each.code for each in outcome.diagnostics}
    is_wrapped = text.JOINED_LINES.code in codes
    if is_wrapped:
        outcome = read({"a.txt": data}, WRAPPED)
    has_markup = markup.MARKUP_READ.code in codes
    own = decode(data, path.name).value.text.replace("\r\n", "\n")
    return Paste(path.stem, own, outcome.value, is_wrapped, has_markup)


@cache
def pastes(folder: str) -> tuple[Paste, ...]:
    """Return the pastes of a folder."""
    return tuple(map(read_paste, sorted(FOLDERS[folder].glob("*.txt"))))


def write_page(paste: Paste) -> bytes:
    title = paste.work.meta.title.in_(paste.work.lang)
    return save_as_page(paste.text, title, ABOVE.get(paste.name, 0)).encode()


WRITERS: Mapping[str, tuple[str, Callable[[Paste], bytes]]] = {
    "Word": (".docx", lambda paste: from_paste(paste.text)),
    "OpenDocument": (".odt", lambda paste: opendocument_files.from_paste(paste.text)),
    "flat OpenDocument": (
        ".fodt",
        lambda paste: opendocument_files.from_paste(paste.text, flat=True),
    ),
    "a web page": (".html", write_page),
    "Google Docs": (".html", lambda paste: save_as_google_docs(paste.text).encode()),
    "a web page of Word": (".html", lambda paste: save_as_word_page(paste.text).encode()),
}
"""The documents of which each paragraph is a line of a paste, by the ending of their names."""

OFFICE_FORMATS = {
    "Word, by LibreOffice": ("docx", "docx"),
    "OpenDocument, by LibreOffice": ("odt", "odt"),
    "flat OpenDocument, by LibreOffice": ("fodt", "fodt"),
    "a web page of LibreOffice": ("html", "html:HTML (StarWriter)"),
}
"""The files that LibreOffice makes: their ending, and the filter."""


def normalize(work: Work) -> Work:
    """Return a Work with neighbouring texts as one, whose spans alone divide them."""

    def change(node: Any) -> Any:
        for name in ("inlines", "title", "heading"):
            inlines = getattr(node, name, ())
            if isinstance(inlines, tuple) and _has_neighbours(inlines):
                node = replace(node, **{name: _merge(inlines)})
        return node

    return rewrite(work, change)


def _has_neighbours(inlines: tuple[object, ...]) -> bool:
    return any(isinstance(a, Text) and isinstance(b, Text) for a, b in pairwise(inlines))


def _merge(inlines: tuple[Any, ...]) -> tuple[Any, ...]:
    merged: list[Any] = []
    for each in inlines:
        if merged and isinstance(each, Text) and isinstance(merged[-1], Text):
            merged[-1] = replace(merged[-1], text=merged[-1].text + each.text)
        else:
            merged.append(each)
    return tuple(merged)


def is_same(paste: Paste, ending: str, data: bytes) -> bool:
    """Return whether a file is the Work of a paste."""
    try:
        work = read({f"{paste.name}{ending}": data}, paste.settings).value
    except PublishError:
        return False
    return bool(work == paste.work)


def compare(
    paste_format: str, figures: Callable[[str], None], is_read: Callable[[Paste], bool]
) -> None:
    """Check each document, and print the share of each folder that gives the same Work."""
    differing: list[str] = []
    shares: list[str] = []
    for folder in FOLDERS:
        own = [paste for paste in pastes(folder) if not paste.has_markup]
        others = [paste.name for paste in own if not is_read(paste)]
        differing += others
        shares.append(f"{folder} {len(own) - len(others)} of {len(own)}")
    figures(f"the same Work as the paste, {paste_format}: {', '.join(shares)}")
    assert differing == []


@pytest.mark.thorough
@pytest.mark.parametrize("name", WRITERS)
def test_a_document_is_read_as_its_paste(name: str, figures: Callable[[str], None]) -> None:
    ending, write = WRITERS[name]
    compare(name, figures, lambda paste: is_same(paste, ending, write(paste)))


@pytest.mark.thorough
def test_markdown_is_read_as_the_paste_of_which_it_is_made(figures: Callable[[str], None]) -> None:
    def is_read(paste: Paste) -> bool:
        work = read({"a.md": write_markdown(paste.work).encode()}, Settings()).value
        return bool(normalize(work) == normalize(paste.work))

    compare("Markdown", figures, is_read)


@pytest.mark.thorough
def test_a_text_of_sefaria_is_read_as_its_paste(figures: Callable[[str], None]) -> None:
    differing: list[str] = []
    count = 0
    for paste in (each for folder in FOLDERS for each in pastes(folder)):
        try:
            files = export_work(read({"a.txt": paste.text.encode()}, Settings(), "assemble").value)
        except Unfit:
            continue
        count += 1
        work = without_anchors(read(files, Settings()).value)
        if (work.body, work.lang) != (paste.work.body, paste.work.lang):
            differing.append(paste.name)
    figures(f"the same Work as the paste, Sefaria: {count - len(differing)} of {count}")
    assert differing == []
    assert count >= LEAST_OF_SEFARIA


def without_anchors(work: Work) -> Work:
    def change(node: Any) -> Any:
        return replace(node, anchor="") if isinstance(node, Segment) else node

    return rewrite(work, change)


@pytest.mark.long
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("name", OFFICE_FORMATS)
def test_a_file_of_libreoffice_is_read_as_its_paste(
    name: str, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    ending, export = OFFICE_FORMATS[name]
    if f".{ending}" not in endings():
        pytest.skip(f"no reader takes .{ending}")
    for paste in (each for folder in FOLDERS for each in pastes(folder)):
        (tmp_path / f"{paste.name}.docx").write_bytes(from_paste(paste.text))
    command = [
        *(OFFICE or "", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
        *("--convert-to", export, "--outdir", tmp_path / "made", *tmp_path.glob("*.docx")),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=600)

    def is_read(paste: Paste) -> bool:
        data = (tmp_path / "made" / f"{paste.name}.{ending}").read_bytes()
        return is_same(paste, f".{ending}", data)

    compare(name, figures, is_read)
