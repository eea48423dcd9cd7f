"""Changes inside the value of a key of TOML: other parts of the value, and comments, stay."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence, Set

from publish.config.toml_statements import UnknownForm
from publish.config.toml_writer import write_key, write_value
from publish.text.dataclass import dataclass

_SPACE = re.compile(r"[ \t\r\n]*+(#[^\n]*+)?+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^\s,\]}#]++(?: [^\s,\]}#]++)?+")
_KEY = re.compile(r"""((?:"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|[^=\n"'])++)=""")
_REST_OF_LINE = re.compile(r"[ \t]*+,?+[ \t]*+(?:#[^\n]*+)?+(?:\r?\n)?+")


@dataclass(frozen=True, slots=True)
class _Part:
    """A value and its place; ``start`` is that of its key in an inline table."""

    start: int
    value_start: int
    end: int
    key: str = ""
    items: tuple[_Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


def change_statement(statement: str, old: object, new: object, newline: str) -> str:
    """Return a statement ``key = value`` whose value is ``new`` in place of ``old``.

    Only the parts that differ are written anew.  Raises UnknownForm for TOML that is not known.
    """
    key = _KEY.match(statement)
    if key is None:
        raise UnknownForm
    part = _scan(statement, _skip(statement, key.end()))
    for edit in sorted(
        _edits(statement, part, old, new, newline), key=lambda edit: edit.start, reverse=True
    ):
        statement = statement[: edit.start] + edit.text + statement[edit.end :]
    return statement


def _edits(text: str, part: _Part, old: object, new: object, newline: str) -> Iterator[_Edit]:
    """Yield the edits that make ``old`` into ``new``; they do not overlap."""
    if old == new and type(old) is type(new):
        return
    match old, new:
        case dict(), dict() if old and new and len(part.items) == len(old):
            if [item.key for item in part.items] != list(old):
                raise UnknownForm
            if new.keys().isdisjoint(old):
                yield _Edit(part.value_start, part.end, write_value(new))
                return
            yield from _remove(text, part, {n for n, key in enumerate(old) if key not in new})
            for item, (key, value) in zip(part.items, old.items(), strict=True):
                if key in new:
                    yield from _edits(text, item, value, new[key], newline)
            added = [f"{write_key(key)} = {write_value(new[key])}" for key in new if key not in old]
            yield from _add(text, part, added, newline)
        case list(), list() if old and new and len(part.items) == len(old):
            yield from _edit_list(text, part, old, new, newline)
        case _:
            yield _Edit(part.value_start, part.end, write_value(new))


def _edit_list(
    text: str, part: _Part, old: Sequence[object], new: Sequence[object], newline: str
) -> Iterator[_Edit]:
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    removed = max(0, len(old) - len(new))
    yield from _remove(text, part, set(range(same, same + removed)))
    remaining = [*range(same), *range(same + removed, len(old))]
    for index, value in zip(remaining, new, strict=False):
        yield from _edits(text, part.items[index], old[index], value, newline)
    yield from _add(text, part, [write_value(value) for value in new[len(old) :]], newline)


def _remove(text: str, part: _Part, removed: Set[int]) -> Iterator[_Edit]:
    """Yield the edits that remove some items, each with its line and comment where it has one."""
    remaining = [index for index in range(len(part.items)) if index not in removed]
    in_line: list[_Part] = []
    for index in sorted(removed):
        item = part.items[index]
        line = text.rfind("\n", 0, item.start) + 1
        rest = _REST_OF_LINE.match(text, item.end)
        if not text[line : item.start].strip() and rest and rest[0].endswith("\n"):
            yield _Edit(line, rest.end(), "")
        elif remaining[-1] > index:
            yield _Edit(item.start, part.items[index + 1].start, "")
        else:
            in_line.append(item)
    if in_line:
        yield _Edit(part.items[remaining[-1]].end, in_line[-1].end, "")


def _add(text: str, part: _Part, values: Sequence[str], newline: str) -> Iterator[_Edit]:
    """Yield the edit that adds items after the last one, in lines where that has a line."""
    if not values:
        return
    last = part.items[-1]
    line = text.rfind("\n", 0, last.start) + 1
    indent = text[line : last.start]
    if line == 0 or indent.strip():
        yield _Edit(last.end, last.end, "".join(f", {value}" for value in values))
        return
    rest = _REST_OF_LINE.match(text, last.end)
    lines = "".join(f"{indent}{value},{newline}" for value in values)
    if rest is None or not rest[0].endswith("\n"):
        raise UnknownForm
    if "," not in rest[0].partition("#")[0]:
        yield _Edit(last.end, last.end, ",")
    yield _Edit(rest.end(), rest.end(), lines)


# --- places of the parts of a value


def _skip(text: str, place: int) -> int:
    """Return the place after white space and comments."""
    while (space := _SPACE.match(text, place)) and space.end() > place:
        place = space.end()
    return place


def _scan(text: str, place: int) -> _Part:
    """Return the value at a place with the places of its items."""
    if text.startswith("[", place):
        return _scan_items(text, place, "]", has_keys=False)
    if text.startswith("{", place):
        return _scan_items(text, place, "}", has_keys=True)
    value = _STRING.match(text, place) or _PLAIN.match(text, place)
    if value is None:
        raise UnknownForm
    return _Part(place, place, value.end())


def _scan_items(text: str, start: int, close: str, *, has_keys: bool) -> _Part:
    items: list[_Part] = []
    place = _skip(text, start + 1)
    while not text.startswith(close, place):
        key = _KEY.match(text, place) if has_keys else None
        if has_keys and key is None:
            raise UnknownForm
        value = _scan(text, _skip(text, key.end()) if key else place)
        name = _read_key(key[1]) if key else ""
        items.append(_Part(place, value.value_start, value.end, name, value.items))
        place = _skip(text, value.end)
        if text.startswith(",", place):
            place = _skip(text, place + 1)
        elif not text.startswith(close, place):
            raise UnknownForm
    return _Part(start, start, place + 1, "", tuple(items))


def _read_key(text: str) -> str:
    """Return a key without its quotation marks; raise UnknownForm for one with dots."""
    (key,) = tomllib.loads(f"{text} = 0")
    return key
