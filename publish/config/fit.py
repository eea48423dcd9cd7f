"""The setting ``fit``: the number of pages or of folded sheets that a book is made to fill."""

from __future__ import annotations

import re

from publish.config.toml_file import InvalidValue
from publish.config.values import number_from, read_part
from publish.text.dataclass import dataclass

PAGES_OF_A_SHEET = 4
"""The pages of a sheet that is printed on both sides and folded once."""

MOST_PAGES = 4000
MOST_SHEETS = MOST_PAGES // PAGES_OF_A_SHEET

_FORMS = 'a number of pages such as 8, or { sheets = 2 }, or "sheets", or false'
_SHEETS = "sheets"
_OPTION = re.compile(r"(?:(sheets)=)?([0-9]{1,5})\Z")


@dataclass(frozen=True, slots=True)
class Fit:
    """The pages, or the sheets, that a book fills.

    Without either number the book fills the nearest number of whole sheets.  A number of settings
    is not meant for large print; one of a command ``is_for_all`` editions.  A sheet has
    ``sheet_pages``: four if it is folded, two if it is a leaf, and 0 stands for what the layout of
    the booklet has.
    """

    pages: int = 0
    sheets: int = 0
    is_for_all: bool = False
    sheet_pages: int = 0

    @property
    def pages_of_sheet(self) -> int:
        """The number of pages on both sides of a sheet."""
        return self.sheet_pages or PAGES_OF_A_SHEET

    @property
    def few_pages(self) -> int:
        """The most pages of text on a sheet that is nearly empty; 0 for leaves, which never are."""
        return self.pages_of_sheet // PAGES_OF_A_SHEET

    @property
    def is_nearest(self) -> bool:
        """Whether the book fills the nearest number of whole sheets."""
        return not (self.pages or self.sheets)


def read_fit(value: object) -> Fit | None:
    """Return the number of pages or of sheets that a value gives, and None for ``false``.

    Raises InvalidValue for other values.
    """
    if value is False:
        return None
    if value == _SHEETS:
        return Fit()
    read_pages = number_from(1, MOST_PAGES, "a number of pages")
    read_sheets = number_from(1, MOST_SHEETS, "a number of sheets")
    match value:
        case bool():
            raise InvalidValue(_FORMS)
        case 0:
            raise InvalidValue(_FORMS, hint="to leave the book as it is, write fit = false")
        case int():
            return Fit(pages=read_pages(value))
        case {"pages": pages, **others} if not others:
            return Fit(pages=read_part(pages, read_pages))
        case {"sheets": sheets, **others} if not others:
            return Fit(sheets=read_part(sheets, read_sheets))
    if isinstance(value, str) and value.isdecimal():
        raise InvalidValue(_FORMS, hint=f"write fit = {value}, without quotation marks")
    raise InvalidValue(_FORMS, hint='"sheets" is the nearest number of whole sheets')


def parse_fit(text: str) -> Fit:
    """Return the fit that an option of a command gives: ``8``, ``sheets=2`` or ``sheets``.

    Raises ValueError for other texts.
    """
    if text == _SHEETS:
        return Fit(is_for_all=True)
    option = _OPTION.match(text)
    number = int(option[2]) if option else 0
    if option is None or not 1 <= number <= (MOST_SHEETS if option[1] else MOST_PAGES):
        raise ValueError(
            f"“{text}” is neither a number of pages (8) nor of sheets (sheets=2), nor “sheets”"
        )
    return Fit(0, number, is_for_all=True) if option[1] else Fit(number, is_for_all=True)
