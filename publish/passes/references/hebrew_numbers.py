"""The numbers of a Hebrew reference: in digits, in letters, with the letter of their unit."""

from __future__ import annotations

from publish.text.numerals import parse_numeral

_WORD_AND_NO_NUMBER = 1000


def read_number(text: str | None) -> int | None:
    """Return the number that a group is, in digits or in letters.

    No book has a thousand chapters, verses or leaves: letters that make so much are a word, as in
    ``בראשית ברא``.
    """
    if text is None or text.isdecimal():
        return None if text is None else int(text)
    number = parse_numeral(text)
    return None if number is None or number >= _WORD_AND_NO_NUMBER else number


def split_unit(unit: str, text: str | None, most: int) -> tuple[int | None, bool]:
    """Return a number, and whether the letter of its unit was joined to it.

    ``פ״ב`` is 82, but in a book of fewer chapters it is ``פרק ב``, as ``פמ״ו`` always is.
    """
    number = read_number(text)
    if (number is None or number > most) and text and text.startswith(unit) and '"' in text:
        rest = parse_numeral(text[1:].removeprefix('"'))
        if rest is not None:
            return rest, True
    return number, False


def is_marked(text: str | None) -> bool:
    """Return whether digits or gershayim say that this is a number and no word."""
    return text is not None and (text.isdecimal() or '"' in text or "''" in text)
