"""The style sheet of an EPUB, and the fonts that it embeds."""

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
def theme_of(tmp_path: Path) -> Callable[[str], Theme]:
    """Return a function that makes a theme with that style sheet and one font."""

    def make(css: str) -> Theme:
        (tmp_path / "epub.css").write_text(css, encoding="utf-8")
        (tmp_path / "fonts").mkdir()
        (tmp_path / "fonts" / "Aleph.woff2").write_bytes(b"wOF2")
        faces = (Face("Aleph", "fonts/Aleph.woff2", "hebrew"), Face("Ay", "fonts/A.ttf", "latin"))
        return Theme("own", (tmp_path,), faces)

    return make


def test_the_classic_theme_embeds_a_hebrew_font(
    lesson: Work,
    make_epub: Callable[[Work], bytes],
    read_files: Callable[[bytes], dict[str, bytes]],
    classic: Theme,
) -> None:
    hebrew = {face.file for face in classic.faces if face.script == "hebrew"}
    files = read_files(make_epub(lesson))
    embedded = {name.removeprefix("EPUB/") for name in files if "fonts/" in name}
    assert embedded
    assert embedded <= hebrew
    assert f"EPUB/{next(iter(embedded))}" in files


def test_only_a_book_with_accents_embeds_the_font_for_cantillation(
    verse: Work,
    lesson: Work,
    make_epub: Callable[[Work], bytes],
    read_files: Callable[[bytes], dict[str, bytes]],
) -> None:
    face = "EPUB/fonts/PublishTeamim-Regular.ttf"
    with_accents, without_accents = read_files(make_epub(verse)), read_files(make_epub(lesson))
    assert face in with_accents
    assert "is set in Frank Ruhl Libre and Publish Teamim." in _flat(
        with_accents["EPUB/colophon.xhtml"]
    )
    assert face not in without_accents
    assert (
        b"Publish Teamim"
        not in without_accents["EPUB/epub.css"] + without_accents["EPUB/colophon.xhtml"]
    )


def test_only_elements_with_accents_use_the_font_for_cantillation(
    verse: Work, make_epub: Callable[[Work], bytes], read_files: Callable[[bytes], dict[str, bytes]]
) -> None:
    files = read_files(make_epub(verse))
    html = "{http://www.w3.org/1999/xhtml}"
    (page,) = ET.fromstring(files["EPUB/01-on.xhtml"]).iter(f"{html}body")
    accented_texts = {
        "".join(e.itertext()).strip() for e in page.iter() if "data-accents" in e.attrib
    }
    words = {"".join(e.itertext()) for e in page.iter(f"{html}span") if e.get("dir") == "rtl"}
    assert words - accented_texts == {"בָּרָא"}
    assert all(re.search("[\u0591-\u05af]", text) for text in accented_texts)
    visible = [text for text in page.itertext() if re.search("[\u0591-\u05af]", text)]
    assert all(any(text.strip() in accented for accented in accented_texts) for text in visible)


def _flat(page: bytes) -> str:
    return " ".join(page.decode().split())


def test_apple_books_uses_the_embedded_fonts(
    lesson: Work,
    make_epub: Callable[[Work], bytes],
    read_files: Callable[[bytes], dict[str, bytes]],
) -> None:
    options = ET.fromstring(
        read_files(make_epub(lesson))["META-INF/com.apple.ibooks.display-options.xml"]
    )
    assert [(o.get("name"), o.text) for o in options.iter("option")] == [
        ("specified-fonts", "true")
    ]


def test_a_file_is_embedded_once(theme_of: Callable[[str], Theme]) -> None:
    theme = theme_of('a { src: url("fonts/Aleph.woff2") } b { src: url(fonts/Aleph.woff2) }')
    styling = load_styling(theme)
    assert [(item.name, item.media_type) for item in styling.files] == [
        ("fonts/Aleph.woff2", "font/woff2")
    ]
    assert [face.family for face in styling.faces] == ["Aleph"]


def test_a_file_named_in_a_comment_is_not_embedded(theme_of: Callable[[str], Theme]) -> None:
    assert load_styling(theme_of("/* url(fonts/Beth.woff2) */")).files == ()


@pytest.mark.parametrize("name", ["fonts/Beth.woff2", "notes.doc"])
def test_a_file_that_cannot_be_embedded_is_an_error(
    name: str, theme_of: Callable[[str], Theme]
) -> None:
    with pytest.raises(PublishError) as error:
        load_styling(theme_of(f"a {{ src: url({name}) }}"))
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "E03"
    assert name in diagnostic.message


def test_the_colophon_names_the_font_of_another_theme(
    lesson: Work,
    classic: Theme,
    tmp_path: Path,
    read_files: Callable[[bytes], dict[str, bytes]],
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(classic.folder / "templates", folder / "templates")
    (folder / "epub.css").write_text("a { src: url(My.otf) }", encoding="utf-8")
    (folder / "My.otf").write_bytes(b"OTTO")
    face = Face("My Hebrew", "My.otf", "hebrew", folder=folder)
    own_theme = replace(classic, layers=(folder,), faces=(face,))
    data = epub.write(lesson, own_theme, modified=datetime(2025, 1, 1, tzinfo=UTC)).value
    assert "The Hebrew is set in My Hebrew." in read_files(data)["EPUB/colophon.xhtml"].decode()
