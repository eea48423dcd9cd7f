"""Serialization of registered dataclasses, enums and plain data to bytes and back.

The bytes are plain data written by ``marshal``: no code and no import is ever read back.  They are
valid for one version of Python and one state of the program; cache keys contain both
(``store.Store.key``).  ``marshal`` may crash on malformed bytes, so that only bytes whose digest
was verified may be deserialized, under a key where others may have written them
(``disk_cache.DiskCache.get``).

The encoding: everything but a list stands for itself.  A list begins with a tag: the index of a
class in the header, or one of the negative numbers below.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Span

C = TypeVar("C", bound=type)
T = TypeVar("T")

_TUPLE, _LIST, _MAPPING, _SPAN, _SPANS = -1, -2, -3, -4, -5
_VERSION = 2
"""The version of the format of ``marshal``: later ones write equal values as different bytes."""

_NO_FILE = -1
"""The index of the file of ``NOWHERE``, which is a single object."""

_ATOMS = frozenset({str, int, float, bool, type(None), bytes})
_SETS = frozenset({set, frozenset})

_MALFORMED = (
    EOFError,
    LookupError,
    MemoryError,
    OverflowError,
    StopIteration,
    TypeError,
    ValueError,
)

_registry: dict[str, type] = {}


def serializable(kind: C) -> C:
    """Register a dataclass, an enum or a subclass of ``str``; a decorator."""
    _registry[_name(kind)] = kind
    return kind


def register_module(name: str) -> None:
    """Register all dataclasses and enums that the module of that name defines."""
    for kind in list(vars(sys.modules[name]).values()):
        own = isinstance(kind, type) and kind.__module__ == name
        if own and (is_dataclass(kind) or issubclass(kind, Enum)):
            serializable(kind)


def serialize(value: object, origin: int = 0) -> bytes:
    """Return a value as bytes; raises TypeError where a class in it is not registered.

    The offsets of spans are written relative to ``origin``.
    """
    return _Encoder(origin).bytes_of(value)


def deserialize(data: bytes) -> Any:
    """Return the value that was serialized; raises ValueError where the bytes hold none."""
    try:
        names, files, value = marshal.loads(data)
        return _decoder([_shape(_registry[name]) for name in names], files)(value)
    except _MALFORMED as error:
        raise ValueError("these bytes hold no serialized value") from error


def move_spans(value: T, distance: int) -> T:
    """Return a copy of a value whose spans stand ``distance`` code points later in their files."""
    moved: T = deserialize(serialize(value, -distance)) if distance else value
    return moved


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


@dataclass(frozen=True, slots=True)
class _Shape:
    """A registered class: its fields in order, ``None`` where it has one plain value.

    A keyword-only field ``span``, as all nodes of the document have, is written first.
    """

    kind: type
    fields: tuple[str, ...] | None
    span: bool = False


@cache
def _shape(kind: type) -> _Shape:
    if not is_dataclass(kind):
        return _Shape(kind, None)
    keywords = [field.name for field in fields(kind) if field.kw_only]
    if keywords not in ([], ["span"]):
        raise TypeError(f"{_name(kind)} has keyword-only fields that are not serializable")
    return _Shape(kind, tuple(f.name for f in fields(kind) if not f.kw_only), bool(keywords))


class _Encoder:
    """Encodes one value; collects the classes and source files that it mentions."""

    def __init__(self, origin: int) -> None:
        self._origin = origin
        self._kinds: dict[type, int] = {}
        self._files: dict[str, int] = {}

    def bytes_of(self, value: object) -> bytes:
        """Return the header and the encoded value as bytes."""
        encoded = self._encode(value)
        header = (list(map(_name, self._kinds)), list(self._files))
        return marshal.dumps((*header, encoded), _VERSION)

    def _encode(self, value: Any) -> Any:
        kind = value.__class__
        if kind in _ATOMS:
            return value
        if kind is tuple:
            return self._tuple(value)
        if kind is Span:
            return [_SPAN, *self._place(value)]
        if kind is dict:
            keys, values = self._each(value), self._each(value.values())
            plain = _same(keys, value) and _same(values, value.values())
            return value if plain else [_MAPPING, keys, values]
        if kind is list:
            return [_LIST, *self._each(value)]
        if kind in _SETS and _ATOMS.issuperset(item.__class__ for item in value):
            return value
        number = self._number(kind)
        shape = _shape(kind)
        if shape.fields is None:
            return [number, value.value if issubclass(kind, Enum) else str(value)]
        encoded = [self._encode(getattr(value, name)) for name in shape.fields]
        if shape.span:
            return [number, *self._place(value.span), *encoded]
        return [number, *encoded]

    def _each(self, values: Any) -> list[Any]:
        return [item if item.__class__ in _ATOMS else self._encode(item) for item in values]

    def _tuple(self, values: tuple[Any, ...]) -> Any:
        """Return a tuple of plain data as it is, and one of spans as offsets alone."""
        if values and all(item.__class__ is Span for item in values):
            places = {self._file(item) for item in values}
            if len(places) == 1 and _NO_FILE not in places:
                origin = self._origin
                offsets = (n - origin for item in values for n in (item.start, item.end))
                return [_SPANS, *places, *offsets]
        encoded = self._each(values)
        return values if _same(encoded, values) else [_TUPLE, *encoded]

    def _number(self, kind: type) -> int:
        number = self._kinds.get(kind)
        if number is None:
            if _registry.get(_name(kind)) is not kind:
                raise TypeError(f"{_name(kind)} is not registered as serializable")
            number = self._kinds[kind] = len(self._kinds)
        return number

    def _place(self, span: Span) -> tuple[int, int, int]:
        if span is NOWHERE:
            return span.start, span.end, _NO_FILE
        return span.start - self._origin, span.end - self._origin, self._file(span)

    def _file(self, span: Span) -> int:
        if span is NOWHERE:
            return _NO_FILE
        return self._files.setdefault(span.file, len(self._files))


def _same(encoded: list[Any], values: Any) -> bool:
    return all(item is value for item, value in zip(encoded, values, strict=True))


def _decoder(shapes: list[_Shape], files: list[str]) -> Callable[[Any], Any]:
    """Return the function that decodes a value whose header names these classes and files."""

    def decode(item: Any) -> Any:
        if item.__class__ is not list:
            return item
        rest = iter(item)
        return decoders[next(rest)](rest)

    def each(items: Iterable[Any]) -> list[Any]:
        return [item if item.__class__ is not list else decode(item) for item in items]

    def span(start: int, end: int, file: int) -> Span:
        return NOWHERE if file == _NO_FILE else Span(files[file], start, end)

    def spans(rest: Iterator[Any]) -> tuple[Span, ...]:
        file = files[next(rest)]
        return tuple([Span(file, *pair) for pair in zip(rest, rest, strict=True)])

    def mapping(rest: Iterator[Any]) -> dict[Any, Any]:
        return dict(zip(each(next(rest)), each(next(rest)), strict=True))

    def maker(shape: _Shape) -> Callable[[Iterator[Any]], Any]:
        kind = shape.kind

        def make_node(rest: Iterator[Any]) -> Any:
            place = span(next(rest), next(rest), next(rest))
            return kind(*each(rest), span=place)

        return make_node if shape.span else lambda rest: kind(*each(rest))

    # Negative tags count from the end.
    decoders = [
        *map(maker, shapes),
        *(spans, lambda rest: span(*rest), mapping, each, lambda rest: tuple(each(rest))),
    ]
    return decode
