"""Files in Rich Text Format: their code pages, their hidden text, and what Pandoc loses of them.

The oracle is the generator of each file, which knows its words.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from publish.document.draft import Part
from publish.readers import read
from publish.readers.detection import decode_file
from tests.readers.pandoc.texts import chunks, draft, lines, messages
from tests.support.growth import is_linear

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}"
    rb"{\f1\fnil\fcharset177 David;}{\f2\fnil\fcharset204 Times;}}" + b"\n"
)


def rtf(body: str | bytes) -> bytes:
    return HEAD + (body.encode("latin-1") if isinstance(body, str) else body) + b"}"


def test_bytes_of_a_code_page_are_letters_of_the_font() -> None:
    hebrew = "".join(f"\\'{byte:02x}" for byte in "שלום עולם".encode("cp1255"))
    russian = "".join(f"\\'{byte:02x}" for byte in "Лампа".encode("cp1251"))
    body = rf"\pard\f1\rtlch {hebrew}\par\f2 {russian}\f0  caf\'e9\par"
    assert lines(rtf(body)) == ["שלום עולם", "Лампа café"]
    raw = HEAD.replace(b"1252", b"1255").replace(b"\\fcharset0", b"\\fcharset1")
    assert lines(raw + "שמן זית".encode("cp1255") + b"\\par}") == ["שמן זית"]


def test_unicode_characters_replace_their_fallback() -> None:
    body = (
        r"{\uc1 \u1513?\u1500\'3f} {\b x}\par{\uc2 \u1513??\u1500\'3f\'3f} y\par"
        r"\u64298?\u-1238? \u-10179?\u-9002? z\par {\uc0\u1513 }q\par"
    )
    assert lines(rtf(body)) == ["של x", "של y", "\ufb2a\ufb2a 📖 z", "שq"]


WORDS = ("oil", "a{b}", "50%", "שֶׁמֶן", "זית", "Лампа", "é", "שׁ", "📖", "12", "–", "back\\slash")


BEGINNINGS = (r"\pard\plain\f1 ", r"\pard\f1 ", r"\pard\rtlpar\f0\rtlch\af1 ")


def encode(character: str, random: Random) -> str:
    """A character in one of the ways in which programs write it, at a font of code page 1255."""
    if character in "\\{}":
        return "\\" + character
    if character.isascii():
        return character
    try:
        (byte,) = character.encode("cp1255")
    except (UnicodeEncodeError, ValueError):
        byte = 0
    if byte and random.random() < 0.5:
        return f"\\'{byte:02x}"
    units = character.encode("utf-16-le")
    codes = [int.from_bytes(units[n : n + 2], "little") for n in range(0, len(units), 2)]
    signed = [code - 0x10000 if code > 0x7FFF else code for code in codes]
    return "".join(f"\\u{code}{random.choice(('?', chr(92) + chr(39) + '3f'))}" for code in signed)


@pytest.mark.parametrize("seed", range(12))
def test_words_are_read_however_they_are_written(seed: int) -> None:
    random = Random(seed)
    texts = [" ".join(random.choices(WORDS, k=random.randint(1, 8))) for _ in range(12)]
    body = ""
    for text in texts:
        body += random.choice(
            ("\\pard\\plain\\f1 ", "\\pard\\f1 ", "\\pard\\rtlpar\\f0\\rtlch\\af1 ")
        )
        for word in text.split(" "):
            encoded = "".join(encode(character, random) for character in word)
            end = random.choice(("", "\n", ""))
            body += random.choice((encoded, f"{{{encoded}}}", f"{{\\b {encoded}}}")) + end + " "
        body += "\\par\n"
    data = rtf(body)
    assert lines(data) == texts
    assert messages(data, "W91") == []


def test_hidden_and_deleted_text_comments_and_headers_are_not_printed() -> None:
    data = rtf(
        r"{\header Running head}\pard Oil {\v secret }burns{\deleted  gone}"
        r"{\*\annotation Check this}.{\*\unknown \f0 nothing}\par{\pict\pngblip 00}\par"
    )
    assert lines(data) == ["Oil burns."]
    assert [message.split(": ")[1] for message in messages(data, "W92")] == [
        "headers and footers",
        "hidden text",
        "deleted text",
        "comments",
    ]


def test_notes_headings_tables_and_lists_are_parts() -> None:
    data = rtf(
        r"{\pard\s1\outlinelevel0 Of oil\par}\pard Pressed{\super\chftn"
        r"{\footnote\pard\plain {\super\chftn} In a mill.}} well.\par"
        r"\trowd\cellx1000\cellx2000\intbl A\cell B\cell\row\pard After {\b bold} {\i it}.\par"
    )
    heading, text, row, last = chunks(data)
    assert (heading.part, heading.depth, heading.text.text) == (Part.HEADING, 1, "Of oil")
    assert [call.body[0].text.text for call in text.calls] == ["In a mill."]
    assert (row.part, row.text.text) == (Part.ROW, "A\tB")
    assert [m.kind for m in last.markup] == ["strong", "emphasis"]
    assert messages(data, "W91") == []


def test_bold_hebrew_is_bold() -> None:
    body = r"\pard\f1 {\rtlch\ab \u1502?\u1493?} plain {\ltrch\ab word}\par"
    (chunk,) = chunks(rtf(body))
    assert [(m.kind, chunk.text.text[m.start : m.end]) for m in chunk.markup] == [("strong", "מו")]


LIST = (
    r"{\*\listtable{\list{\listlevel\levelnfc23{\leveltext \'01\u8226 ?;}}\listid1}}"
    r"{\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}}"
)


def test_a_list_that_pandoc_moves_stands_where_the_file_has_it() -> None:
    data = rtf(
        LIST + r"\pard Over\par\pard{\listtext\tab}\ls1\ilvl0 item\par"
        r"\trowd\cellx1000\intbl A\cell\row\pard Under\par"
    )
    assert [text for text in lines(data) if text] == ["Over", "item", "A", "Under"]
    assert messages(data, "W95")


def test_letters_that_pandoc_loses_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    from publish.readers.pandoc import document

    real = document.run_pandoc

    def lose(text: bytes, *arguments: object) -> object:
        return real(text.replace(b"wick", b"w"), *arguments)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(document, "run_pandoc", lose)
    data = rtf(r"\pard Oil\par The wick burns.\par")
    (message,) = messages(data, "W91")
    assert message.startswith("Pandoc loses 3 letters of 1 places; the first is paragraph 2:")
    source = decode_file(data, "a.rtf").value
    (lost,) = [d for d in read(source).diagnostics if d.code == "W91"]
    assert source.text[lost.span.start : lost.span.end] == "The wick burns."
    assert source.place(lost.span.start) == "paragraph 2"


@pytest.mark.parametrize("name", ["a.doc", "a.txt", "a.rtf"])
def test_a_file_is_recognised_by_its_content(name: str) -> None:
    assert draft(rtf(r"\pard Oil\par"), name).value.chunks[0].text.text == "Oil"


@pytest.mark.thorough
@pytest.mark.parametrize(
    "make",
    [
        lambda n: rb"{\b " * n + b"x" + b"}" * n,
        lambda n: rb"\u1513?" * n,
        lambda n: rb"\'f9 " * n,
        lambda n: b"\\bin99999999 " * n,
        lambda n: b"{\\*\\x " * n,
        lambda n: b"\\" * n,
    ],
)
def test_the_time_is_linear_in_the_file(make: Callable[[int], bytes]) -> None:
    from publish.readers.pandoc.rtf import read_rtf

    assert is_linear(lambda count: read_rtf(rtf(make(count))), 10_000)
