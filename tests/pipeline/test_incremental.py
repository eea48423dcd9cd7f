"""A book read by its chapters is the book read whole, whatever was edited and whatever was kept."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.config import Book, Settings, find_workspace, open_book
from publish.config.edition_options import EditionTable, Points
from publish.config.note_options import NoteFill, NoteOptions
from publish.config.pictures import PictureLoader
from publish.config.workspace import Workspace
from publish.diagnostics import Outcome, PublishError, Severity, Verdicts
from publish.document.model import Section, Words, Work
from publish.document.walk import descend
from publish.pipeline import incremental, source_files
from publish.pipeline.incremental import read_by_chapters
from publish.pipeline.pass_table import passes
from publish.pipeline.stages import read_book
from publish.readers import mojibake
from publish.storage.disk_cache import DiskCache
from publish.storage.serialize import move_spans
from publish.storage.store import Store
from publish.text.source import Source
from tests.support.examples import examples

T = TypeVar("T")
HERE = Path(__file__).parents[2]

# Lines that make chapters depend on one another or on themselves: open marks, calls and bodies,
# names that are glossed in one chapter and met in another, one word pointed two ways, old fonts.
LINES = (
    'The scribe said, "Count the letters.', 'and he counted them."', "It is 'a single thing",
    "A line of the book.1", "Another line, of the margin.2 And more of it.", "FOOTNOTES",
    "1. See Isaiah 40:31.", "2. See Isaiah 99:99.", "3. A note that nothing calls.",
    "The light of Hagalot (waves) is great.", "They speak of Hagalot in the song of Hagalot.",
    "There is the Kedusha [holiness] of all.", "The Shechina (presence) is near, says Tomerim.",
    "the Tomerim (palms) stand", "אמר הסופר \"שלום", "בראשית ברא אלהים את השמים ואת הארץ.",
    "חָכְמָה ובינה", "חׇכְּמָה", "חָכְּמָה", "מִצְוָה", "מִצְוׇה", "\ufb2aלום \ufb4b", "שבת קנ״ב ע״ג", "כָּל הַדְּבָרִים",
    "1. RABASH, Article No. 29 (1986), “Lishma”", "2. Zohar, Item 7", "Chapter One", "* * *", "",
    "", "In the beginning the paper was made, and the ink, and the letters of it.", "\u200bHome",
    "אמר “ואשים דברי בפיך” (ישעיה נב, טז).", "“ואשים דברי בפיך” אמר", "So it is in Isaiah 51:16.",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(LINES), min_size=1, max_size=14).map("\n".join)
NAMES = st.sampled_from([f"{number}.txt" for number in range(1, 8)])
SETTINGS = st.builds(
    Settings,
    title=st.sampled_from([Words(), Words((("en", 'The "Book" of Lines'),))]),
    languages=st.sampled_from([(), (), (), ("en",), ("he",), ("yi", "en")]),
    shape=st.sampled_from([None, None, "prose", "interlinear", "excerpts"]),
    typography=st.sampled_from(["improve", "improve", "as-given"]),
    binding=st.sampled_from([None, "right"]),
    indexes=st.sampled_from([(), (), (), ("references",)]),
    verdicts=st.sampled_from(
        [Verdicts(), Verdicts(("Q02",)), Verdicts((), (("T", Severity.ERROR),))]
    ),
)


class Folder:
    """A book of several files that can be edited and read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.warm = self.cold()
        self.settings = Settings()
        self.chapters: dict[str, tuple[object, ...]] = {}
        (root / "book").mkdir()

    def cold(self) -> Store:
        """The store as another process finds it."""
        return Store(self.root / "cache", "a state")

    def write(self, files: dict[str, str]) -> None:
        for path in (self.root / "book").iterdir():
            path.unlink()
        for name, text in files.items():
            (self.root / "book" / name).write_text(text, "utf-8")

    @property
    def book(self) -> Book:
        root = self.root
        workspace = Workspace(root, root, root / "output", root / "styles")
        return replace(open_book(str(root / "book"), workspace), settings=self.settings)

    def check(self) -> None:
        """Hold what is read by chapters, cold, warm and from nothing, against the whole."""
        whole = outcome(lambda: read_book(self.book))
        for store in (self.warm, self.cold(), Store()):
            reading = outcome(lambda store=store: read_by_chapters(self.book, store))
            assert reading.diagnostics == whole.diagnostics
            if reading.value is None or whole.value is None:
                assert reading.value is whole.value, "both are refused, or none"
                continue
            assert reading.value.sources == whole.value.sources
            assert reading.value.understanding == whole.value.understanding
            self._check_names(reading.value)
            assert with_spans(reading.value.book.work) == with_spans(whole.value.value)

    def _check_names(self, read: incremental.LazyReading) -> None:
        """Hold that chapters of one name are equal, now and before."""
        for chapter in read.book.body:
            if chapter.name:
                now = relative_tree(chapter.section)
                assert self.chapters.setdefault(chapter.name, now) == now


def outcome(read: Callable[[], Outcome[T]]) -> Outcome[T | None]:
    """The outcome of reading a book, without a value where it is refused."""
    try:
        reading = read()
    except PublishError as refused:
        return Outcome(None, refused.diagnostics)
    return Outcome(reading.value, reading.diagnostics)


def with_spans(node: Work | Section) -> tuple[object, ...]:
    """A tree with its spans, which equality ignores."""
    return node, tuple(each.span for each in descend(node))


def relative_tree(section: Section) -> tuple[object, ...]:
    """A section with its spans relative to its start: all that its name stands for."""
    return with_spans(move_spans(section, -section.span.start))


@contextmanager
def folder() -> Iterator[Folder]:
    with tempfile.TemporaryDirectory() as name:
        yield Folder(Path(name))


@pytest.mark.long
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_read_by_chapters_is_read_whole_after_any_edit(data: st.DataObject) -> None:
    with folder() as book:
        files = data.draw(st.dictionaries(NAMES, TEXTS, min_size=2, max_size=5), "files")
        book.write(files)
        book.check()
        for _ in range(4):
            match data.draw(st.sampled_from(["text", "line", "out", "rename", "settings"]), "edit"):
                case "text":
                    files[data.draw(NAMES)] = data.draw(TEXTS)
                case "line":
                    name = data.draw(st.sampled_from(sorted(files)))
                    files[name] += "\n" + data.draw(st.sampled_from(LINES))
                case "out" if len(files) > 1:
                    del files[data.draw(st.sampled_from(sorted(files)))]
                case "rename":
                    name = data.draw(st.sampled_from(sorted(files)))
                    files[data.draw(NAMES)] = files.pop(name)
                case _:
                    book.settings = data.draw(SETTINGS)
            book.write(files)
            book.check()


# Headings, so that a single file has sections; marks and notes that go on over them.
SECTION_TEXTS = st.lists(
    st.one_of(
        st.integers(1, 9).map(lambda number: f"\nChapter {number}\n"), st.sampled_from(LINES)
    ),
    min_size=4,
    max_size=40,
).map("\n".join)


@pytest.mark.long
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_single_file_read_by_sections_is_read_whole_after_any_edit(data: st.DataObject) -> None:
    with folder() as book:
        lines = data.draw(SECTION_TEXTS, "text").split("\n")
        book.write({"1.txt": "\n".join(lines)})
        book.check()
        for _ in range(3):
            place = data.draw(st.integers(0, len(lines) - 1), "place")
            match data.draw(st.sampled_from(["insert", "insert", "remove", "settings"]), "edit"):
                case "insert":
                    lines.insert(place, data.draw(st.sampled_from((*LINES, "\nChapter 5\n"))))
                case "remove" if len(lines) > 1:
                    del lines[place]
                case _:
                    book.settings = data.draw(SETTINGS)
            book.write({"1.txt": "\n".join(lines)})
            book.check()


@settings(max_examples=examples(25), deadline=None)
@given(st.dictionaries(NAMES, TEXTS, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_a_damaged_entry_is_one_that_is_not_there(
    files: dict[str, str], chance: random.Random
) -> None:
    with folder() as book:
        book.write(files)
        book.check()
        for path in sorted((book.root / "cache").glob("*")):
            entry = path.read_bytes()
            match chance.randrange(4):
                case 0:
                    path.unlink()
                case 1:
                    path.write_bytes(entry[: chance.randrange(len(entry))])
                case 2:
                    place = chance.randrange(len(entry))
                    path.write_bytes(entry[:place] + bytes([entry[place] ^ 1]) + entry[place + 1 :])
        book.check()


@pytest.mark.parametrize("name", find_workspace(HERE).book_names())
def test_our_own_books_are_read_the_same(name: str, tmp_path: Path) -> None:
    """Each as its own files, and cut into files at its blank lines; edited at random."""
    own = open_book(name, find_workspace(HERE))
    book = Folder(tmp_path)
    chance = random.Random(name)
    texts = [path.read_text("utf-8") for path in own.texts]
    if len(texts) == 1:
        blocks = texts[0].split("\n\n")
        size = -(-len(blocks) // 4)
        texts = ["\n\n".join(blocks[place : place + size]) for place in range(0, len(blocks), size)]
    for languages in (own.settings.languages, ()):
        book.settings = replace(own.settings, indexes=(), languages=languages, cover=None)
        for _ in range(3):
            place = chance.randrange(len(texts))
            words = texts[place].split(" ")
            words.insert(chance.randrange(len(words)), chance.choice(LINES))
            texts[place] = " ".join(words)
            book.write({f"{number}.txt": text for number, text in enumerate(texts)})
            book.check()


def edit_third(book: Folder, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which files are drafted when the third of five is edited, and what is found of the rest."""
    files = {f"{number}.txt": f"Chapter {number}\n\nThe text “of” {number}." for number in range(5)}
    book.write(files)
    read_by_chapters(book.book, book.warm)
    book.write(files | {"2.txt": "Chapter 2\n\nAnother text."})
    drafted: list[str] = []
    stock = source_files.parse

    def parse(source, settings):
        drafted.append(Path(source.file).name)
        return stock(source, settings)

    def find(run, key):
        raise AssertionError(f"nobody asked for {run.file.source.file}, {key}")

    monkeypatch.setattr(source_files, "parse", parse)
    monkeypatch.setattr(incremental._ChapterRun, "find", find)
    return drafted


def test_an_edit_costs_the_reading_of_its_file(tmp_path: Path, monkeypatch) -> None:
    book = Folder(tmp_path)
    drafted = edit_third(book, monkeypatch)
    read_by_chapters(book.book, book.cold())
    assert drafted == ["2.txt"]


def test_a_warm_process_reads_no_entry_again(tmp_path: Path, monkeypatch) -> None:
    book = Folder(tmp_path)
    drafted = edit_third(book, monkeypatch)
    opened: list[str] = []
    stock = DiskCache.get
    monkeypatch.setattr(
        DiskCache, "get", lambda self, name: opened.append(name) or stock(self, name)
    )
    read_by_chapters(book.book, book.warm)
    assert drafted == ["2.txt"]
    assert len(opened) == 4  # that it is sound, its draft and two phases, not there yet
    read_by_chapters(book.book, book.cold())
    assert len(opened) == 24  # all five, in a process that knows nothing


def test_a_chapter_is_keyed_by_the_settings_that_passes_read() -> None:
    """Settings that no pass reads, such as the rights, leave every chapter as it is."""
    reads = {name for each in passes() for name in each.reads}
    source, store = Source("a.txt", "A text."), Store()
    loader = PictureLoader(Path(), ())

    def key(settings: Settings) -> str:
        return incremental.SourceFile(source, settings, store, loader).key

    # Passes read what follows of these settings alone.
    values = {
        "notes": NoteOptions(NoteFill.VERSES),
        "edition": EditionTable((("points", Points.CODEX),)),
    }
    assert {"fills_notes", "points_verses"} <= reads
    for field in fields(Settings):
        other = replace(Settings(), **{field.name: values.get(field.name, "other")})
        is_read = field.name in reads or field.name in values
        assert (key(other) != key(Settings())) == is_read, field.name


def test_a_sound_text_is_searched_for_damage_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    find = mojibake.find_damage

    def count(text: str) -> mojibake.Damage | None:
        searched.append(text)
        return find(text)

    monkeypatch.setattr(mojibake, "find_damage", count)
    with folder() as book:
        damaged = "It is “a word” of “two” (×©) – and more words of it."
        book.write({"1.txt": "A sound text – here.", "2.txt": damaged})
        first = outcome(lambda: read_by_chapters(book.book, book.cold()))
        assert len(searched) == 2
        second = outcome(lambda: read_by_chapters(book.book, book.cold()))
    assert searched[2:] == [damaged]
    assert first.diagnostics == second.diagnostics
    assert "F12" in {each.code for each in first.diagnostics}
