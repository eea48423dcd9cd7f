"""Tests that an EPUB after an edit has the bytes of an EPUB that is made from nothing."""

from __future__ import annotations

import random
import shutil
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from publish.artifacts.make import make
from publish.artifacts.plan import Request, plan
from publish.artifacts.result import Status
from publish.config import find_workspace, open_book
from publish.writers.epub.content_documents import ContentDocument
from publish.writers.epub.document_templates import DocumentTemplates

EDITS = 25
"""The edits of a seed: a hundred for all of them."""

SEEDS = (
    pytest.param(0, marks=pytest.mark.thorough),
    *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2, 3)),
)
EDITIONS = ("interlinear", "facing", "original")

ENGLISH = "paper ink scribe letter margin column reader binder thread needle folio quire".split()
HEBREW = "סופר דף אות שורה קלף דיו ניקוד סֵפֶר כריכה בְּרֵאשִׁ֖ית מדפיס עמוד".split()


def png(shade: int) -> bytes:
    """Return a picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(bytes([0, shade]))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", pixel), chunk(b"IEND", b""))
    )


class Editor:
    """A folder book that is changed at random, reproducibly for each seed."""

    def __init__(self, root: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.root = root
        self.folder = root / "sources" / "book"
        self.folder.mkdir(parents=True)
        (root / "publish.toml").write_text("", "utf-8")
        for shade in range(3):
            (self.folder / f"dot-{shade}.png").write_bytes(png(shade))
        self.title = "The Proof"
        self.files = [self.random_chapter(number) for number in range(5)]
        self.write()

    def words(self, vocabulary: list[str], least: int, most: int) -> str:
        count = self.chance.randint(least, most)
        return " ".join(self.chance.choices(vocabulary, k=count)).capitalize() + "."

    def random_block(self) -> str:
        """Return a pair, a paragraph, a picture, a link, or a paragraph with a note."""
        pair = f"{self.words(HEBREW, 3, 6)}\n{self.words(ENGLISH, 4, 8)}"
        shade = self.chance.randrange(3)
        return self.chance.choice(
            [
                pair,
                pair,
                pair,
                self.words(ENGLISH, 8, 20),
                f"![A dot of ink {shade}](dot-{shade}.png)",
                f"See <http:///nowhere> and https://example.org/{shade}.",
                f"{self.words(ENGLISH, 3, 6)[:-1]} and 12:3–5. {self.words(HEBREW, 1, 2)}",
            ]
        )

    def random_chapter(self, number: int) -> list[str]:
        title = self.chance.choice([f"Chapter {number}: Of Ink", "פרק ראשון", f"Of Glue {number}"])
        return [title, *(self.random_block() for _ in range(self.chance.randint(2, 5)))]

    def edit(self) -> str:
        """Apply a random edit and return a description of it."""
        edits = {
            self.change_block: 8,
            self.insert_block: 4,
            self.delete_block: 4,
            self.change_title: 2,
            self.insert_chapter: 2,
            self.delete_chapter: 2,
            self.rename_book: 1,
        }
        edit = self.chance.choices([*edits], [*edits.values()])[0]
        place = self.chance.randrange(len(self.files))
        edit(place)
        self.write()
        return f"{edit.__name__} {place}"

    def change_block(self, place: int) -> None:
        chapter = self.files[place]
        chapter[self.chance.randrange(1, len(chapter))] = self.random_block()

    def insert_block(self, place: int) -> None:
        chapter = self.files[place]
        chapter.insert(self.chance.randint(1, len(chapter)), self.random_block())

    def delete_block(self, place: int) -> None:
        if len(self.files[place]) > 2:
            del self.files[place][-1]

    def change_title(self, place: int) -> None:
        self.files[place][0] = self.chance.choice(["Ink", "Of Skins", "העור", "Chapter 9: Thread"])

    def insert_chapter(self, place: int) -> None:
        self.files.insert(place, self.random_chapter(self.chance.randrange(100)))

    def delete_chapter(self, place: int) -> None:
        if len(self.files) > 2:
            del self.files[place]

    def rename_book(self, place: int) -> None:
        self.title = f"The Proof, Printing {place}"

    def write(self) -> None:
        for path in self.folder.glob("*.txt"):
            path.unlink()
        for number, chapter in enumerate(self.files):
            (self.folder / f"{number:02}.txt").write_text("\n\n".join(chapter), "utf-8")
        (self.folder / "book.toml").write_text(f'title = "{self.title}"\n', "utf-8")


def build(root: Path, edition: str) -> tuple[bytes, object]:
    """Return the EPUB of the book in a workspace, and its messages."""
    book = open_book(str(root / "sources" / "book"), find_workspace(root))
    (artifact,) = plan(book, Request(("epub",), edition))
    result = make(artifact, force=True)
    assert result.status is not Status.FAILED, result.lines
    return artifact.path.read_bytes(), result.lines


@pytest.fixture
def release_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


@pytest.mark.usefixtures("release_date")
@pytest.mark.parametrize("seed", SEEDS)
def test_an_epub_after_any_edit_has_the_bytes_of_a_fresh_one(seed: int, tmp_path: Path) -> None:
    editor = Editor(tmp_path / "edited", seed)
    edition = EDITIONS[seed % len(EDITIONS)]
    build(editor.root, edition)
    edits = []
    for number in range(EDITS):
        edits.append(editor.edit())
        fresh = tmp_path / "fresh"
        shutil.copytree(editor.root, fresh, ignore=shutil.ignore_patterns("output"))
        assert build(editor.root, edition) == build(fresh, edition), edits[number:]
        shutil.rmtree(fresh)


@pytest.mark.usefixtures("release_date")
@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edit_renders_one_chapter(
    edition: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Editor(tmp_path, 0)
    rendered = []
    render = DocumentTemplates.render_section

    def count(self: DocumentTemplates, document: ContentDocument, *rest: Any, **more: Any) -> bytes:
        rendered.append(document.slug)
        return render(self, document, *rest, **more)

    monkeypatch.setattr(DocumentTemplates, "render_section", count)
    # A chapter with a warning is rendered at each build, because a warning has a place in a file.
    names = ("Of Ink", "Of Glue", "Of Reeds", "Of Skin")
    editor.files = [[name, "The first is cut.", "The second is split."] for name in names]
    editor.write()
    build(tmp_path, edition)
    assert len(rendered) == len(editor.files), "from nothing each chapter is rendered"
    rendered.clear()
    editor.files[2][1] = "The first is long."
    editor.write()
    build(tmp_path, edition)
    assert rendered == ["of-reeds"]
