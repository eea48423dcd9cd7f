"""The page list of an EPUB says on which page of the PDF each word is printed."""

from __future__ import annotations

import itertools
import json
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from publish.cli import main
from publish.preflight.epub_file import HTML, TYPE, XHTML, open_publication, resolve
from publish.preflight.glyph_counts import characters, open_pdf
from publish.storage.cache_paths import stamp_store
from tests.conftest import ROOT
from tests.support.epubcheck import find_faults

PASTES = ROOT / "tests/understanding/pastes"
EDITIONS = ("interlinear", "original", "translation")
BINDINGS = {"left": '["en", "he"]', "right": '["he", "en"]'}
SAMPLE = 50

_LETTERS = re.compile(r"[a-zא-ת]+")
_NOT_LETTERS = re.compile(r"[^a-zא-ת\s]+")


@dataclass(frozen=True)
class Words:
    """Words of four letters, which no line divides, each once in the book."""

    english: Iterator[str]
    hebrew: Iterator[str]


def unique_words() -> Words:
    chance = random.Random("printed pages")
    english = list(map("".join, itertools.product("bdgklmnprt", "aeiou", "bdgklmnprt", "aeiou")))
    # Begins with an alef and ends with a lamed, so that no word is another one read backwards.
    hebrew = [f"א{a}{b}ל" for a, b in itertools.product("בגדהוזחטיכלמנסעפצקרשת", repeat=2)]
    hebrew += [f"ב{a}{b}ת" for a, b in itertools.product("בגדהוזחטיכלמנסעפצקרש", repeat=2)]
    chance.shuffle(english)
    chance.shuffle(hebrew)
    return Words(iter(english), iter(hebrew))


def write_book(root: Path, binding: str) -> None:
    """Write a book of four chapters of pairs, some with notes, and one of them untitled."""
    words, chance = unique_words(), random.Random(binding)
    folder = root / "sources" / "book"
    folder.mkdir(parents=True)
    (root / "publish.toml").write_text("", "utf-8")
    languages = BINDINGS[binding]
    settings = (
        'title = "The Book"',
        f"languages = {languages}",
        f"editions = {json.dumps(EDITIONS)}",
        'formats = ["kepub", "epub", "pdf"]',
        'page = { width = "105mm", height = "148mm" }',
    )
    (folder / "book.toml").write_text("\n".join(settings), "utf-8")
    for chapter in range(1, 5):
        lines = [f"Chapter {chapter}"] if chapter != 3 else []
        notes = []
        for pair in range(12):
            english = sentence(words.english, chance.randint(5, 40))
            hebrew = sentence(words.hebrew, chance.randint(3, 15))
            if pair % 5 == 2:
                notes.append(f"{len(notes) + 1}. A note of the editor on these words.")
                english = f"{english[:-1]}[{len(notes)}]."
            lines += [hebrew, english]
        text = "\n\n".join((*lines, *(("Notes", *notes) if notes else ())))
        (folder / f"{chapter}.txt").write_text(f"{text}\n", "utf-8")


def sentence(words: Iterator[str], count: int) -> str:
    return " ".join(itertools.islice(words, count)).capitalize() + "."


def publish(*words: str) -> Result:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == 0, result.output
    return result


def words_of(text: str) -> list[str]:
    return _LETTERS.findall(_NOT_LETTERS.sub("", text.lower()))


def pages_of_pdf(data: bytes) -> Mapping[str, set[str]]:
    """The pages on which PDFium shows each word, which it may read backwards."""
    pages: dict[str, set[str]] = {}
    with open_pdf(data) as pdf:
        for number in range(1, len(pdf) + 1):
            for word in words_of(characters(pdf, [number])):
                for each in (word, word[::-1]):
                    pages.setdefault(each, set()).add(str(number))
    return pages


def pages_of_epub(data: bytes) -> list[tuple[str, str]]:
    """The words of the text in reading order, each with the page that the page list gives it."""
    book = open_publication(data)
    folios = dict(page_list(data))
    page, words = "", []
    for document in map(book.parse, book.spine):
        if document.kind:
            continue
        for folio, text in pieces(document.body, document.name, folios):
            page = folio or page
            words += [(word, page) for word in words_of(text)]
    return words


def pieces(
    element: ET.Element, name: str, folios: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    """Yield the texts of the flow, and the numbers of the pages that begin between them."""
    if element.tag == f"{HTML}aside" or element.get("class") in {"call", "segment-label"}:
        return
    yield folios.get((name, element.get("id") or ""), ""), element.text or ""
    for inner in element:
        yield from pieces(inner, name, folios)
        yield "", inner.tail or ""


def page_list(data: bytes) -> list[tuple[tuple[str, str], str]]:
    """The place and the number of each page in the page list."""
    book = open_publication(data)
    links = [
        (resolve(page.name, link.get("href") or ""), "".join(link.itertext()))
        for page in map(book.parse, book.list_documents(XHTML))
        for nav in page.body.iter(f"{HTML}nav")
        if nav.get(TYPE) == "page-list"
        for link in nav.iter(f"{HTML}a")
    ]
    return [(place, folio) for place, folio in links if place]


def wrong_pages(words: list[tuple[str, str]], pages: Mapping[str, set[str]]) -> list[str]:
    """The words that are not on their page, of a sample and of the words beside page breaks."""
    beside = [
        each
        for before, after in itertools.pairwise(words)
        if before[1] != after[1]
        for each in (before, after)
    ]
    sample = random.Random(SAMPLE).sample(words, SAMPLE)
    return [word for word, page in (*sample, *beside) if page not in pages.get(word, set())]


@pytest.fixture(scope="module", params=BINDINGS)
def book_files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the files of a book in three editions, bound on one side."""
    root = tmp_path_factory.mktemp(request.param)
    write_book(root, request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        publish("build", "book", "-j", "1")
    return root / "output" / "book"


@pytest.mark.thorough
class TestWords:
    @pytest.mark.parametrize("edition", EDITIONS)
    def test_words_are_printed_on_the_page_that_the_page_list_gives_them(
        self, book_files: Path, edition: str
    ) -> None:
        name = "book" if edition == EDITIONS[0] else f"book.{edition}"
        epub, pdf = ((book_files / f"{name}.{kind}").read_bytes() for kind in ("epub", "pdf"))
        words, pages = pages_of_epub(epub), pages_of_pdf(pdf)
        assert len({page for _, page in words}) >= 5
        assert not wrong_pages(words, pages)
        # The control: with each break a word late, the words beside the breaks are elsewhere.
        late = [(word, page) for (word, _), (_, page) in zip(words[1:], words, strict=False)]
        assert len(wrong_pages(late, pages)) >= len(page_list(epub)) // 2

    def test_pages_are_listed_in_order_with_the_numbers_of_the_print(
        self, book_files: Path
    ) -> None:
        for print_file in book_files.glob("*.pdf"):
            epub = print_file.with_suffix(".epub").read_bytes()
            assert page_list(epub) == page_list(print_file.with_suffix(".kepub.epub").read_bytes())
            numbers = [int(folio) for _, folio in page_list(epub)]
            assert numbers == sorted(set(numbers))
            with open_pdf(print_file.read_bytes()) as pdf:
                assert numbers[-1] <= len(pdf)
                labels = [pdf.get_page_label(number - 1) for number in numbers]
            assert labels == list(map(str, numbers))

    @pytest.mark.long
    def test_epubcheck_reports_no_fault(self, book_files: Path) -> None:
        faults = find_faults(*book_files.glob("*.epub"))
        assert len(faults) == 2 * len(EDITIONS)
        assert not any(faults.values()), faults


@pytest.mark.long
def test_every_pasted_text_has_the_pages_of_its_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(PASTES, tmp_path / "sources", ignore=shutil.ignore_patterns("*.gold"))
    (tmp_path / "publish.toml").write_text('formats = ["pdf", "epub"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["build", "-j", "1"])
    epubs = list((tmp_path / "output").rglob("*.epub"))
    with_print = [epub for epub in epubs if epub.with_suffix(".pdf").exists()]
    without = [epub.stem for epub in with_print if not page_list(epub.read_bytes())]
    assert (len(with_print) >= 100, without) == (True, [])


LESSON = "A Lesson\n\nIn the beginning.\n\nבְּרֵאשִׁית.\n\nAnd there was {}.\n\nוַיְהִי {}.\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text('formats = ["epub", "pdf"]\n', "utf-8")
    (tmp_path / "sources").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    save(tmp_path, "light", "אוֹר")
    return tmp_path


def save(workspace: Path, *words: str) -> None:
    (workspace / "sources" / "lesson.txt").write_text(LESSON.format(*words), "utf-8")


def statuses(*words: str) -> dict[str, str]:
    """The words of a command about each file: made or fresh."""
    lines = (line.split() for line in publish(*words).stdout.splitlines())
    return {Path(line[1]).name: line[0] for line in lines if line[0] in {"made", "fresh"}}


def folios(workspace: Path, name: str = "lesson") -> list[str]:
    epub = workspace / "output" / "lesson" / f"{name}.epub"
    return [folio for _, folio in page_list(epub.read_bytes())]


class TestBuilds:
    def test_one_build_makes_both_and_the_next_finds_them_fresh(self, workspace: Path) -> None:
        assert statuses("build", "lesson") == {"lesson.pdf": "made", "lesson.epub": "made"}
        assert folios(workspace)
        assert statuses("build", "lesson") == {"lesson.pdf": "fresh", "lesson.epub": "fresh"}

    def test_without_a_pdf_there_are_no_pages_and_nothing_is_said(self, workspace: Path) -> None:
        assert "E34" not in publish("epub", "lesson").stderr
        assert folios(workspace) == []

    def test_a_pdf_that_is_made_later_gives_its_pages_to_the_next_epub(
        self, workspace: Path
    ) -> None:
        publish("epub", "lesson")
        publish("pdf", "lesson")
        assert statuses("epub", "lesson") == {"lesson.epub": "made"}
        assert folios(workspace)

    @pytest.mark.parametrize("change", ["the text", "the file", "the cache", "no file"])
    def test_pages_of_a_pdf_that_is_not_known_to_have_this_text_are_left_out(
        self, workspace: Path, change: str
    ) -> None:
        publish("build", "lesson")
        pdf = workspace / "output" / "lesson" / "lesson.pdf"
        if change == "the text":
            save(workspace, "darkness", "חֹשֶׁךְ")
        elif change == "the cache":
            publish("clean")
            stamp_store.cache_clear()  # as in another process
        elif change == "the file":
            pdf.write_bytes(pdf.read_bytes() + b"\n")
        else:
            pdf.unlink()
        result = publish("epub", "lesson")
        assert result.stdout.startswith("made")
        assert folios(workspace) == []
        assert ("warning[E34]" in result.stderr) is (change != "no file")
        assert "E34" not in publish("build", "lesson").stderr
        assert folios(workspace)

    def test_a_change_that_leaves_the_words_on_their_pages_leaves_the_numbers(
        self, workspace: Path
    ) -> None:
        publish("build", "lesson")
        before = folios(workspace)
        save(workspace, "light", "אור")  # without points
        (workspace / "sources" / "lesson.toml").write_text('description = "A lesson."\n', "utf-8")
        assert "E34" not in publish("epub", "lesson").stderr
        assert folios(workspace) == before

    def test_each_edition_has_the_pages_of_its_own_pdf(self, workspace: Path) -> None:
        publish("build", "lesson", "--edition", "original")
        assert folios(workspace, "lesson.original")
        assert statuses("epub", "lesson") == {"lesson.epub": "made"}
        assert folios(workspace) == []

    def test_after_an_edit_both_files_are_those_of_a_fresh_build(self, workspace: Path) -> None:
        output = workspace / "output" / "lesson"
        publish("build", "lesson")
        save(workspace, "light " * 400, "אוֹר " * 400)
        publish("build", "lesson")
        edited = {path.name: path.read_bytes() for path in output.iterdir()}
        publish("clean", "--all")
        publish("build", "lesson", "--force")
        assert edited == {path.name: path.read_bytes() for path in output.iterdir()}
        assert len(folios(workspace)) > 2
