"""Bytes are read rightly, or not at all; an encoding other than UTF-8 is reported."""

import codecs
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.diagnostics import PublishError, Severity
from publish.readers.decode import decode, encode

HEBREW = "בראשית ברא אלהים את השמים ואת הארץ, והארץ היתה תהו ובהו וחשך על פני תהום."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (HEBREW.encode(), "utf-8"),
        (codecs.BOM_UTF8 + HEBREW.encode(), "utf-8"),
        (HEBREW.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + HEBREW.encode("utf-16-be"), "utf-16-be"),
        (HEBREW.encode("cp1255"), "Windows-1255"),
        (HEBREW.encode("iso8859_8"), "Windows-1255"),  # its letters are those of ISO-8859-8
    ],
)
def test_hebrew_is_read_in_each_encoding_editors_use(data: bytes, encoding: str) -> None:
    outcome = decode(data, "a.txt")
    assert outcome.value.text == HEBREW
    assert outcome.value.encoding == encoding


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HEBREW.encode("cp1255"), [("F05", Severity.WARNING)]),
        (HEBREW.encode("utf-16-le"), [("F05", Severity.WARNING)]),
        (HEBREW.encode("utf-16"), [("F10", Severity.INFO)]),
        (HEBREW.encode("utf-32"), [("F10", Severity.INFO)]),
        (HEBREW.encode(), []),
    ],
)
def test_a_guessed_encoding_is_a_warning(data: bytes, expected: list[object]) -> None:
    diagnostics = decode(data, "a.txt").diagnostics
    assert [(d.code, d.severity) for d in diagnostics] == expected


SHEMA = (
    "The scribe writes the word שמע with a large ayin, and the dalet too, so that the ayin of שמע "
    "is as large as the dalet of אחד and both make the word עד, a witness."
)
POINTED = "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ׃"
QUOTED = "He said “curly quotes” and ‘single ones’, and didn’t stop — well… he did."
FRENCH = "Où était-il cet été ? À l’école, où ça a été décidé."
RUSSIAN = "Чернила – душа буквы, а бумага – тело ее. Он читает книгу."


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SHEMA, "cp1255", "Windows-1255"),
        (POINTED, "cp1255", "Windows-1255"),
        ("He wrote ‘ב־Guide’ and ”רמב״ם“ there.", "cp1255", "Windows-1255"),
        (SHEMA, "cp862", "CP862"),
        (HEBREW[::-1], "cp862", "CP862"),
        (QUOTED, "mac_roman", "Mac Roman"),
        (QUOTED, "cp1252", "Windows-1252"),
        (FRENCH, "cp1252", "Windows-1252"),
        (FRENCH, "mac_roman", "Mac Roman"),
        (RUSSIAN, "cp1251", "Windows-1251"),
    ],
)
def test_an_encoding_is_recognised_by_its_words(text: str, codec: str, name: str) -> None:
    source = decode(text.encode(codec), "a.txt").value
    assert (source.text, source.encoding) == (text, name)
    assert encode(source) == text.encode(codec)


ENGLISH_WORDS = st.sampled_from("the scribe writes a letter and café he doesn't know it".split())
HEBREW_WORDS = st.sampled_from("שמע אחד עד הרמב״ם ד״ה שָׁלוֹם אמן ישראל".split())


@given(st.lists(ENGLISH_WORDS, min_size=5), HEBREW_WORDS, st.lists(ENGLISH_WORDS))
def test_one_hebrew_word_shows_the_encoding_of_an_english_text(
    before: list[str], word: str, after: list[str]
) -> None:
    text = " ".join([*before, word, *after]).replace("é", "e")
    source = decode(text.encode("cp1255"), "a.txt").value
    assert source.text == text


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf_16_is_read_also_without_its_mark(mark: bytes) -> None:
    codec = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-16-le"
    assert decode(mark + f"{HEBREW}\n{SHEMA}".encode(codec), "a.txt").value.text.endswith(SHEMA)


@pytest.mark.parametrize("codec", ["utf-32-le", "utf-32-be"])
def test_utf_32_is_read_by_its_mark(codec: str) -> None:
    data = f"\ufeff{SHEMA}".encode(codec)
    source = decode(data, "a.txt").value
    assert (source.text, source.encoding) == (SHEMA, codec)
    assert encode(source) == data


@pytest.mark.parametrize("position", [0, 40, 70_000, 200_000])
def test_a_nul_anywhere_is_refused_with_its_line(position: int) -> None:
    text = "A line of a long text.\n" * 10_000
    data = (text[:position] + "\0" + text[position:]).encode()
    with pytest.raises(PublishError) as error:
        decode(data, "a.txt")
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "F03"
    assert f"line {position // 23 + 1} has the character U+0000" in diagnostic.message


def test_a_damaged_byte_of_utf_8_is_named_with_its_line() -> None:
    with pytest.raises(PublishError) as error:
        decode(HEBREW.encode() + b"\n\ncaf\xe9 here\n", "a.txt")
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "F04"
    assert "line 3, column 4, has a byte that is not UTF-8 (0xE9)" in diagnostic.message


# --- a text that was decoded wrongly before


def decode_loosely(data: bytes, codec: str) -> str:
    """Return the text that Windows makes: an undefined byte is a control character."""
    characters = (bytes((byte,)).decode(codec, "replace") for byte in data)
    return "".join(
        chr(byte) if character == "\ufffd" else character
        for byte, character in zip(data, characters, strict=True)
    )


@pytest.mark.parametrize("codec", ["latin-1", "cp1252", "cp1255", "mac_roman", "cp862"])
@pytest.mark.parametrize("text", [HEBREW, POINTED, SHEMA])
def test_utf_8_that_was_read_as_another_encoding_is_an_error(text: str, codec: str) -> None:
    with pytest.raises(PublishError) as error:
        decode(decode_loosely(text.encode(), codec).encode(), "a.txt")
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "F11"
    assert "UTF-8 was read as" in diagnostic.message
    assert any(word in diagnostic.message for word in text.strip(".,׃").split())


def test_hebrew_of_windows_that_was_read_as_western_is_an_error() -> None:
    damaged = HEBREW.encode("cp1255").decode("cp1252").encode()
    with pytest.raises(PublishError) as error:
        decode(damaged, "a.txt")
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "F11"
    assert "so that “בראשית” became “áøàùéú”" in diagnostic.message
    assert "iconv -f UTF-8 -t CP1252 a.txt | iconv -f CP1255 -t UTF-8" in diagnostic.hints[0]


@pytest.mark.parametrize(
    "text",
    [
        re.sub("[\x80-\x9f]", "", HEBREW.encode().decode("latin-1")),
        "The \x93word\x94 is quoted, and it\x92s wrong.",
    ],
    ids=["Hebrew without its controls", "controls in place of quotation marks"],
)
def test_control_characters_in_place_of_letters_are_an_error(text: str) -> None:
    with pytest.raises(PublishError) as error:
        decode(text.encode(), "a.txt")
    assert [d.code for d in error.value.diagnostics] == ["F11"]


def test_a_single_damaged_apostrophe_is_a_warning() -> None:
    text = f"{QUOTED} He saidâ€™ so. {FRENCH}"
    (diagnostic,) = decode(text.encode(), "a.txt").diagnostics
    assert (diagnostic.code, diagnostic.severity) == ("F12", Severity.WARNING)
    assert text[diagnostic.span.start : diagnostic.span.end] == "â€™"


@pytest.mark.parametrize(
    "text",
    [
        HEBREW,
        POINTED,
        SHEMA,
        QUOTED,
        FRENCH,
        RUSSIAN,
        "“ה׳” “ר׳” “ד׳” – ג׳… א׳–ב׳",
        "2 × 3, 4×5 and 3×” of Übermut; ÀÉ « Ça » §°",
        "A new\u0085line.",
    ],
)
def test_a_right_text_is_not_mistaken_for_a_damaged_one(text: str) -> None:
    assert decode(text.encode(), "a.txt").diagnostics == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F02"),
        (b" \r\n\t\n", "F02"),
        (codecs.BOM_UTF8, "F02"),
        (b"%PDF-1.7\n%\xe2\xe3", "F03"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "F03"),
        (b"PK\x03\x04" + b"\x00" * 40, "F03"),
        (bytes(range(256)) * 8, "F03"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "F04"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(PublishError) as refused:
        decode(data, "a.txt")
    assert [d.code for d in refused.value.diagnostics] == [code]
    assert refused.value.diagnostics[0].span.file == "a.txt"


@given(st.binary(max_size=200))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(PublishError):
        decode(data, "a.txt")
