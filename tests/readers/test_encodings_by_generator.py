"""Every text in every encoding is read exactly, with a warning where it is a guess, or refused."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.diagnostics import PublishError, Severity
from publish.readers.decode import decode
from tests.readers.bilingual import (
    ENGLISH,
    HEBREW,
    MARKED,
    POINTED,
    WIDE,
    join,
    write,
    write_any,
    write_saved,
)

FEW, MANY = 100, 5000
"""The numbers of texts of the ordinary run and of the long one."""


def count_exact(seeds: range) -> int:
    """Return how many texts are read exactly; the others must be refused."""
    exact = 0
    for seed in seeds:
        text, codec = write_saved(random.Random(seed))
        try:
            outcome = decode(text.encode(codec), "a.txt")
        except PublishError:
            continue
        assert outcome.value.text == text, (seed, codec)
        is_guess = codec not in MARKED and (codec in WIDE or not text.isascii())
        severities = [each.severity for each in outcome.diagnostics]
        assert severities.count(Severity.WARNING) == is_guess, (seed, codec)
        exact += 1
    return exact


def test_saved_texts_are_read_exactly_with_a_warning() -> None:
    assert count_exact(range(FEW)) == FEW


@pytest.mark.long
def test_many_saved_texts_are_read_exactly_with_a_warning() -> None:
    assert count_exact(range(MANY)) >= MANY * 999 // 1000


CODECS = ("cp1252", "latin-1", "cp1255", "mac_roman")
CHAINS = [(codec,) for codec in (*CODECS, "cp862")] + list(itertools.product(CODECS, repeat=2))


def decode_loosely(data: bytes, codec: str) -> str:
    """Return the text that Windows makes: an undefined byte is a control character."""
    characters = (bytes((byte,)).decode(codec, "replace") for byte in data)
    return "".join(
        chr(byte) if character == "\ufffd" else character
        for byte, character in zip(data, characters, strict=True)
    )


def check_damage(seed: int) -> None:
    rng = random.Random(seed)
    text = write_any(rng)
    damaged = text
    for codec in rng.choice(CHAINS):
        damaged = decode_loosely(damaged.encode(), codec)
    letters = sum(not character.isascii() for character in text)
    try:
        diagnostics = decode(damaged.encode(), "a.txt").diagnostics
    except PublishError as error:
        diagnostics = error.diagnostics
    if text.isascii():
        assert diagnostics == ()
        return
    (diagnostic,) = diagnostics
    assert diagnostic.code == "F11" or (letters < 3 and diagnostic.code == "F12")
    _, _, rest = diagnostic.message.partition("so that “")
    before, _, _ = rest.partition("” became “")
    assert before, (seed, diagnostic.message)
    assert before in text or letters < 3, (seed, diagnostic.message)


def test_a_text_that_was_decoded_wrongly_once_or_twice_is_an_error_with_its_words() -> None:
    for seed in range(FEW):
        check_damage(seed)


@pytest.mark.long
def test_many_texts_that_were_decoded_wrongly_are_errors() -> None:
    for seed in range(MANY):
        check_damage(seed)


@pytest.mark.parametrize("seed", range(20))
def test_a_file_in_two_encodings_is_an_error_with_a_line(seed: int) -> None:
    rng = random.Random(seed)
    parts = [write(rng, HEBREW, ENGLISH).encode(), write(rng, HEBREW, ENGLISH).encode("cp1255")]
    rng.shuffle(parts)
    with pytest.raises(PublishError) as error:
        decode(b"\n\n".join(parts), "a.txt")
    assert "line " in error.value.diagnostics[0].message


@pytest.mark.parametrize("codec", WIDE)
@pytest.mark.parametrize("missing", [1, 3])
def test_a_wide_encoding_that_is_cut_off_is_an_error(codec: str, missing: int) -> None:
    text = write(random.Random(missing), HEBREW, ENGLISH)
    with pytest.raises(PublishError) as error:
        decode(text.encode(codec)[:-missing], "a.txt")
    assert "its end is cut off" in error.value.diagnostics[0].message


@pytest.mark.parametrize("codec", WIDE)
@pytest.mark.parametrize("text", ["שלום", "A", "שמע ישראל", "Читает", "ד״ה"])
def test_short_texts_of_wide_encodings_are_read(codec: str, text: str) -> None:
    assert decode(text.encode(codec), "a.txt").value.text == text


def to_mac_hebrew(text: str) -> bytes:
    """Return Hebrew letters as in Mac Hebrew, with the marks and spaces of its Hebrew half."""
    return bytes(
        0xE0 + ord(character) - 0x5D0 if character >= "א" else ord(character) | 0x80
        for character in text
    )


@given(st.lists(st.sampled_from(["תורה", "אמן,", "ישראל.", "שמע"]), min_size=4))
def test_mac_hebrew_is_never_read_as_another_text(words: list[str]) -> None:
    with pytest.raises(PublishError):
        decode(to_mac_hebrew(" ".join(words)), "a.txt")


@given(st.lists(st.sampled_from(POINTED), min_size=1), st.integers(0, 20))
def test_the_line_and_column_of_a_damaged_byte_are_named(words: list[str], lines: int) -> None:
    before = "שורה\r\n" * lines + " ".join(words)
    with pytest.raises(PublishError) as error:
        decode(f"{before}|{join(POINTED * 9)}".encode().replace(b"|", b"\xff", 1), "a.txt")
    column = len(" ".join(words)) + 1
    assert f"line {lines + 1}, column {column}," in error.value.diagnostics[0].message
