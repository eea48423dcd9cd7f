"""Formats that Pandoc reads: structure, metadata, reports, bounds, and Pandoc itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.diagnostics import PublishError
from publish.document.draft import Part
from publish.readers import table
from publish.readers.detection import decode_file
from publish.readers.pandoc import program
from publish.readers.pandoc.formats import FORMS
from publish.readers.pandoc.letters import find_lost, list_lines, squeeze
from publish.readers.pandoc.program import find_program
from tests.readers.pandoc.texts import chunks, draft, lines, messages

LATEX = r"""\documentclass{book}\title{The Lamp}\author{R. Ner}\date{2025}
\begin{document}\maketitle\begin{abstract}About oil.\end{abstract}
\chapter{Of oil}
Pressed\footnote{In a \emph{mill}.} oil, שמן זית.
\begin{enumerate}\item one\item two\end{enumerate}
\begin{quote}Quoted.\end{quote}
\input{/etc/passwd}
$x^2$ \lamp{נר}
\end{document}
"""
RST = """Of oil
======

Pressed [1]_ oil, שמן זית.

.. [1] In a mill.

.. include:: /etc/passwd

.. a remark בצד

| One line
| another
"""
FICTION = """<?xml version="1.0" encoding="windows-1251"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"
xmlns:l="http://www.w3.org/1999/xlink"><description><title-info><book-title>Лампа</book-title>
</title-info></description><body><section><title><p>Масло</p></title><p>Оно
<strong>горит</strong><a l:href="#n1" type="note">[1]</a></p></section></body>
<body name="notes"><section id="n1"><title><p>1</p></title><p>Ярко</p></section></body>
</FictionBook>""".encode("cp1251")
FILES = {
    "a.tex": LATEX.encode(),
    "a.rst": RST.encode(),
    "a.fb2": FICTION,
    "a.org": "#+TITLE: The Lamp\n* Of oil\nשמן /זית/ [fn:1]\n\n[fn:1] In a mill.\n".encode(),
    "a.textile": "h1. Of oil\n\nשמן _זית_[1]\n\nfn1. In a mill.\n".encode(),
    "a.wiki": "== Of oil ==\nשמן ''זית''<ref>In a mill.</ref>\n".encode(),
    "a.docbook": (
        b"<article><section><title>Of oil</title><para>It <emphasis>burns</emphasis>"
        b"<footnote><para>In a mill.</para></footnote></para></section></article>"
    ),
    "a.adoc": "= The Lamp\n\n== Of oil\n\nשמן _זית_ footnote:[In a mill.]\n".encode(),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_headings_notes_and_emphasis_are_read(name: str) -> None:
    own = chunks(FILES[name], name)
    heading = next(chunk for chunk in own if chunk.part is Part.HEADING)
    assert heading.text.text in ("Of oil", "Масло")
    notes = [call.body[0].text.text for chunk in own for call in chunk.calls]
    assert notes in (["In a mill."], ["Ярко"])
    if name != "a.rst":
        nested = (b for chunk in own for call in chunk.calls for b in call.body)
        assert any(chunk.markup for chunk in (*own, *nested))
    assert messages(FILES[name], "W93", name)[0].startswith("read by Pandoc 3")


def test_a_latex_file_has_its_metadata_and_all_of_its_words() -> None:
    outcome = draft(LATEX.encode(), "a.tex")
    meta = outcome.value.meta
    assert meta.title.forms == (("en", "The Lamp"),)
    assert [creator.name.forms[0][1] for creator in meta.creators] == ["R. Ner"]
    assert meta.date
    texts = lines(LATEX.encode(), "a.tex")
    assert texts == [
        "About oil.",
        "Of oil",
        "Pressed¹ oil, שמן זית.",
        "one",
        "two",
        "Quoted.",
        "x^2",
    ]
    by_code = {d.code: d.message for d in outcome.diagnostics}
    assert by_code["W94"] == "printed as plain words: formulas"
    assert "2 letters" in by_code["W91"]


def test_files_that_a_text_includes_are_not_read() -> None:
    for name in ("a.tex", "a.rst"):
        text = decode_file(FILES[name], name).value.text
        assert "root:" not in text
    assert messages(RST.encode(), "W91", "a.rst")[0].endswith("line 10: “בצד”")


def test_lines_that_are_certainly_words_are_found() -> None:
    text = "Title\n=====\n\n1. Some words - here.\n\\cmd{שמן} x = y\n:field: value\n"
    words = [(line.place, squeeze(line.words)) for line in list_lines(text) if squeeze(line.words)]
    assert words == [("line 1", "Title"), ("line 4", "Somewordshere"), ("line 5", "שמן")]
    lost = find_lost(list_lines(text), squeeze("Title Some words here"))
    assert [line.place for line in lost] == ["line 5"]


def test_each_ending_has_the_reader() -> None:
    endings = {name for name, entries in table().items() if "pandoc" in entries[-1].value}
    assert endings == set(FORMS)


@pytest.fixture
def no_pandoc(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    find_program.cache_clear()
    monkeypatch.setattr(program, "_find_packaged", lambda: "")
    monkeypatch.setenv("PATH", "/nowhere")
    yield monkeypatch
    find_program.cache_clear()


def refuse(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    with pytest.raises(PublishError) as caught:
        decode_file(data, name)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code, diagnostic.message, diagnostic.hints


def test_without_pandoc_a_file_is_refused_with_what_to_do(no_pandoc: pytest.MonkeyPatch) -> None:
    del no_pandoc
    code, message, hints = refuse(b"{\\rtf1 Oil}", "a.rtf")
    assert code == "W79"
    assert message.startswith("a.rtf is a file in Rich Text Format")
    assert ".docx" in hints[0]
    assert "pandoc.org" in hints[1]


@pytest.mark.skipif(sys.platform == "win32", reason="a script without an ending is no program")
def test_an_old_pandoc_is_not_run(no_pandoc: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "pandoc"
    script.write_text("#!/bin/sh\necho pandoc 2.19.2\n")
    script.chmod(0o755)
    no_pandoc.setenv("PATH", str(tmp_path))
    assert refuse(b"{\\rtf1 Oil}", "a.rtf")[0] == "W79"


def test_a_pandoc_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_program()
    monkeypatch.setattr(program, "MOST_SECONDS", 0.001)
    code, message, _ = refuse(b"{\\rtf1 Oil}", "a.rtf")
    assert (code, message) == ("W90", "Pandoc does not come to an end with a.rtf, and was stopped")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"{\\rtf1 " + b"{" * 10_000, "a.rtf", "cannot read"),
        (rb"\def\a{\a\a}\a", "a.tex", "cannot read"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><book/>', "a.docbook", "entities"),
        (b"x" * 20_000_001, "a.org", "20 MB"),
    ],
)
def test_a_damaged_or_hostile_file_is_refused(data: bytes, name: str, words: str) -> None:
    code, message, hints = refuse(data, name)
    assert code == "W90"
    assert words in message
    assert hints


def test_text_in_many_elements_is_read() -> None:
    data = "".join(f"{'  ' * n}- a\n" for n in range(50)).encode()
    assert lines(data, "a.org") == ["a"] * 50
