"""Pictures that a text names are in its books, and only those that it may name."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from publish import api
from publish.artifacts.make import find_fresh, make
from publish.artifacts.plan import Request, plan
from publish.cli import main
from publish.config import find_workspace, open_book
from publish.diagnostics import Outcome
from publish.document.model import Dir, Meta, Resource, Role, Section, Text, Work
from publish.document.model import Image as ImageNode
from publish.document.walk import descend
from publish.pipeline.incremental import read_by_chapters
from publish.pipeline.stages import read_book
from publish.storage.store import Store
from tests.access.test_picture_data import picture, png_header
from tests.pipeline.test_incremental import with_spans

TEXT = (
    "Of Gates\n\nA **gate** stood there, and it was *open* for all who came to it.\n\n"
    "![A gate of cedar]({})\n\nHe went in, and the gate closed behind him again.\n"
)
"""A text in Markdown with a picture, whose address is put in."""


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of texts of a workspace, which is the current folder."""
    folder = tmp_path / "workspace" / "sources"
    folder.mkdir(parents=True)
    (tmp_path / "workspace" / "publish.toml").touch()
    (tmp_path / "secret.png").write_bytes(picture())
    monkeypatch.chdir(tmp_path / "workspace")
    return folder


def write(sources: Path, address: str = "gate.png", name: str = "gates.txt") -> None:
    (sources / name).parent.mkdir(exist_ok=True)
    (sources / name).write_text(TEXT.format(address), encoding="utf-8")


def codes() -> list[str]:
    """Return the codes of the warnings of ``publish check``."""
    output = CliRunner().invoke(main, ["check", "gates"]).stderr
    return re.findall(r"^(?:warning|error)\[(\w+)\]", output, re.MULTILINE)


def epub_pictures() -> list[bytes]:
    """Make the EPUB; return the pictures in it."""
    result = CliRunner().invoke(main, ["epub", "gates"])
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile("output/gates/gates.epub") as archive:
        names = [name for name in archive.namelist() if "/pictures/" in name]
        return [archive.read(name) for name in names]


def test_a_picture_beside_the_text_is_in_the_epub_with_its_description(sources: Path) -> None:
    (sources / "gate.png").write_bytes(picture())
    write(sources)
    assert codes() == []
    assert epub_pictures() == [picture()]
    with zipfile.ZipFile("output/gates/gates.epub") as archive:
        pages = "".join(archive.read(n).decode() for n in archive.namelist() if "xhtml" in n)
    assert 'alt="A gate of cedar"' in pages


@pytest.mark.slow
def test_a_picture_beside_the_text_is_in_the_pdf(sources: Path) -> None:
    import pikepdf

    (sources / "gate.png").write_bytes(picture())
    write(sources)
    assert CliRunner().invoke(main, ["pdf", "gates"]).exit_code == 0
    with pikepdf.open("output/gates/gates.pdf") as pdf:
        images = [image for page in pdf.pages for image in page.get_images().values()]
        assert [image.Width for image in images] == [40]


def test_a_picture_in_a_folder_above_is_found(sources: Path) -> None:
    (sources.parent / "gate.png").write_bytes(picture())
    write(sources, "../gate.png")
    assert codes() == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("../../secret.png", "W80"),
        ("link.png", "W80"),
        ("{outside}/secret.png", "W80"),
        ("file:///etc/passwd", "W80"),
        ("http://example.org/a.png", "W81"),
        ("//example.org/a.png", "W81"),
        ("missing.png", "W82"),
        ("text.png", "W83"),
        ("pipe.png", "W83"),
        ("huge.png", "W84"),
    ],
)
def test_a_hostile_picture_is_a_warning_and_its_description(
    sources: Path, address: str, code: str
) -> None:
    outside = sources.parents[1]
    (sources / "link.png").symlink_to(outside / "secret.png")
    (sources / "text.png").write_text("no picture")
    (sources / "huge.png").write_bytes(png_header(20_000, 20_000))
    os.mkfifo(sources / "pipe.png")
    write(sources, address.format(outside=outside))
    assert codes() == [code]
    assert epub_pictures() == []
    work = read_book(open_book("gates", find_workspace(Path.cwd()))).value.value
    (image,) = [node for node in descend(work) if isinstance(node, ImageNode)]
    assert (image.resource, image.alt) == ("", "A gate of cedar")


def test_a_picture_changed_makes_the_book_anew(sources: Path) -> None:
    (sources / "gate.png").write_bytes(picture())
    write(sources)
    epub_pictures()
    (artifact,) = plan(open_book("gates", find_workspace(Path.cwd())), Request(("epub",)))
    assert find_fresh(artifact) is not None
    changed = picture(size=(50, 30))
    (sources / "gate.png").write_bytes(changed)
    assert find_fresh(artifact) is None
    assert epub_pictures() == [changed]
    (sources / "gate.png").unlink()
    assert find_fresh(artifact) is None
    assert epub_pictures() == []
    (sources / "gate.png").write_bytes(changed)
    assert find_fresh(artifact) is None
    assert make(artifact).status.name == "MADE"


def test_a_folder_book_reads_a_changed_picture_by_chapters(sources: Path) -> None:
    (sources / "gates").mkdir()
    (sources / "gates" / "gate.png").write_bytes(picture())
    write(sources, name="gates/1.txt")
    write(sources, "missing.png", name="gates/2.txt")
    store = Store(sources / "cache", "a state")
    for size in ((40, 30), (50, 30), (40, 30)):
        (sources / "gates" / "gate.png").write_bytes(picture(size=size))
        book = open_book("gates", find_workspace(Path.cwd()))
        whole, lazy = read_book(book), read_by_chapters(book, store)
        assert with_spans(lazy.value.book.work) == with_spans(whole.value.value)
        assert lazy.diagnostics == whole.diagnostics
        (resource,) = lazy.value.book.head.resources
        with Image.open(io.BytesIO(resource.data)) as image:
            assert image.size == size


def test_a_picture_in_the_text_itself_is_read(sources: Path) -> None:
    import base64

    data = base64.b64encode(picture()).decode()
    write(sources, f"data:image/png;base64,{data}")
    assert epub_pictures() == [picture()]


def test_a_text_without_a_file_names_no_pictures(sources: Path) -> None:
    (sources.parent / "gate.png").write_bytes(picture())
    outcome = api.read(TEXT.format("gate.png"))
    assert [each.code for each in outcome.diagnostics if each.code[0] == "W"] == ["W80"]
    assert outcome.value.resources == ()


def test_a_work_without_the_data_of_a_picture_says_so() -> None:
    image = ImageNode("lost.png", "A gate")
    work = Work(Meta(), "en", Dir.LTR, (Section(Role.CHAPTER, (Text("Gates"),), (image,)),))
    for make_file in (api.to_epub, api.to_pdf):
        codes = [each.code for each in make_file(work).diagnostics]
        assert [code for code in codes if code[0] == "W"] == ["W82"]


@pytest.mark.parametrize(("make_file", "code"), [(api.to_epub, "E12"), (api.to_pdf, "P15")])
def test_data_that_a_format_cannot_have_are_a_warning(
    make_file: Callable[[Work], Outcome[bytes]], code: str
) -> None:
    resource = Resource("0", "image/tiff", b"no picture")
    image = ImageNode("gate.tif", "A gate", resource="0")
    section = Section(Role.CHAPTER, (Text("Gates"),), (image,))
    work = Work(Meta(), "en", Dir.LTR, (section,), resources=(resource,))
    assert code in [each.code for each in make_file(work).diagnostics]
