"""Files read through Pandoc in tests."""

from __future__ import annotations

from publish.diagnostics import Outcome
from publish.document.draft import Chunk, Draft
from publish.readers import read
from publish.readers.detection import decode_file


def draft(data: bytes, name: str = "a.rtf") -> Outcome[Draft]:
    outcome = read(decode_file(data, name).value)
    assert isinstance(outcome.value, Draft)
    return Outcome(outcome.value, outcome.diagnostics)


def chunks(data: bytes, name: str = "a.rtf") -> tuple[Chunk, ...]:
    return draft(data, name).value.chunks


def lines(data: bytes, name: str = "a.rtf") -> list[str]:
    return [chunk.text.text.strip() for chunk in chunks(data, name)]


def messages(data: bytes, code: str, name: str = "a.rtf") -> list[str]:
    return [each.message for each in draft(data, name).diagnostics if each.code == code]
