"""Readers of TOML values, shared by settings and themes; each raises InvalidValue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from publish.config.toml_file import InvalidValue
from publish.document.metadata import Words
from publish.text.languages import TAG, language
from publish.text.xml_characters import NOT_XML

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_LONGEST_NAME = 255
_LONGEST_PATH = 1024
"""Bytes of a name and of a path that file systems hold with a folder before it."""

LANGUAGE_TAGS = {
    "arabic": "ar",
    "aramaic": "arc",
    "english": "en",
    "french": "fr",
    "german": "de",
    "hebrew": "he",
    "italian": "it",
    "ladino": "lad",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "ukrainian": "uk",
    "yiddish": "yi",
}
"""The tags of languages by their English names, for hints."""


def read_string(value: object) -> str:
    """Return a text that is not blank, of characters that books and names of files can hold."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidValue("text between quotation marks")
    if control := NOT_XML.search(value):
        raise InvalidValue(f"text without control characters such as U+{ord(control[0]):04X}")
    return value


def read_path(value: object) -> str:
    """Return a text that can be the name of a file or a folder, perhaps with folders before it."""
    path = read_string(value)
    if max(len(part.encode()) for part in path.split("/")) > _LONGEST_NAME:
        raise InvalidValue(f"a name of at most {_LONGEST_NAME} bytes")
    if len(path.encode()) > _LONGEST_PATH:
        raise InvalidValue(f"a path of at most {_LONGEST_PATH} bytes")
    return path


def read_flag(value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise InvalidValue("true or false")
    return value


def read_language(value: object) -> str:
    """Return a language tag (BCP 47)."""
    if not isinstance(value, str) or not TAG.fullmatch(value):
        tag = LANGUAGE_TAGS.get(str(value).lower())
        hint = f'write "{tag}"' if tag else ""
        raise InvalidValue('a language tag such as "en" or "he"', hint=hint)
    return value


def one_of(*options: str) -> Callable[[object], str]:
    """Return a reader of one of ``options``."""

    def read(value: object) -> str:
        if value not in options:
            raise InvalidValue(f"one of {', '.join(options)}", options)
        return str(value)

    return read


def member_of(kind: type[E]) -> Callable[[object], E]:
    """Return a reader of the members of an enum."""
    read_option = one_of(*kind)
    return lambda value: kind(read_option(value))


def list_of(item: Callable[[object], Any], expected: str) -> Callable[[object], tuple[Any, ...]]:
    """Return a reader of lists that are not empty; ``expected`` describes them in messages."""

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or not value:
            raise InvalidValue(expected)
        return tuple(read_part(part, item) for part in value)

    return read


def read_part(value: object, read: Callable[[object], T]) -> T:
    """Return what ``read`` makes of a part of a value; its error is about that part."""
    with InvalidValue.inside(value):
        return read(value)


def number_from(least: int, most: int, what: str) -> Callable[[object], int]:
    """Return a reader of whole numbers in a range; ``what`` names them in messages."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise InvalidValue(f"{what} from {least} to {most}")
        return value

    return read


def parse_with(parse: Callable[[str], Any], expected: str = "") -> Callable[[object], Any]:
    """Return a reader of texts that ``parse`` accepts; a ValueError of it says what it accepts.

    With ``expected``, that is the message, and the ValueError is the hint.
    """

    def read(value: object) -> Any:
        if expected and not isinstance(value, str):
            raise InvalidValue(expected)
        text = read_string(value)
        try:
            return parse(text)
        except ValueError as error:
            if expected:
                raise InvalidValue(expected, hint=str(error)) from None
            raise InvalidValue(str(error)) from None

    return read


def read_words(value: object) -> Words:
    """Return a text in its own language, or one text for each language of a table."""
    if isinstance(value, str):
        text = read_string(value)
        return Words(((language(text), text),))
    if not isinstance(value, dict) or not value:
        raise InvalidValue('text, or one text for each language: { en = "…", he = "…" }')
    for tag in value:
        read_part(tag, read_language)
    return Words(tuple((tag, read_part(text, read_string)) for tag, text in value.items()))


def read_keys(
    value: object, example: str, keys: Mapping[str, Callable[[object], Any]]
) -> dict[str, Any]:
    """Return the values of a table whose keys are all among ``keys``.

    Raises InvalidValue that names the first wrong key; ``example`` is that of a table.
    """
    if not isinstance(value, dict):
        raise InvalidValue(f"a table: {example}")
    unknown = [key for key in value if key not in keys]
    if unknown:
        raise InvalidValue(
            f"a table with the keys {', '.join(keys)}", tuple(keys), value=unknown[0]
        )
    values: dict[str, Any] = {}
    for key, item in value.items():
        try:
            values[key] = keys[key](item)
        except InvalidValue as error:
            expected = f"for `{key}` {error}"
            raise InvalidValue(expected, error.options, value=item, hint=error.hint) from None
    return values


def read_table(value: object, expected: str, required: str, *optional: str) -> dict[str, Any]:
    """Return a table that has the key ``required``, perhaps ``optional`` ones, and no others."""
    if not isinstance(value, dict) or required not in value or set(value) - {required, *optional}:
        raise InvalidValue(expected)
    return value
