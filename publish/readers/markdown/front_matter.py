"""Front matter of Markdown: metadata between lines of hyphens, in a small part of YAML.

Texts, quoted texts, texts of several lines and lists of texts are read; all else is reported.
https://yaml.org/spec/1.2.2/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.document.model import Dir, Meta, direction
from publish.readers.markdown.context import Context
from publish.readers.markdown.entities import decode_entity
from publish.readers.markdown.metadata import Stated, Value, add_value, is_field
from publish.text.dataclass import dataclass
from publish.text.languages import TAG
from publish.text.source import Source, Span, Traced

_KEY = re.compile(r"(?P<key>[A-Za-z][\w.-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")
_BLOCK = re.compile(r"[|>][-+0-9]*")
_QUOTED = r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'"
_WHOLE_QUOTED = re.compile(_QUOTED)
_COMMENT = re.compile(r"\s#")
_FLOW_ITEM = re.compile(rf"\s*({_QUOTED}|[^,\[\]{{}}]*)\s*(?:,|$)")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_ALIASES = {
    "author": "creator",
    "authors": "creator",
    "keywords": "subject",
    "subjects": "subject",
    "tags": "subject",
}


@dataclass(frozen=True, slots=True)
class _Item:
    """A text of a key, or a line that is not read; ``key`` is empty for the latter."""

    key: str
    text: str
    span: Span


def count_front_matter(lines: Sequence[str]) -> int:
    """Return the number of lines of front matter between ``---``; 0 where there is none."""
    if not lines or lines[0].rstrip() != "---" or len(lines) < 2 or not lines[1].strip():
        return 0
    ends = (number for number, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "..."))
    end = next(ends, 0)
    return end if any(map(_KEY.fullmatch, lines[1:end])) else 0


def read_front_matter(source: Source, count: int, context: Context) -> Stated:
    """Return what the front matter of a text says; a line that is not read is reported."""
    meta, lang, dir_ = Meta(), "", None
    for item in _items(list(source.lines())[1 : count - 1]):
        name = _ALIASES.get(item.key, item.key)
        if name == "lang" and TAG.fullmatch(item.text):
            lang, dir_ = item.text, dir_ or direction(item.text)
        elif name == "dir" and item.text in tuple(Dir):
            dir_ = Dir(item.text)
        elif name in ("lang", "dir") or not is_field(name):
            message = f"the front matter “{item.text}” is not in the book"
            if item.key:
                message = f"`{item.key}: {item.text}` of the front matter is not in the book"
            context.report_not_kept(item.span, message)
        elif item.text:
            meta = add_value(meta, name, Value(item.text, item.span, context))
    return Stated(meta, lang, dir_)


def _items(lines: Sequence[Traced]) -> Iterator[_Item]:
    """Yield the texts of keys; of a key without a text that it has an empty one."""
    key = ""
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        stripped = line.text.strip()
        match = _KEY.fullmatch(line.text)
        item = None if match else _ITEM.fullmatch(line.text)
        if not stripped:
            continue
        if match:
            key = match["key"].lower()
        elif item is None or not key:
            yield _Item("", stripped, line.span())
            continue
        value = ((match or item)["value"] or "").strip()  # type: ignore[index]  # one of the two
        first = number
        while number < len(lines) and _continues(lines[number].text, value):
            number += 1
        more = lines[first:number]
        if _BLOCK.fullmatch(value):
            sign = "\n" if value.startswith("|") else " "
            text = sign.join(each.text.strip() for each in more).strip()
            yield _Item(key, text, line.span().to(more[-1].span()) if more else line.span())
            continue
        span = line.span().to(more[-1].span()) if more else line.span()
        value = " ".join([value, *(each.text.strip() for each in more)]).strip()
        yield from _scalars(key, value, span)
        if not value and (number == len(lines) or not _ITEM.fullmatch(lines[number].text)):
            yield _Item(key, "", span)


def _continues(line: str, value: str) -> bool:
    """Return whether a line goes on with the text of the line before it."""
    if _BLOCK.fullmatch(value):
        return not line.strip() or line[0] in " \t"
    is_indented = line[:1] in (" ", "\t") and bool(line.strip())
    is_other = _ITEM.fullmatch(line) or _KEY.fullmatch(line.strip())
    return bool(value) and is_indented and not is_other and not line.strip().startswith("#")


def _scalars(key: str, value: str, span: Span) -> Iterator[_Item]:
    quoted = _WHOLE_QUOTED.match(value)
    if comment := _COMMENT.search(value, quoted.end() if quoted else 0):
        yield _Item("", value[comment.start() :].strip(), span)
        value = value[: comment.start()].strip()
    if value.startswith("#"):
        yield _Item("", value, span)
    elif value.startswith("["):
        inner = value[1:].removesuffix("]")
        position = 0
        while position < len(inner) and (match := _FLOW_ITEM.match(inner, position)):
            if text := _unquote(match[1].strip()):
                yield _Item(key, text, span)
            position = max(match.end(), position + 1)
        if rest := inner[position:].strip():
            yield _Item("", rest, span)
    elif value.startswith("{"):
        yield _Item("", f"{key}: {value}", span)
    elif (match := _KEY.fullmatch(value)) and match["value"]:
        # An entry of a list that has keys of its own, as Pandoc's authors with a name.
        is_name = match["key"] == "name"
        yield _Item(key if is_name else "", _unquote(match["value"]) if is_name else value, span)
    elif value:
        yield _Item(key, _unquote(value), span)


def _unquote(text: str) -> str:
    if not _WHOLE_QUOTED.fullmatch(text):
        return text
    inner = text[1:-1]
    return inner.replace("''", "'") if text[0] == "'" else _ESCAPE.sub(_unescape, inner)


def _unescape(match: re.Match[str]) -> str:
    if code := match[1] or match[2]:
        return decode_entity(f"&#x{code};")
    return _ESCAPES.get(match[3], match[3])
