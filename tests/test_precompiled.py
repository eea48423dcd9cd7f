"""Patterns and methods kept as they were compiled, by programs that each begin anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

COUNTED = """
import re, sys
from publish import precompiled
parsed, compiled = [], []
parse = re._parser.parse
def counting(text, *more):
    parsed.append(text)
    return parse(text, *more)
precompiled.install()
re._parser.parse = counting
import dataclasses
def telling(text, *more):
    compiled.append(text)
    return compile(text, *more, dont_inherit=True)
precompiled.compile = lambda text, *more, dont_inherit: telling(text, *more)
import publish.pipeline, publish.cli.pdf, jinja2, tinyhtml5
from publish.passes.references import names
assert names.english().search("see Genesis 1:1")["name"] == "Genesis"
assert names.hebrew().search("ראה בבראשית א")["name"] == "בראשית"
"""

SAID = "\nprint(len(parsed), len(compiled))"


def said(program: str, folder: Path, **environment: str) -> str:
    """What a program says; Python keeps what it compiles in a folder."""
    given = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder), "PYTHONPATH": str(ROOT)}
    given.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-W", "error", "-c", program]
    run = subprocess.run(
        command, env={**given, **environment}, capture_output=True, text=True, check=True
    )
    return run.stdout


def counts(folder: Path, **environment: str) -> tuple[int, int]:
    """How many patterns and how many methods a program compiles that loads most of our own."""
    patterns, methods = said(COUNTED + SAID, folder, **environment).split()
    return int(patterns), int(methods)


def test_what_was_compiled_is_not_compiled_again(tmp_path: Path):
    patterns, methods = counts(tmp_path)
    assert patterns > 100
    assert methods > 300
    assert counts(tmp_path) == (0, 0)


def test_a_pattern_that_was_kept_is_the_one_that_is_compiled(tmp_path: Path):
    counts(tmp_path)
    same = """
import re
from publish.precompiled import Compiled
stock = re._compiler.compile
kept = Compiled(None)
assert len(kept._patterns) > 100
for text, flags in kept._patterns:
    mine, theirs = kept.pattern(text, flags), stock(text, flags)
    # They are equal when their texts, flags and code are.
    assert mine == theirs and mine.groupindex == theirs.groupindex and mine.groups == theirs.groups
print("same", mine == stock("another"))
"""
    assert said(same, tmp_path) == "same False\n"


def test_a_pattern_made_of_facts_is_made_again_when_they_change(tmp_path: Path):
    program = """
from publish import precompiled
precompiled.install()
words = {!r}
def make():
    print("made")
    return words
print(precompiled.pattern(make, words.encode()).pattern)
"""
    file = tmp_path / "program.py"

    def run(words: str) -> str:
        file.write_text(program.format(words))
        return said(f"import sys; sys.path[:0] = [{str(tmp_path)!r}]; import program", tmp_path)

    assert run("ink|quill") == "made\nink|quill\n"
    assert run("ink|quill") == "ink|quill\n"
    assert run("ink|reed") == "made\nink|reed\n"


def test_methods_that_were_kept_do_what_they_did(tmp_path: Path):
    used = """
from publish import precompiled
precompiled.install()
from publish.source import Span
import dataclasses
from publish.trim import Trim
from publish.model import Text
a, b = Text("ink"), Text("ink")
assert a == b and hash(a) == hash(b) and repr(a) == repr(b) and a != Text("quill")
try:
    a.text = "quill"
except dataclasses.FrozenInstanceError as error:
    print(repr(a), error)
"""
    assert said(used, tmp_path) == said(used, tmp_path) != ""


def test_only_what_modules_have_in_them_is_kept(tmp_path: Path):
    program = """
from publish import precompiled
precompiled.install()
import re, publish.numerals
re.compile("words of a (?:book|letter)")
"""
    said(program, tmp_path)
    told = "from publish.precompiled import Compiled; print(*Compiled(None)._patterns)"
    kept = said(told, tmp_path)
    assert kept.strip()
    assert "words of a" not in kept


@pytest.mark.parametrize("damage", [b"", b"not ours"])
def test_what_is_damaged_is_compiled_again(tmp_path: Path, damage: bytes):
    counts(tmp_path)
    (kept,) = tmp_path.rglob("compiled-*")
    kept.write_bytes(damage)
    assert min(counts(tmp_path)) > 100
    assert counts(tmp_path) == (0, 0)


def test_where_nothing_may_be_kept_nothing_is(tmp_path: Path):
    for _ in range(2):
        assert min(counts(tmp_path, PYTHONDONTWRITEBYTECODE="1")) > 100
    assert not list(tmp_path.rglob("compiled-*"))
