"""The table ``[booklet]``: each key with what it takes, the words of ``publish booklet``."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from publish.config.booklet_options import Blanks, BookletSettings, Duplex, Scale, paper, thickness
from publish.config.errors import Wrong

MOST_SHEETS = 200


def booklet(value: object) -> BookletSettings:
    """Return how the book becomes a booklet; raise Wrong where ``value`` does not say it."""
    if not isinstance(value, dict):
        raise Wrong('a table: [booklet], then lines such as sheet = "a4"')
    strange = [key for key in value if key not in _KEYS]
    if strange:
        raise Wrong(f"the keys {', '.join(_KEYS)}; it has no `{strange[0]}`", tuple(_KEYS))
    found: dict[str, Any] = {}
    for key, given in value.items():
        try:
            found[key] = _KEYS[key](given)
        except ValueError as error:
            raise Wrong(f"for `{key}` {error}") from None
    return BookletSettings(**found)


def _text(read: Callable[[str], Any], expected: str) -> Callable[[object], Any]:
    def take(value: object) -> Any:
        if not isinstance(value, str):
            raise ValueError(expected)  # noqa: TRY004  # the readers of these texts raise it too
        try:
            return read(value)
        except ValueError as error:
            raise ValueError(f"{expected}: {error}") from None

    return take


def _one_of(kind: type[StrEnum]) -> Callable[[object], Any]:
    def take(value: object) -> Any:
        if not isinstance(value, str) or value not in list(kind):
            raise ValueError(f"one of {', '.join(kind)}")
        return kind(value)

    return take


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")  # noqa: TRY004  # as above
    return value


def _sheets(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_SHEETS:
        raise ValueError(f"a number of sheets from 1 to {MOST_SHEETS}")
    return value


_KEYS: dict[str, Callable[[object], Any]] = {
    "sheet": _text(paper, 'a sheet such as "a4"'),
    "signature": _sheets,
    "creep": _text(thickness, 'a thickness such as "0.1mm" or "80gsm"'),
    "duplex": _one_of(Duplex),
    "scale": _one_of(Scale),
    "marks": _flag,
    "cover": _flag,
    "back": _flag,
    "blanks": _one_of(Blanks),
}
