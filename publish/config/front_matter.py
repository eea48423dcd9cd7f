"""Front matter that an editor chooses: the pages before the text, or a title block over it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any

from publish.config.toml_file import InvalidValue
from publish.config.values import member_of, read_flag
from publish.text.dataclass import dataclass


class FrontLayout(StrEnum):
    """The place of title and imprint: pages before the text, pages of the text, or none."""

    FULL = "full"
    COMPACT = "compact"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a book, by default a title page, its imprint and the contents.

    ``dedication`` and ``epigraph`` are those that the text has.  Where the layout is not ``FULL``,
    the imprint is lines at the end of the text.
    """

    layout: FrontLayout = FrontLayout.FULL
    half_title: bool = False
    title_page: bool = True
    imprint: bool = True
    contents: bool = True
    dedication: bool = True
    epigraph: bool = True

    @property
    def has_title_block(self) -> bool:
        """Whether the lines of a title page stand over the text instead."""
        return not self.title_page and self.layout is not FrontLayout.NONE


FULL_FRONT = FrontMatter()

_LAYOUTS = {
    FrontLayout.FULL: FULL_FRONT,
    FrontLayout.COMPACT: FrontMatter(FrontLayout.COMPACT, title_page=False, contents=False),
    FrontLayout.NONE: FrontMatter(
        FrontLayout.NONE, title_page=False, imprint=False, contents=False
    ),
}

_SWITCHES = ("half_title", "title_page", "imprint", "contents", "dedication", "epigraph")


def read_front_matter(value: object) -> FrontMatter:
    """Return the front matter of a layout, or of a table of a layout and switches.

    Raises InvalidValue at the first wrong key.
    """
    read_layout = member_of(FrontLayout)
    if isinstance(value, str):
        return _LAYOUTS[read_layout(value)]
    if not isinstance(value, dict):
        raise InvalidValue(
            f'one of {", ".join(FrontLayout)}, or a table: {{ layout = "full", contents = false }}'
        )
    if set(value) - {"layout", *_SWITCHES}:
        keys = ("layout", *_SWITCHES)
        unknown = next(key for key in value if key not in keys)
        raise InvalidValue(f"a table with the keys {', '.join(keys)}", keys, value=unknown)
    layout, switches = FrontLayout.FULL, dict[str, Any]()
    for key, item in value.items():
        try:
            if key == "layout":
                layout = read_layout(item)
            else:
                switches[key] = read_flag(item)
        except InvalidValue as error:
            raise InvalidValue(f"for `{key}` {error}", error.options, value=item) from None
    return replace(_LAYOUTS[layout], **switches)
