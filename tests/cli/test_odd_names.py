"""Texts, folders, covers and themes with names of any bytes are checked and built."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from publish.document.titles import title_of_name
from publish.text.invisible import printable

NAMES = [
    b"\xf9\xec\xe5\xed",
    b"\x99\x8c\x85\x8d",
    b"a\nb",
    b"a\x01b",
    b"\x7f",
    "a\u202eb".encode(),
    "a\u2028b".encode(),
    "a\ufffeb".encode(),
    b"q\"u'o",
    b"per%cent,a:b",
    b"amp&<b>",
    b"back\\slash",
    "א".encode() * 90,
    "😀".encode(),
    "e\u0301".encode(),
    b"-dash",
]
WORDS = b"Some words of a text that is long enough to be a paragraph of its own.\n"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010100000000376ef924"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


def write(path: bytes, data: bytes) -> None:
    file = Path(os.fsdecode(path))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def run(root: Path, *words: str | bytes) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process with a UTF-8 locale."""
    return subprocess.run(
        [sys.executable, "-m", "publish", *words],
        cwd=root,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def fill(root: Path) -> None:
    """Make a workspace whose texts, folders and pictures have odd names."""
    sources = os.fsencode(root / "sources")
    for name in NAMES:
        write(sources + b"/" + name + b".txt", WORDS)
    folder = sources + b"/f" + NAMES[0]
    write(folder + b"/" + NAMES[0] + b".txt", b"One\n\nA note.[7]\n")
    write(folder + b"/" + NAMES[2] + b".txt", WORDS)
    (root / "publish.toml").write_text('formats = ["epub"]\n', "utf-8")


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.slow
def test_check_prints_names_in_utf_8_on_one_line(form: str, tmp_path: Path) -> None:
    root = tmp_path / os.fsdecode(NAMES[0])
    fill(root)
    result = run(root, "check", "--format", form)
    text = result.stdout.decode("utf-8") + result.stderr.decode("utf-8")
    assert result.returncode == 0, text
    assert "F30" not in text
    assert not {c for c in text if c in "\x01\x7f\u202e\u2028\ufffe" or "\ud800" <= c <= "\udfff"}
    if form == "json":
        files = {each["file"] for each in json.loads(result.stdout)["diagnostics"]}
        assert {r"sources/\xf9\xec\xe5\xed.txt", "sources/a⟨U+000A⟩b.txt"} <= files
    if form == "github":
        assert "file=sources/per%25cent%2Ca%3Ab.txt," in text
        assert all(line.startswith("::") for line in text.splitlines())


@pytest.mark.thorough
def test_books_with_odd_names_are_built(tmp_path: Path) -> None:
    fill(tmp_path)
    result = run(tmp_path, "build", "-j1", "--report")
    text = result.stdout.decode("utf-8") + result.stderr.decode("utf-8")
    assert result.returncode == 0, text
    artifacts = {os.fsencode(path.name) for path in (tmp_path / "output").iterdir()}
    assert {*NAMES, b"f" + NAMES[0]} <= artifacts
    assert "made   output/a⟨U+000A⟩b/a⟨U+000A⟩b.epub" in text
    again = run(tmp_path, "build").stdout.decode("utf-8")
    count = len(artifacts - {b".publish-cache"})
    assert again.startswith(f"{count} books: {count} up to date")
    assert run(tmp_path, "clean").returncode == 0


@pytest.mark.thorough
@pytest.mark.parametrize("name", [NAMES[0], NAMES[3], NAMES[5]], ids=repr)
def test_a_pdf_and_a_booklet_of_an_odd_name_are_made(name: bytes, tmp_path: Path) -> None:
    write(os.fsencode(tmp_path) + b"/sources/" + name + b".txt", WORDS)
    (tmp_path / "publish.toml").write_text('formats = ["pdf", "booklet"]\n', "utf-8")
    result = run(tmp_path, "build", "-j1")
    assert result.returncode == 0, result.stderr
    assert result.stdout.decode("utf-8").count("made ") == 2
    assert run(tmp_path, "booklet", name).returncode == 0


def test_a_cover_and_a_theme_of_odd_names_are_reported(tmp_path: Path) -> None:
    write(os.fsencode(tmp_path) + b"/sources/a.txt", WORDS)
    settings = 'theme = "a\\u202e\\nb"\ncover = { image = "\\u202ex\\n.png" }\n'
    (tmp_path / "publish.toml").write_text(settings, "utf-8")
    result = run(tmp_path, "check")
    text = result.stdout.decode("utf-8") + result.stderr.decode("utf-8")
    assert "there is no theme “a⟨U+202E⟩⟨U+000A⟩b”" in text
    assert "there is no picture ⟨U+202E⟩x⟨U+000A⟩.png" in text
    write(os.fsencode(tmp_path) + "/\u202ex\n.png".encode(), PICTURE)
    (tmp_path / "publish.toml").write_text('cover = { image = "\\u202ex\\n.png" }\n', "utf-8")
    assert run(tmp_path, "check").returncode == 0


def test_a_byte_that_is_not_utf_8_is_shown_as_its_number() -> None:
    assert printable(os.fsdecode(b"a\xf9\n")) == "a\\xf9⟨U+000A⟩"


@pytest.mark.parametrize(
    ("name", "title"),
    [(b"\xf9\xec", ""), (b"tale-\xf9", "Tale"), (b"my\ntale", "My tale"), (b"a\x01b c", "A b c")],
)
def test_a_title_made_of_a_name_is_printable(name: bytes, title: str) -> None:
    assert title_of_name(os.fsdecode(name)) == title
