"""A text saved from the editor keeps its encoding and its line ends, and is never half a text."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.desk.saved_text import digest_of, encode_text, save_text
from publish.desk.text_edits import TextChanged, TextEdit, write_edit
from publish.diagnostics import PublishError
from tests.conftest import ROOT

HEBREW = (
    "שיעור ראשון\n\nבראשית ברא אלהים את השמים ואת הארץ.\nוהארץ היתה תהו ובהו וחשך על פני תהום.\n"
)


def test_encoding_mark_and_line_ends_stay():
    for encoding, mark in (("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")):
        before = mark + HEBREW.replace("\n", "\r\n").encode(encoding)
        after = mark + f"{HEBREW}סוף.\n".replace("\n", "\r\n").encode(encoding)
        assert encode_text(HEBREW, before, "a.txt") == before
        assert encode_text(f"{HEBREW}סוף.\n", before, "a.txt") == after


def test_a_text_in_hebrew_for_windows_stays_so():
    before = HEBREW.encode("cp1255")
    after = encode_text(HEBREW.replace("ראשון", "שני"), before, "a.txt")
    assert after == HEBREW.replace("ראשון", "שני").encode("cp1255")


def test_a_character_that_the_encoding_lacks_is_refused():
    with pytest.raises(PublishError, match="has no “❦”"):
        encode_text(f"{HEBREW}❦\n", HEBREW.encode("cp1255"), "a.txt")


def test_each_line_keeps_its_own_end():
    before = b"one\r\ntwo\nthree\rfour\n\nfive\r\n"
    assert encode_text("one\ntwo\nthree\nfour\n\nfive\n", before, "a.txt") == before
    after = encode_text("zero\none\nthree\nfour\nnew\n\nfive\n", before, "a.txt")
    assert after == b"zero\none\r\nthree\rfour\nnew\n\nfive\r\n"


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", "", "שלום"]), st.sampled_from("\n \r\n \r".split(" ")))
    )
)
def test_a_text_without_an_edit_is_saved_as_the_same_bytes(lines: list[tuple[str, str]]):
    before = "".join(line + end for line, end in [("a text", "\n"), *lines]).encode()
    shown = before.decode().replace("\r\n", "\n").replace("\r", "\n")
    assert encode_text(shown, before, "a.txt") == before


def test_a_file_that_has_changed_is_not_overwritten(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("as the editor read it\n")
    expected = digest_of(path.read_bytes())
    path.write_text("as another program wrote it\n")
    with pytest.raises(TextChanged) as error:
        save_text(path, "as the desk would have it\n", expected, [tmp_path])
    assert error.value.data == path.read_bytes() == b"as another program wrote it\n"


def test_all_of_a_text_can_be_taken_out_and_put_back(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfwords\n")
    edit = save_text(path, "", digest_of(path.read_bytes()), [tmp_path])
    assert path.read_bytes() == b"\xef\xbb\xbf"
    write_edit(edit.reverse, [tmp_path])
    assert path.read_bytes() == b"\xef\xbb\xbfwords\n"


def test_files_outside_of_the_workspace_are_not_written(tmp_path: Path):
    outside = tmp_path / "outside.txt"
    outside.write_text("words\n")
    inside = tmp_path / "workspace"
    inside.mkdir()
    (inside / "a.txt").symlink_to(outside)
    with pytest.raises(PublishError, match="outside the workspace"):
        save_text(inside / "a.txt", "others\n", digest_of(b"words\n"), [inside])
    with pytest.raises(PublishError, match="outside the workspace"):
        write_edit(TextEdit(tmp_path / "new.toml", None, b"a = 1\n"), [inside])
    assert outside.read_text() == "words\n"
    assert not (tmp_path / "new.toml").exists()


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9 are of Unix")
def test_50_kills_while_saving_lose_nothing(tmp_path: Path, figures: Callable[[str], None]):
    result = subprocess.run(
        [sys.executable, "-m", "tests.desk.killed_saves", str(tmp_path), "50"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    kills = int(result.stdout)
    figures(f"desk: {kills} kills at random events of saves and marks lost no text")
    assert kills >= 50
