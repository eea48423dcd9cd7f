"""The table ``[booklet]`` of settings: each key with the reader of its values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from publish.config.booklet_options import (
    Blanks,
    BookletSettings,
    Duplex,
    Scale,
    SheetLayout,
    paper,
    thickness,
)
from publish.config.values import (
    list_of,
    member_of,
    number_from,
    parse_with,
    read_flag,
    read_keys,
    read_path,
    read_string,
)

MOST_SHEETS = 200


def read_booklet(value: object) -> BookletSettings:
    """Return the booklet settings in a table; raise InvalidValue at the first wrong key."""
    settings = read_keys(value, '[booklet], then lines such as sheet = "a4"', KEYS)
    if "creep" in settings:
        settings["paper_thickness"] = settings.pop("creep")
    return BookletSettings(**settings)


def _read_list_path(value: object) -> Path:
    return Path(read_path(value))


KEYS: dict[str, Callable[[object], Any]] = {
    "layout": member_of(SheetLayout),
    "sheet": parse_with(paper, 'a sheet such as "a4"'),
    "signature": number_from(1, MOST_SHEETS, "a number of sheets"),
    "creep": parse_with(thickness, 'a thickness such as "0.1mm" or "80gsm"'),
    "duplex": member_of(Duplex),
    "scale": member_of(Scale),
    "marks": read_flag,
    "cover": read_flag,
    "back": read_flag,
    "blanks": member_of(Blanks),
    "card": read_flag,
    "card_first": read_flag,
    "people": _read_list_path,
    "people_lines": list_of(read_string, 'a list of lines: ["Group {group}"]'),
}
