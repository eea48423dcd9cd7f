"""``publish import``: Markdown, settings and pictures that are the same book."""

from __future__ import annotations

import base64
import io
import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Picture

from publish import to_epub, to_pdf
from publish.artifacts import markdown_import, markdown_set
from publish.cli import main
from publish.config import find_workspace, open_book
from publish.config.settings import Settings
from publish.diagnostics import Outcome
from publish.diagnostics.rules import RULES
from publish.document.difference import find_difference
from publish.document.model import Image, Node, Work
from publish.document.walk import plain, rewrite
from publish.passes import Scope
from publish.pipeline.pass_table import BUILT_IN
from publish.pipeline.stages import read_book
from publish.writers.markdown import write_markdown
from tests.conftest import CORPUS, ROOT
from tests.readers.epub.ebooks import epub
from tests.readers.sefaria_files import export
from tests.support import opendocument_files
from tests.support.every_node import png
from tests.support.extract import extract_with_mupdf
from tests.support.fault_injection import Action, Fault
from tests.support.file_tree import digest_tree
from tests.support.processes import ForkServer
from tests.support.web_pages import save_as_page
from tests.support.word_files import from_paste
from tests.support.works import WORDS, Generator

Run = Callable[..., Result]

LESSON = (
    "The Light of the Letters\n\nBy A. Scribe\n\nIn the beginning,[1]\n\nבְּרֵאשִׁית,\n\n"
    "the light was good.\n\nוְהָאוֹר טוֹב.\n\nNotes\n\n[1] Of the first day.\n"
)
SETTINGS = (
    'title = "First Light"\npage = "a4"\nshape = "interlinear"\n'
    '[design]\naccent = "#7a1f2b"\n[[mark]]\nline = "In the beginning,"\nas = "translation"\n'
)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "lesson.txt").write_text(LESSON, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run() -> Run:
    return lambda *words: CliRunner().invoke(main, ["import", *words])


def write_formats(folder: Path) -> None:
    """Write a text of each format, named ``book``, into a folder."""
    folder.mkdir()
    genesis = export([["בראשית ברא", "והארץ היתה"], ["ויכלו"]], title="Genesis", heTitle="בראשית")
    english = {**genesis, "text": [["In the beginning", "And the <b>earth</b>"], ["Finished"]]}
    english |= {"language": "en", "actualLanguage": "en", "versionTitle": "Ours"}
    mail = f"From: a@b.org\nSubject: Light\nContent-Type: text/plain; charset=utf-8\n\n{LESSON}"
    picture = base64.b64encode(png()).decode()
    markdown = f"# A Book\n\n## One\n\n![A dot](data:image/png;base64,{picture})\n\nWords.\n"
    (folder / "text.txt").write_text(LESSON, "utf-8")
    (folder / "word.docx").write_bytes(from_paste(LESSON))
    (folder / "libre.odt").write_bytes(opendocument_files.from_paste(LESSON))
    (folder / "flat.fodt").write_bytes(opendocument_files.from_paste(LESSON, flat=True))
    (folder / "page.html").write_text(save_as_page(LESSON), "utf-8")
    (folder / "ebook.epub").write_bytes(epub({"1.xhtml": "<h1>One</h1><p>Of <b>light</b>.</p>"}))
    (folder / "sefaria.json").write_text(json.dumps(genesis), "utf-8")
    (folder / "mail.eml").write_bytes(mail.encode())
    (folder / "markdown.md").write_text(markdown, "utf-8")
    (folder / "versions").mkdir()
    (folder / "versions" / "he.json").write_text(json.dumps(genesis), "utf-8")
    (folder / "versions" / "en.json").write_text(json.dumps(english), "utf-8")
    (folder / "chapters").mkdir()
    (folder / "chapters" / "1.txt").write_text("One\n\nOf one.\n", "utf-8")
    (folder / "chapters" / "2.txt").write_text("Two\n\nOf two, and of אור.\n", "utf-8")


def read_whole(path: Path | str) -> Work:
    work = read_book(open_book(path, find_workspace(Path.cwd()))).value.value
    assert isinstance(work, Work)
    return work


def without_addresses(work: Work) -> Work:
    """Return a Work whose pictures are known by their bytes alone."""

    def change(node: Node) -> Node:
        is_shown = isinstance(node, Image) and node.resource
        return replace(node, address="") if is_shown else node

    own = tuple(sorted(work.resources, key=lambda each: each.digest))
    return replace(rewrite(work, change), resources=own)


def assert_same_book(original: Path | str, path: Path) -> None:
    """Assert that two books are the same after all passes, metadata and pictures included."""
    before, after = without_addresses(read_whole(original)), without_addresses(read_whole(path))
    assert find_difference(before, after) is None
    assert before.meta == after.meta


@pytest.mark.usefixtures("workspace")
class TestFormats:
    def test_a_text_of_each_format_is_the_same_book_in_markdown(
        self, run: Run, workspace: Path
    ) -> None:
        write_formats(workspace / "texts")
        paths = sorted((workspace / "texts").iterdir())
        before = digest_tree(workspace / "texts")
        result = run(*map(str, paths))
        assert result.exit_code == 0, result.output
        for path in paths:
            markdown = Path("output", path.stem, f"{path.stem}.md")
            assert_same_book(path, markdown)
            assert f"next: publish pdf {markdown}\n" in result.stdout
        assert "text: \u2068The Light of the Letters\u2069\n  2 pairs\n  1 note" in result.stderr
        assert digest_tree(workspace / "texts") == before

    def test_the_summary_and_the_warnings_are_those_of_check(self, run: Run) -> None:
        text = "The Weaver's Knot\n\n“He who begins, is free.\n\nSee Isaiah 4:31.[3]\n"
        Path("knot.txt").write_text(text, "utf-8")
        checked = CliRunner().invoke(main, ["check", "knot.txt"]).stderr
        messages = checked.partition("info[")[0]
        assert "\u2068The Weaver’s Knot\u2069\n" in messages
        assert messages.count("warning[") == 2
        assert run("knot.txt").stderr.startswith(messages)

    def test_the_markdown_is_what_an_editor_writes(self, run: Run, workspace: Path) -> None:
        assert run("lesson").exit_code == 0
        folder = workspace / "output" / "lesson"
        assert sorted(path.name for path in folder.iterdir()) == ["lesson.md", "lesson.toml"]
        assert (
            (folder / "lesson.md")
            .read_text("utf-8")
            .startswith(
                "::: {.metadata lang=en}\n:::\n\n:::: segment\n::: {.original lang=he dir=rtl}\n"
                "בְּרֵאשִׁית,\n:::\n\n::: {.translation lang=en}\nIn the beginning,[^1]\n:::\n::::\n"
            )
        )
        assert (folder / "lesson.toml").read_text("utf-8") == (
            "# Made by `publish import` from lesson.txt: the settings of lesson.md.\n"
            'title = "The Light of the Letters"\ncreators = [{ name = "A. Scribe" }]\n'
        )

    def test_an_imported_book_is_imported_as_itself(self, run: Run, workspace: Path) -> None:
        write_formats(workspace / "texts")
        assert run("texts/markdown.md", "-o", "one/book-1.md").exit_code == 0
        assert run("one/book-1.md", "-o", "two/book-1.md").exit_code == 0
        assert digest_tree(workspace / "one").keys() == digest_tree(workspace / "two").keys()
        text = (workspace / "one" / "book-1.md").read_text("utf-8")
        assert (workspace / "two" / "book-1.md").read_text("utf-8") == text
        assert "![A dot](book-1-pictures/1.png)" in text
        assert (workspace / "one" / "book-1-pictures" / "1.png").read_bytes() == png()

    @pytest.mark.slow
    @pytest.mark.parametrize("make", [to_epub, to_pdf])
    def test_the_book_of_the_imported_text_has_the_same_words(
        self, run: Run, make: Callable[[Path], Outcome[bytes]]
    ) -> None:
        assert run("lesson").exit_code == 0
        books = [Path("sources/lesson.txt"), Path("output/lesson/lesson.md")]
        before, after = (extract_with_mupdf(make(path).value) for path in books)
        assert before.split() == after.split()
        assert "ש" in before


@pytest.mark.usefixtures("workspace")
class TestSettings:
    def test_settings_stay_but_for_those_by_which_the_text_is_read(self, run: Run) -> None:
        Path("sources/lesson.toml").write_text(SETTINGS, "utf-8")
        result = run("lesson")
        assert result.exit_code == 0, result.output
        assert Path("output/lesson/lesson.toml").read_text("utf-8").splitlines()[1:] == [
            'title = "First Light"',
            'page = "a4"',
            'design = { accent = "#7a1f2b" }',
        ]
        assert_same_book("lesson", Path("output/lesson/lesson.md"))

    def test_metadata_that_no_setting_states_stands_in_the_text(self, run: Run) -> None:
        head = "::: {.metadata lang=yi dir=rtl}\n::: {.title lang=yi}\nאיין\n:::\n"
        head += "::: {.title lang=yi}\nצוויי\n:::\n::: {.date iso=2025}\nlong ago\n:::\n:::\n"
        Path("a.md").write_text(f"{head}\nWords.\n", "utf-8")
        assert run("a.md", "-o", "b.md").exit_code == 0
        assert "{.title lang=yi}\nצוויי\n" in Path("b.md").read_text("utf-8")
        assert "title" not in Path("b.toml").read_text("utf-8")
        assert_same_book(Path("a.md"), Path("b.md"))

    def test_a_chapter_of_a_folder_book_has_its_title_in_the_text(self, run: Run) -> None:
        Path("2.txt").write_text("The Second Gate\n\nBy A. Scribe\n\nWords of light.\n", "utf-8")
        assert run("lesson", "2.txt", "-o", "sources/gates").exit_code == 0
        assert "title" not in Path("sources/gates/2.toml").read_text("utf-8")
        titles = [plain(section.title) for section in read_whole("gates").body]
        assert titles == ["The Second Gate", "The Light of the Letters"]

    def test_the_picture_of_the_cover_goes_along(self, run: Run) -> None:
        Path("sources/front.png").write_bytes(png())
        Path("sources/lesson.toml").write_text('cover = { image = "front.png" }\n')
        assert run("lesson", "-o", "there").exit_code == 0
        assert Path("there/lesson-pictures/cover.png").read_bytes() == png()
        cover = open_book(Path("there/lesson.md"), find_workspace(Path.cwd())).settings.cover
        assert cover is not None
        assert cover.image == Path("there/lesson-pictures/cover.png")

    def test_every_setting_that_only_drafts_read_is_left_out(self) -> None:
        drafts = {key for each in BUILT_IN if each.scope is Scope.DRAFT for key in each.reads}
        works = {key for each in BUILT_IN if each.scope is not Scope.DRAFT for key in each.reads}
        named = {"marks": "mark"}
        reading = {named.get(key, key) for key in drafts - works - {"title", "subtitle"}}
        assert reading <= markdown_set.READING_KEYS
        assert markdown_set.READING_KEYS - {"mark"} <= {*Settings.__dataclass_fields__}


@pytest.mark.usefixtures("workspace")
class TestDestinations:
    def refuse(self, run: Run, folder: Path, *words: str, code: int = 1) -> str:
        """Return the messages of a command that is refused and changes no file."""
        before = digest_tree(folder)
        result = run(*words)
        assert result.exit_code == code, result.output
        assert digest_tree(folder) == before
        return " ".join(result.stderr.split())

    def test_an_earlier_import_is_replaced_only_with_force(self, run: Run, workspace: Path) -> None:
        assert run("lesson").exit_code == 0
        edited = workspace / "output" / "lesson" / "lesson.md"
        edited.write_text("Edited.\n")
        error = self.refuse(run, workspace, "lesson")
        assert "error[F24]: " in error
        assert "output/lesson/lesson.md exists already" in error
        assert "`--force` replaces it" in error
        assert run("lesson", "--force").exit_code == 0
        assert "בְּרֵאשִׁית" in edited.read_text("utf-8")

    def test_a_text_of_others_is_replaced_only_by_its_name_and_with_force(
        self, run: Run, workspace: Path
    ) -> None:
        (workspace / "there").mkdir()
        (workspace / "there" / "lesson.md").write_text("Mine.\n")
        for words in (["-o", "there"], ["-o", "there", "--force"], ["-o", "there/lesson.md"]):
            error = self.refuse(run, workspace, "lesson", *words)
            assert "there/lesson.md" in error
        assert run("lesson", "-o", "there/lesson.md", "--force").exit_code == 0

    def test_settings_of_others_are_never_replaced(self, run: Run, workspace: Path) -> None:
        (workspace / "lesson.toml").write_text('page = "a4"\n')
        error = self.refuse(run, workspace, "lesson", "-o", "lesson.md", "--force")
        assert "lesson.toml was not made by `publish import`" in error

    @pytest.mark.parametrize("name", ["lesson.md", "other.md"])
    def test_the_source_is_never_replaced(self, run: Run, workspace: Path, name: str) -> None:
        (workspace / "sources" / "lesson.md").write_text("# One\n\nWords.\n")
        (workspace / "sources" / "other.md").symlink_to("lesson.md")
        words = ["sources/lesson.md", "-o", f"sources/{name}", "--force"]
        error = self.refuse(run, workspace, *words)
        assert f"sources/{name} would replace a file from which the book is made" in error

    def test_no_settings_appear_beside_the_source(self, run: Run, workspace: Path) -> None:
        error = self.refuse(run, workspace, "lesson", "-o", "sources/lesson.md")
        assert "sources/lesson.toml would hold the settings of a text" in error
        (workspace / "sources" / "Other.docx").write_bytes(from_paste(LESSON))
        error = self.refuse(run, workspace, "lesson", "-o", "sources/other.md")
        assert "sources/other.toml would hold the settings of Other.docx too" in error
        error = self.refuse(run, workspace, "lesson", "-o", "sources/publish.md")
        assert "publish.toml would hold the settings of a whole folder" in error
        assert run("lesson", "-o", "sources/edited.md").exit_code == 0

    @pytest.mark.slow
    def test_an_ebook_of_the_book_may_lie_beside_the_text(self, run: Run, workspace: Path) -> None:
        assert CliRunner().invoke(main, ["epub", "lesson"]).exit_code == 0
        assert run("lesson").exit_code == 0
        (workspace / "a.epub").write_bytes(epub({"1.xhtml": "<p>Of light.</p>"}))
        error = self.refuse(run, workspace, "lesson", "-o", "a.md")
        assert "a.toml would hold the settings of a.epub too" in error

    def test_books_of_one_name_are_both_refused(self, run: Run, workspace: Path) -> None:
        (workspace / "lesson.txt").write_text(LESSON, "utf-8")
        error = self.refuse(run, workspace, "lesson", "./lesson.txt")
        assert "error[F25]: “lesson” (sources/lesson.txt) and “lesson” (lesson.txt)" in error

    def test_a_link_is_replaced_itself(self, run: Run, workspace: Path) -> None:
        (workspace / "there").mkdir()
        (workspace / "mine.md").write_text("Mine.\n")
        (workspace / "there" / "a.md").symlink_to(workspace / "mine.md")
        assert run("lesson", "-o", "there/a.md", "--force").exit_code == 0
        assert (workspace / "mine.md").read_text() == "Mine.\n"
        assert not (workspace / "there" / "a.md").is_symlink()

    def test_pictures_of_others_stay(self, run: Run, workspace: Path) -> None:
        write_formats(workspace / "texts")
        pictures = workspace / "a-pictures"
        pictures.mkdir()
        (pictures / "1.png").write_text("mine")
        assert run("texts/markdown.md", "-o", "a.md").exit_code == 0
        assert (pictures / "1.png").read_text() == "mine"
        assert "![A dot](a-pictures/2.png)" in (workspace / "a.md").read_text()

    def test_a_folder_that_is_a_file_is_named(self, run: Run, workspace: Path) -> None:
        (workspace / "there").write_text("")
        error = self.refuse(run, workspace, "lesson", "-o", "there/below")
        assert "error[F08]: " in error
        assert "there/below/lesson.md" in error
        (workspace / "a-pictures").write_text("")
        error = self.refuse(run, workspace, "lesson", "-o", "a.md")
        assert "a-pictures is not a folder" in error

    def test_a_folder_that_is_protected_is_named(
        self, run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_folder = Path.mkdir

        def refuse(path: Path, *rest: object, **options: object) -> None:
            if path.parent == Path("there"):
                raise PermissionError(13, "Permission denied", str(path))
            make_folder(path, *rest, **options)  # type: ignore[arg-type]  # those of pathlib

        monkeypatch.setattr(Path, "mkdir", refuse)
        error = self.refuse(run, workspace, "lesson", "-o", "there")
        assert "error[F08]: cannot write there/lesson.md: permission denied" in error

    @pytest.mark.parametrize(
        "words",
        [(), ("lesson", "-o", "a.txt"), ("lesson", "-o", ".a.md"), ("lesson", "b", "-o", "a.md")],
    )
    def test_wrong_usage_has_the_exit_code_2(
        self, run: Run, workspace: Path, words: tuple[str, ...]
    ) -> None:
        assert "Usage:" in self.refuse(run, workspace, *words, code=2)

    def test_a_file_that_is_no_text_does_not_keep_the_others(self, run: Run) -> None:
        Path("picture.txt").write_bytes(png())
        result = run("picture.txt", "none.txt", "lesson")
        assert result.exit_code == 1
        assert "error[F03]" in result.stderr
        assert "error[F01]" in result.stderr
        assert "made   output/lesson/lesson.md" in result.stdout


def write_red_and_blue() -> None:
    """Write two texts, each with a picture of its own."""
    for name in ("red", "blue"):
        data = io.BytesIO()
        Picture.new("RGB", (8, 8), name).save(data, "PNG")
        address = f"data:image/png;base64,{base64.b64encode(data.getvalue()).decode()}"
        Path(f"{name}.md").write_text(
            f"# The {name} book\n\n## One\n\n![A dot]({address})\n\nWords.\n"
        )


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9 are of Unix")
def test_a_process_killed_before_each_change_leaves_the_earlier_text(workspace: Path) -> None:
    """The earlier text keeps its picture; the next run makes the same files as one alone."""
    write_red_and_blue()
    server = ForkServer(workspace)
    there, red, blue = (workspace / name for name in ("there", "red", "blue"))
    command = ("import", "blue.md", "-o", "there/a.md", "--force")
    assert server.run("import", "red.md", "-o", "there/a.md") == 0
    shutil.copytree(there, red)
    assert server.run(*command) == 0
    shutil.copytree(there, blue)
    kills = 0

    def same(path: Path, other: Path) -> bool:
        return path.read_bytes() == other.read_bytes()

    while True:
        shutil.rmtree(there)
        shutil.copytree(red, there)
        code = server.run(*command, fault=Fault(kills + 1, Action.KILL, changes_only=True))
        if code == 0:
            break
        assert code == -signal.SIGKILL
        kills += 1
        whole = red if same(there / "a.md", red / "a.md") else blue
        for path in ("a.md", "a-pictures/1.png" if whole is red else "a-pictures/2.png"):
            assert same(there / path, whole / path)
        # The settings take their place just before the text.
        owners = [folder for folder in (red, blue) if same(there / "a.toml", folder / "a.toml")]
        assert owners == [whole] or (whole, owners) == (red, [blue])
        assert server.run(*command) == 0
        assert digest_tree(there) == digest_tree(blue)
    server.end()
    assert kills >= 10


class TestFailures:
    def test_a_difference_is_an_error_at_its_place(
        self, run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def lose_a_word(work: Work, *rest: object) -> str:
            return markdown(work, *rest).replace("light was", "light")  # type: ignore[arg-type]

        markdown = markdown_set.write_markdown
        monkeypatch.setattr(markdown_set, "write_markdown", lose_a_word)
        before = digest_tree(workspace)
        result = run("lesson", "-o", "there/a.md")
        assert result.exit_code == 1
        assert digest_tree(workspace) == before
        assert f"error[W86]: {'the Markdown of lesson is not the same book'}" in result.stderr
        assert "inlines[0].text is “the light good.”" in result.stderr
        assert "--> sources/lesson.txt:9:1" in result.stderr
        assert RULES["W86"].advice

    def test_an_error_of_the_system_leaves_the_earlier_files(
        self, run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each change to a file fails in turn: the files are those of before, or all are new."""
        first, second = Path("first.md"), Path("second.md")
        picture = base64.b64encode(png()).decode()
        first.write_text("# First\n\n## One\n\nWords.\n")
        second.write_text(f"# Second\n\n## Two\n\n![](data:image/png;base64,{picture})\n\nWords.\n")
        run(str(first), "-o", "there/a.md")
        before = digest_tree(workspace)
        replace_file = Path.replace
        failures = 0
        while True:
            calls = iter(range(100))

            def fail(path: Path, target: Path, calls: Iterator[int] = calls) -> Path:
                if next(calls) == failures:  # noqa: B023  # the number of this round
                    raise OSError(28, "no space left on device", str(path))
                return replace_file(path, target)

            with monkeypatch.context() as context:
                context.setattr(Path, "replace", fail)
                result = run(str(second), "-o", "there/a.md", "--force")
            if result.exit_code == 0:
                break
            assert "cannot write there/a.md: no space left on device" in result.stderr
            assert digest_tree(workspace) == before
            failures += 1
        assert failures >= 6
        assert_same_book(second, Path("there/a.md"))


@pytest.mark.long
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_book_with_any_metadata_is_the_same_book(seed: int) -> None:
    """No metadata is lost between settings and text, however odd they are."""
    generator = Generator(Random(seed), WORDS, 0)
    work = replace(generator.work(), meta=generator.meta())
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("a.md").write_text(write_markdown(work), "utf-8")
        Path("a.toml").write_text('languages = ["yi", "en"]\nevent = "Now"\n' * (seed % 2), "utf-8")
        result = CliRunner().invoke(main, ["import", "a.md", "-o", "b.md"])
        assert result.exit_code == 0, result.output
        assert_same_book(Path("a.md"), Path("b.md"))


def list_texts() -> list[Path]:
    """Return the public pastes, the texts of the corpus, and the sources of this project."""
    pastes = CORPUS.parent / "cases" / "pastes" / "public"
    folders = (ROOT / "sources", ROOT / "docs" / "specimens" / "formats")
    ours = (path for folder in folders for path in folder.iterdir() if path.suffix != ".toml")
    return sorted([*pastes.glob("*.txt"), *CORPUS.glob("*.txt"), *ours])


@pytest.mark.slow
@pytest.mark.parametrize("path", list_texts(), ids=lambda path: path.stem)
def test_an_imported_text_is_the_same_book(path: Path, workspace: Path) -> None:
    for number, text in enumerate(_copies(path, workspace)):
        outcome = markdown_import.plan_imports([str(text)], find_workspace(workspace), Path("o"))
        (plan,) = outcome.value
        plan = replace(plan, path=Path("o", str(number), f"{path.stem}.md"))
        assert markdown_import.import_book(plan).status == "made"
        assert_same_book(text, plan.path)


def _copies(path: Path, folder: Path) -> Iterator[Path]:
    """Yield the path of a text, and of copies of a pasted one as Word file and web page.

    The copies have the settings of the text without its marks, which name its lines.
    """
    yield path
    if path.suffix == ".txt":
        text, settings = path.read_text("utf-8-sig"), path.with_suffix(".toml")
        for name, data in (("w.docx", from_paste(text)), ("p.html", save_as_page(text).encode())):
            (folder / name).write_bytes(data)
            if settings.is_file():
                own = settings.read_text("utf-8").partition("[[mark]]")[0]
                (folder / name).with_suffix(".toml").write_text(own, "utf-8")
            yield folder / name
