"""Options of the wrap cover of a bound book: back, spine and front on one sheet."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

from publish.config.book_papers import PAPERS, BookPaper, paper_of_sheet, paper_of_weight
from publish.config.toml_file import InvalidValue
from publish.config.values import (
    member_of,
    number_from,
    parse_with,
    read_flag,
    read_keys,
    read_part,
    read_path,
    read_words,
)
from publish.document.metadata import Words
from publish.text.dataclass import dataclass
from publish.text.lengths import millimetres

MARKDOWN = ".md"
"""The ending by which the text of a back is the name of a file."""

_LEAST_WEIGHT, _MOST_WEIGHT = 30, 300
_LEAST_BULK, _MOST_BULK = 0.6, 3.0
_THICKEST_SHEET = 1.0
_MOST_BLEED = 20.0


class SpineDirection(StrEnum):
    """The end of a spine at which a reader of it begins: ``DOWN`` from the head to the foot."""

    DOWN = "down"
    UP = "up"


class CoverColours(StrEnum):
    """The colours of a wrap cover: those of the theme's covers, or black on the paper."""

    THEME = "theme"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class WrapCover:
    """The options of a wrap cover; None where the book or the program decides.

    ``back`` is the text of the back, or ``back_file`` the Markdown file with it.  The spine has the
    words of ``spine_text``, else the title, unless ``spine`` is false.  ``bleed`` is in
    millimetres.  With ``marks`` the folds are marked outside of the trim.
    """

    paper: BookPaper | None = None
    back: Words = Words()
    back_file: Path | None = None
    picture: Path | None = None
    spine: bool = True
    spine_text: Words = Words()
    spine_direction: SpineDirection = SpineDirection.DOWN
    colours: CoverColours = CoverColours.THEME
    bleed: float | None = None
    marks: bool = False


def read_wrap_cover(value: object) -> WrapCover:
    """Return the options in a table; raise InvalidValue at the first wrong key."""
    options = read_keys(value, '[wrap_cover], then lines such as paper = "kdp-cream"', KEYS)
    if isinstance(options.get("back"), Path):
        options["back_file"] = options.pop("back")
    if isinstance(options.get("spine"), Words):
        options["spine_text"] = options.pop("spine")
    return WrapCover(**options)


def _paper(value: object) -> BookPaper:
    expected = (
        f'a paper: {", ".join(PAPERS)}, or {{ grams = 80, bulk = 1.25 }}, or {{ sheet = "0.1mm" }}'
    )
    if isinstance(value, str) and value in PAPERS:
        return PAPERS[value]
    if not isinstance(value, dict):
        raise InvalidValue(expected, tuple(PAPERS))
    if set(value) == {"sheet"}:
        return paper_of_sheet(read_part(value["sheet"], _sheet))
    if set(value) in ({"grams"}, {"grams", "bulk"}):
        grams = read_part(value["grams"], number_from(_LEAST_WEIGHT, _MOST_WEIGHT, "g/m²"))
        return paper_of_weight(grams, read_part(value.get("bulk", 1.25), _bulk))
    raise InvalidValue(expected)


def _bulk(value: object) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not _LEAST_BULK <= float(str(value)) <= _MOST_BULK:
        raise InvalidValue(f"a bulk in cm³/g from {_LEAST_BULK} to {_MOST_BULK}")
    return float(str(value))


def _sheet(value: object) -> float:
    thickness = _length(value)
    if not 0 < thickness <= _THICKEST_SHEET:
        raise InvalidValue(f"the thickness of a sheet, at most {_THICKEST_SHEET:g} mm")
    return thickness


def _read_bleed(value: object) -> float:
    bleed = _length(value)
    if bleed > _MOST_BLEED:
        raise InvalidValue(f"a bleed of at most {_MOST_BLEED:g} mm")
    return bleed


def _length(value: object) -> float:
    length: float = parse_with(millimetres, 'a length such as "3mm"')(value)
    return length


def _back(value: object) -> Words | Path:
    if isinstance(value, str) and value.strip().endswith(MARKDOWN) and "\n" not in value.strip():
        return Path(read_path(value.strip()))
    return read_words(value)


def _spine(value: object) -> bool | Words:
    return read_flag(value) if isinstance(value, bool) else read_words(value)


KEYS: dict[str, Callable[[object], Any]] = {
    "paper": _paper,
    "back": _back,
    "picture": lambda value: Path(read_path(value)),
    "spine": _spine,
    "spine_direction": member_of(SpineDirection),
    "colours": member_of(CoverColours),
    "bleed": _read_bleed,
    "marks": read_flag,
}
