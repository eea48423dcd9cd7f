"""Random command lines over odd workspaces change no file but the artifacts that they name."""

from __future__ import annotations

import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.artifacts import destinations
from publish.cli import main
from publish.storage.atomic_write import write_whole
from publish.text.dataclass import dataclass
from tests.booklet.sample_pdfs import make_numbered_pdf
from tests.support.examples import examples
from tests.support.file_tree import TreeDigest, digest_tree

TEXT = "A Lesson\n\nA few\u200b words, to be read in the evening.\n"
STEMS = ("a", "A", "b", "תהלים", "cafe\u0301", "a.b", "-o", "x" * 240)
ENDINGS = (".txt", ".TXT", ".toml", ".md", ".docx", ".pdf", ".epub", ".part", "")
FOLDERS = ("sources", "sources/a", "sources/b", "output", "output/a", "output/.cache", "else", ".")
CONTENTS = ("text", "empty", "toml", "pdf", "epub", "bytes")
KINDS = ("file", "file", "file", "link", "hard link", "pipe", "folder", "dangling")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a workspace; a link leads to an ``other`` path."""

    path: str
    kind: str
    content: str
    mode: int
    other: str


paths = st.builds(
    lambda folder, stem, ending: f"{folder}/{stem}{ending}",
    st.sampled_from(FOLDERS),
    st.sampled_from(STEMS),
    st.sampled_from(ENDINGS),
)
entries = st.builds(
    Entry,
    paths,
    st.sampled_from(KINDS),
    st.sampled_from(CONTENTS),
    st.sampled_from((0o644, 0o600, 0o444)),
    st.one_of(paths, st.sampled_from(FOLDERS)),
)
SETTINGS = (
    "",
    "[folders]\noutput = '..'\n",
    "[folders]\noutput = 'sources'\n",
    "[folders]\nsources = '.'\n",
    "[folders]\nsources = 'else'\n",
    "identifier = 'one'\n",
    "formats = ['epub', 'booklet']\n",
    "broken = [",
)
COMMANDS = (
    ("epub",), ("epub", "--force"), ("epub", "--edition", "original"), ("build", "--report"),
    ("build",), ("booklet", "--pdf", "any.pdf"), ("booklet", "--pdf", "any.pdf", "--proof"),
    ("check", "--fix"), ("check",), ("clean",), ("show",), ("new",), ("import",),
    ("import", "--force"),
)  # fmt: skip
names = st.one_of(
    st.sampled_from((*STEMS, ".", "..", "./a", "sources", "../else", "output", "/dev/null")), paths
)
outputs = st.one_of(st.just(""), st.just(""), names)
command_lines = st.tuples(
    st.sampled_from(COMMANDS), st.lists(names, max_size=2), outputs, st.sampled_from(FOLDERS)
)


def make_file(root: Path, entry: Entry) -> None:
    """Create a file of a workspace, if there is room for it."""
    path = root / entry.path
    contents = {
        "text": TEXT.encode(),
        "empty": b"",
        "toml": b'title = "A Lesson"\n',
        "pdf": b"%PDF-1.7\nof another program",
        "epub": b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip",
        "bytes": b"\x00\xff",
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        match entry.kind:
            case "file":
                if path.is_fifo():
                    return  # writing would wait for a reader
                path.write_bytes(contents[entry.content])
                path.chmod(entry.mode)
            case "link":
                path.symlink_to(root / entry.other)
            case "dangling":
                path.symlink_to("nowhere")
            case "hard link":
                path.hardlink_to(root / entry.other)
            case "pipe":
                os.mkfifo(path)
            case _:
                path.mkdir(parents=True)
    except OSError:
        pass  # the path is taken, or the link would lead nowhere


@contextmanager
def workspace(toml: str, files: list[Entry]) -> Iterator[Path]:
    """A folder with a workspace, and with files beside it."""
    folder = Path(tempfile.mkdtemp(prefix="publish-lines-")).resolve()
    try:
        root = folder / "home" / "workspace"
        for name in ("sources/a", "output", "else"):
            (root / name).mkdir(parents=True)
        (root / "publish.toml").write_text(toml)
        (root / "any.pdf").write_bytes(make_numbered_pdf(4))
        (root / "sources" / "b.txt").write_text(TEXT)
        (folder / "home" / "letter.txt").write_text("Dear friend,\n")
        (folder / "home" / ".letter.txt.part").write_text("Dear fr")
        for entry in files:
            make_file(root, entry)
        yield root
    finally:
        shutil.rmtree(folder)


def words_of(command: tuple[str, ...], books: list[str], output: str) -> list[str]:
    """The words of a command line; options that a command does not have are left out."""
    takes_jobs = command[0] in {"epub", "build", "booklet"}
    takes_output = takes_jobs or command[0] == "import"
    words = [*command, *(["-o", output] if output and takes_output else [])]
    words += ["-j", "1"] if takes_jobs else []
    named = books[:1] if command[0] in {"show", "new"} else books
    return [*words, "--", *(() if "--pdf" in command or command[0] == "clean" else named)]


def may_change(path: str, before: TreeDigest, root: Path, words: list[str]) -> bool:
    """Whether a command line may change a path: an artifact of ours, or a text that is fixed."""
    name = unicodedata.normalize("NFC", Path(path).name)
    if ".publish-cache" in path:
        return True
    ours = (".epub", ".pdf", ".report.html", *((".md", ".toml") if "import" in words else ()))
    if path not in before:  # new files are artifacts, or the workspace of `new`
        return name.lower().endswith(ours) or "new" in words or not (root / path).is_file()
    if "--fix" in words:
        content = before[path][0]
        return content == FIXABLE and (root / path).read_text() == TEXT.replace("\u200b", "")
    output = words[words.index("-o") + 1] if "-o" in words else ""
    is_named = bool(output) and name == Path(output).name
    if "import" in words and is_named and "--force" in words and name.endswith(".md"):
        return True
    if before[path][0] == "-> nowhere":  # an artifact replaces a link itself: docs/files.md
        return name.lower().endswith(ours)
    return before[path][0] in {EMPTY, *(REPLACEABLE if is_named else ())}


def digest_of(content: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x").write_bytes(content)
        return digest_tree(Path(folder))["x"][0]


FIXABLE, EMPTY = digest_of(TEXT.encode()), digest_of(b"")
REPLACEABLE = {
    digest_of(b"%PDF-1.7\nof another program"),
    digest_of(b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip"),
    digest_of(make_numbered_pdf(4)),
}


Line = tuple[tuple[str, ...], list[str], str, str]


def run_lines(toml: str, files: list[Entry], lines: list[Line]) -> None:
    """Run command lines in a workspace, and assert after each that nothing else has changed."""
    with workspace(toml, files) as root:
        home = root.parent.parent
        prefix = str(root.relative_to(home))
        written: set[str] = set()
        for command, books, output, folder in lines:
            before = digest_tree(home)
            words = words_of(command, books, output)
            with chdir(root / folder if (root / folder).is_dir() else root):
                result = CliRunner().invoke(main, words)
            assert "internal error" not in result.output, (words, result.output)
            assert result.exit_code in {0, 1, 2}, (words, result.output)
            after = digest_tree(home)
            for path in before.keys() | after.keys():
                if before.get(path) != after.get(path) and path not in written:
                    assert path in after or ".publish-cache" in path, f"{words} removed {path}"
                    assert may_change(path, before, home, words), f"{words} changed {path}"
            written |= {path for path in after if before.get(path) != after[path]}
            assert prefix in after


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    toml=st.sampled_from(SETTINGS),
    files=st.lists(entries, max_size=10),
    lines=st.lists(command_lines, min_size=2, max_size=2),
)
def test_a_command_line_changes_no_other_file(
    toml: str, files: list[Entry], lines: list[Line]
) -> None:
    run_lines(toml, files, lines)


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    toml=st.sampled_from(SETTINGS),
    files=st.lists(entries, max_size=14),
    lines=st.lists(command_lines, min_size=2, max_size=3),
)
def test_500_command_lines_change_no_other_file(
    toml: str, files: list[Entry], lines: list[Line]
) -> None:
    run_lines(toml, files, lines)


class TestControls:
    """The assertion above fails for programs that write or remove what is not theirs."""

    def test_a_writer_that_replaces_any_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(destinations, "check", lambda _: None)
        files = [Entry("output/b/b.epub", "file", "text", 0o644, "")]
        with pytest.raises(AssertionError, match="changed"):
            run_lines("", files, [(("epub",), ["b"], "", ".")])

    def test_a_writer_into_the_folder_of_the_texts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def write_twice(path: Path, data: bytes) -> None:
            write_whole(path, data)
            write_whole(path.parents[2] / "sources" / "b.txt", data)

        monkeypatch.setattr(destinations, "write_whole", write_twice)
        with pytest.raises(AssertionError, match="changed"):
            run_lines("", [], [(("epub",), ["b"], "", ".")])

    def test_a_cleaner_that_removes_any_unfinished_file(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from publish.cli import clean

        def clear(output: Path) -> tuple[Path, ...]:
            for path in output.parent.parent.glob(".*.part"):
                path.unlink()
            return ()

        monkeypatch.setattr(clean, "clear_caches", clear)
        with pytest.raises(AssertionError, match="removed"):
            run_lines("", [], [(("clean",), [], "", ".")])
