"""The texts in a TOML file with their places, as an editor sees them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from publish.text.source import Source, Span

_TOKEN = re.compile(
    r"""(?P<string>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3}|'{3}(?:[^']|'(?!''))*'{3}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')|\#[^\n]*"""
    r"""|^[ \t]*\[+[ \t]*(?P<table>[\w-]+)|^[ \t]*(?P<key>[\w-]+)(?=[ \t]*[=.])""",
    re.MULTILINE | re.DOTALL,
)
_IS_KEY = re.compile(r"[ \t]*[=.\]]")
_BARE_VALUE = re.compile(r"[ \t]*[\w-]+[ \t]*=[ \t]*([\w:+.-]+)")


class TomlString(NamedTuple):
    """A text in a TOML file, with the span between its quotation marks.

    ``key`` is that of the file to which the text belongs: ``title`` of ``title = { en = "…" }``.
    """

    key: str
    text: str
    span: Span


def list_strings(source: Source) -> Iterator[TomlString]:
    """Yield the texts in a valid TOML file, without the names of keys."""
    table = key = ""
    for match in _TOKEN.finditer(source.text):
        if match["table"]:
            table = key = match["table"]
        elif match["key"]:
            key = table or match["key"]
        elif match["string"] and not _IS_KEY.match(source.text, match.end()):
            written = match["string"]
            quotes = 3 if written[:3] in {'"""', "'''"} else 1
            text = tomllib.loads(f"text = {written}")["text"]
            start, end = match.span("string")
            yield TomlString(key, text, Span(source.file, start + quotes, end - quotes))


def find_value(source: Source, key: str) -> Span | None:
    """Return the span of a value on one line that is no text: a date, a number."""
    bare = rf"^[ \t]*{re.escape(key)}[ \t]*=[ \t]*([\w:+.-]+)"
    match = re.search(bare, source.text, re.MULTILINE)
    return Span(source.file, *match.span(1)) if match else None


def find_value_at(source: Source, offset: int) -> Span | None:
    """Return the span of the first text or date on the line of an offset, None without one."""
    position = source.position(offset)
    start, end = source.offset(position.line, 1), source.offset(position.line + 1, 1)
    if end <= start:
        end = len(source.text)
    for each in list_strings(source):
        if start <= each.span.start < end:
            return each.span
    bare = _BARE_VALUE.match(source.text, start, end)
    return Span(source.file, *bare.span(1)) if bare else None
