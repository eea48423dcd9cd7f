"""Files for Kindles: calibre run within bounds, and the text, language and direction of a book."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.diagnostics import PublishError
from publish.document.model import Work
from publish.preflight.azw3 import check_azw3
from publish.storage.store import Store
from publish.writers import azw3
from publish.writers.azw3 import find_calibre, keep_main_language, write_azw3

MakeEpub = Callable[[Work], bytes]
ReadFiles = Callable[[bytes], dict[str, bytes]]

PACKAGE = "EPUB/content.opf"


@pytest.fixture
def put_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that puts a program in Python in the place of calibre's."""

    def put(body: str) -> None:
        program = tmp_path / "ebook-convert"
        program.write_text(f"#!{sys.executable}\nimport sys, time\n{body}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))

    return put


def test_the_first_language_alone_is_kept(
    lesson: Work, make_epub: MakeEpub, read_files: ReadFiles
) -> None:
    book = make_epub(lesson)
    both = [read_files(each) for each in (book, keep_main_language(book))]
    languages = [re.findall(rb"<dc:language[^>]*>(.*?)<", files[PACKAGE]) for files in both]
    assert languages == [[b"en", b"he"], [b"en"]]
    before, after = (files | {PACKAGE: b""} for files in both)
    assert before == after


def test_calibre_that_is_missing_is_an_error_with_a_way(
    lesson: Work, make_epub: MakeEpub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublishError) as error:
        write_azw3(make_epub(lesson), Store())
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "E43"
    assert "install calibre" in diagnostic.hints[0]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("print('No such plugin'); sys.exit(1)", "No such plugin"),
        ("print('Done'); sys.exit(0)", "Done"),
        ("sys.exit(3)", "no reason"),
    ],
)
def test_a_program_that_fails_is_named_with_its_last_line(
    body: str, reason: str, put_program: Callable[[str], None], prose: Work, make_epub: MakeEpub
) -> None:
    put_program(body)
    with pytest.raises(PublishError) as error:
        write_azw3(make_epub(prose), Store())
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "E44"
    assert reason in diagnostic.message


def test_a_program_that_does_not_end_is_stopped(
    put_program: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    prose: Work,
    make_epub: MakeEpub,
) -> None:
    put_program("time.sleep(600)")
    monkeypatch.setattr(azw3, "MOST_SECONDS", 0.2)
    with pytest.raises(PublishError, match="did not come to an end"):
        write_azw3(make_epub(prose), Store())


def test_an_epub_is_converted_once(
    put_program: Callable[[str], None], tmp_path: Path, prose: Work, make_epub: MakeEpub
) -> None:
    put_program("open(sys.argv[2], 'w').write(str(time.time_ns()))")
    store = Store(tmp_path / "cache")
    first = write_azw3(make_epub(prose), store)
    assert write_azw3(make_epub(prose), store) == first
    assert write_azw3(make_epub(prose) + b"\0", store) != first


def test_a_file_that_is_none_is_an_error(prose: Work, make_epub: MakeEpub) -> None:
    for data in (b"", b"x" * 40, b"x" * 4000, make_epub(prose)):
        (error,) = check_azw3(data, make_epub(prose))
        assert error.code == "E07"


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("name", ["lesson", "hebrew", "verse", "facing"])
def test_calibre_keeps_text_language_direction_and_identifier(
    name: str, books: dict[str, Work], make_release: MakeEpub, read_files: ReadFiles
) -> None:
    if find_calibre() is None:
        pytest.skip("ebook-convert of the Debian package calibre is not installed")
    work = books[name]
    book = make_release(work)
    kindle = write_azw3(book, Store())
    assert check_azw3(kindle, book) == ()
    facts = read_facts(kindle)
    assert facts[524] == work.lang.encode()
    assert facts.get(527, b"ltr") == work.dir.value.encode()
    assert facts[108] == b"publish"
    assert f"urn:uuid:{facts[113].decode()}" in read_files(book)[PACKAGE].decode()
    (error,) = check_azw3(kindle, make_release(books["handout"]))
    assert "missing" in error.message
    assert "added" in error.message


def read_facts(data: bytes) -> dict[int, bytes]:
    """Return the metadata of an AZW3 by their numbers (EXTH)."""

    def number(place: int) -> int:
        return int.from_bytes(data[place : place + 4], "big")

    place = data.index(b"EXTH") + 8
    facts = {}
    for _ in range(number(place)):
        size = number(place + 8)
        facts[number(place + 4)] = data[place + 12 : place + 4 + size]
        place += size
    return facts
