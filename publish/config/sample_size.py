"""The size of a sample: the part of a book that readers get before the whole."""

from __future__ import annotations

from publish.config.toml_file import InvalidValue
from publish.config.values import number_from, read_part
from publish.text.dataclass import dataclass

MOST_PERCENT = 50
"""The largest share of a book that a sample may have, in per cent."""

MOST_CHAPTERS = 1000
"""The largest number of chapters of a sample."""

_FORMS = "the size of a sample: { percent = 10 }, or { chapters = 2 }"


@dataclass(frozen=True, slots=True)
class SampleSize:
    """A share of the letters of a book in per cent, or a number of chapters, 0 for the share."""

    percent: int = 10
    chapters: int = 0


def read_sample_size(value: object) -> SampleSize:
    """Return the size that a table gives by one of its keys; raises InvalidValue for others."""
    if not isinstance(value, dict) or set(value) not in ({"percent"}, {"chapters"}):
        raise InvalidValue(_FORMS)
    if "percent" in value:
        read_percent = number_from(1, MOST_PERCENT, "a percentage")
        return SampleSize(percent=read_part(value["percent"], read_percent))
    read_number = number_from(1, MOST_CHAPTERS, "a number of chapters")
    return SampleSize(chapters=read_part(value["chapters"], read_number))
