"""Saving of a text from the editor: its encoding, its byte order mark and its line ends stay."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from publish.config.file_access import read_bytes
from publish.desk.text_edits import TextChanged, TextEdit, write_edit
from publish.diagnostics import PublishError
from publish.diagnostics.rules import destinations, files
from publish.readers.decode import decode, encode
from publish.storage.digests import digest
from publish.text.invisible import show_invisible
from publish.text.source import NOWHERE, Source

_END = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_MOST_COMPARED = 1000
"""Lines between the first and the last change up to which each is compared with the one before."""


def digest_of(data: bytes) -> str:
    """Return the digest by which an editor names the content of a file that it has read."""
    return digest(data)


def save_text(path: Path, text: str, expected: str, allowed: Iterable[Path]) -> TextEdit:
    """Write a text from the editor, which ends lines with a line feed, and return the edit.

    ``expected`` is the digest of the file that the editor has read.  Raises TextChanged where the
    file has another content now, and PublishError where its encoding lacks a character.
    """
    before = read_bytes(path)
    if digest_of(before) != expected:
        raise TextChanged(path, before)
    edit = TextEdit(path, before, encode_text(text, before, str(path)))
    write_edit(edit, allowed)
    return edit


def encode_text(text: str, before: bytes, file: str) -> bytes:
    """Return the bytes of a text in the encoding and with the line ends of a file as it was."""
    source = _decode(before, file)
    own = "".join(_with_ends(text, source.text))
    try:
        data = encode(Source(file, own, source.encoding, has_mark=source.has_mark))
    except UnicodeEncodeError as error:
        raise _not_in_encoding(own[error.start], source.encoding) from error
    # An encoding that is a guess can be guessed otherwise after the edit.
    if _decode(data, file).text != own:
        raise _not_in_encoding("", source.encoding)
    return data


def encode_as_utf8(before: bytes, file: str) -> bytes:
    """Return a file as UTF-8, with the letters that were read and its own line ends."""
    return _decode(before, file).text.encode()


def _decode(data: bytes, file: str) -> Source:
    """Return the text of a file, of one that is empty too."""
    try:
        return decode(data, file, lambda _: None).value
    except PublishError as error:
        if all(each.code == files.EMPTY.code for each in error.diagnostics):
            text = data.decode("utf-8-sig", "replace")
            return Source(file, text, has_mark=data.startswith(b"\xef\xbb\xbf"))
        raise


def _not_in_encoding(character: str, encoding: str) -> PublishError:
    lacks = f"has no “{show_invisible(character)}”" if character else "does not fit the new text"
    return PublishError(
        destinations.NOT_FIXED.at(
            NOWHERE,
            f"nothing was saved: the file is in {encoding}, which {lacks}",
            "save the file as UTF-8 in another program, or leave that character out",
        )
    )


# --- line ends


def _with_ends(text: str, before: str) -> Iterator[str]:
    """Yield the lines of ``text``, each with its end in ``before``, a new one with the usual."""
    ends = Counter(_END.findall(before))
    usual = ends.most_common(1)[0][0] if ends else "\n"
    lines = _END.split(text)
    own = dict(_own_ends(lines, _LINE.findall(before))) if len(ends) > 1 else {}
    for number, line in enumerate(lines[:-1]):
        yield line + own.get(number, usual)
    yield lines[-1]


def _own_ends(lines: Sequence[str], before: Sequence[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """Yield the numbers of the lines that were in a file before, each with its end there."""
    words = [line for line, _ in before]
    first = _common(lines, words)
    last = min(_common(lines[::-1], words[::-1]), min(len(lines), len(words)) - first)
    yield from ((number, before[number][1]) for number in range(first))
    shift = len(words) - len(lines)
    yield from (
        (number, before[number + shift][1])
        for number in range(len(lines) - last, len(lines))
        if before[number + shift][1]
    )
    inner, old = lines[first : len(lines) - last], words[first : len(words) - last]
    if max(len(inner), len(old)) > _MOST_COMPARED:
        return
    for old_place, place, size in difflib.SequenceMatcher(
        None, old, inner, autojunk=False
    ).get_matching_blocks():
        for step in range(size):
            if end := before[first + old_place + step][1]:
                yield first + place + step, end


def _common(lines: Sequence[str], others: Sequence[str]) -> int:
    """Return the number of equal lines at the beginning of both."""
    pairs = zip(lines, others, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(lines), len(others)))
