"""The theme's style sheet says what a book embeds: that, and nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from publish.diagnostics import PublishError
from publish.document.model import Work
from publish.themes.theme import Theme
from publish.themes.theme_file import Face
from publish.writers import epub
from publish.writers.epub.styling import load_styling


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str], Theme]:
    """Return a theme whose style sheet is the given one; it has one font and no more."""

    def make(css: str) -> Theme:
        (tmp_path / "epub.css").write_text(css, encoding="utf-8")
        (tmp_path / "fonts").mkdir()
        (tmp_path / "fonts" / "Aleph.woff2").write_bytes(b"wOF2")
        faces = (Face("Aleph", "fonts/Aleph.woff2", "hebrew"), Face("Ay", "fonts/A.ttf", "latin"))
        return Theme("own", tmp_path, faces)

    return make


def test_the_classic_theme_embeds_a_hebrew_face(
    lesson: Work,
    made: Callable[[Work], bytes],
    opened: Callable[[bytes], dict[str, bytes]],
    classic: Theme,
) -> None:
    hebrew = {face.file for face in classic.faces if face.script == "hebrew"}
    files = opened(made(lesson))
    embedded = {name.removeprefix("EPUB/") for name in files if "fonts/" in name}
    assert embedded
    assert embedded <= hebrew
    assert f"EPUB/{next(iter(embedded))}" in files


def test_a_book_with_accents_embeds_their_face_and_no_other_book_does(
    verse: Work,
    lesson: Work,
    made: Callable[[Work], bytes],
    opened: Callable[[bytes], dict[str, bytes]],
) -> None:
    face = "EPUB/fonts/PublishTeamim-Regular.ttf"
    sung, plain = opened(made(verse)), opened(made(lesson))
    assert face in sung
    assert "is set in Frank Ruhl Libre, Publish Teamim." in _flat(sung["EPUB/colophon.xhtml"])
    assert face not in plain
    assert b"Publish Teamim" not in plain["EPUB/epub.css"] + plain["EPUB/colophon.xhtml"]


def test_whatever_holds_accents_asks_for_their_face_and_nothing_else_does(
    verse: Work, made: Callable[[Work], bytes], opened: Callable[[bytes], dict[str, bytes]]
) -> None:
    files = opened(made(verse))
    html = "{http://www.w3.org/1999/xhtml}"
    (page,) = ET.fromstring(files["EPUB/01-on.xhtml"]).iter(f"{html}body")
    asked = {"".join(e.itertext()).strip() for e in page.iter() if "data-accents" in e.attrib}
    words = {"".join(e.itertext()) for e in page.iter(f"{html}span") if e.get("dir") == "rtl"}
    assert words - asked == {"בָּרָא"}
    assert all(re.search("[\u0591-\u05af]", text) for text in asked)
    shown = [text for text in page.itertext() if re.search("[\u0591-\u05af]", text)]
    assert all(any(text.strip() in held for held in asked) for text in shown)


def _flat(page: bytes) -> str:
    return " ".join(page.decode().split())


def test_apple_books_is_told_to_use_it(
    lesson: Work, made: Callable[[Work], bytes], opened: Callable[[bytes], dict[str, bytes]]
) -> None:
    options = ET.fromstring(opened(made(lesson))["META-INF/com.apple.ibooks.display-options.xml"])
    assert [(o.get("name"), o.text) for o in options.iter("option")] == [
        ("specified-fonts", "true")
    ]


def test_a_file_is_embedded_once_however_often_it_is_named(own: Callable[[str], Theme]) -> None:
    theme = own('a { src: url("fonts/Aleph.woff2") } b { src: url(fonts/Aleph.woff2) }')
    found = load_styling(theme)
    assert [(item.name, item.media_type) for item in found.files] == [
        ("fonts/Aleph.woff2", "font/woff2")
    ]
    assert [face.family for face in found.faces] == ["Aleph"]


def test_a_file_named_in_a_comment_is_not_embedded(own: Callable[[str], Theme]) -> None:
    assert load_styling(own("/* url(fonts/Beth.woff2) */")).files == ()


@pytest.mark.parametrize("name", ["fonts/Beth.woff2", "notes.doc"])
def test_a_file_that_cannot_be_embedded_stops_the_book(
    name: str, own: Callable[[str], Theme]
) -> None:
    with pytest.raises(PublishError) as stopped:
        load_styling(own(f"a {{ src: url({name}) }}"))
    (found,) = stopped.value.diagnostics
    assert found.code == "E03"
    assert name in found.message


def test_a_theme_of_ones_own_names_its_face_in_the_colophon(
    lesson: Work,
    classic: Theme,
    tmp_path: Path,
    opened: Callable[[bytes], dict[str, bytes]],
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(classic.folder / "templates", folder / "templates")
    (folder / "epub.css").write_text("a { src: url(My.otf) }", encoding="utf-8")
    (folder / "My.otf").write_bytes(b"OTTO")
    mine = replace(classic, folder=folder, faces=(Face("My Hebrew", "My.otf", "hebrew"),))
    data = epub.write(lesson, mine, modified=datetime(2025, 1, 1, tzinfo=UTC)).value
    assert "The Hebrew is set in My Hebrew." in opened(data)["EPUB/colophon.xhtml"].decode()
