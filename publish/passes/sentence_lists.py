"""Lists inside a sentence: ``(1) X, (2) Y`` and ``a) X; b) Y``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from publish.document.inline_ranges import Run
from publish.document.numbering import read_label
from publish.document.roles import Numbering
from publish.text.patterns import late_pattern

Labels: TypeAlias = Sequence[Run]
"""The ranges of the labels of a list, with their brackets or stops."""

_NUMERAL = r"(?:\d{1,2}|[ivxIVX]{2,5}|[A-Za-z]|[א-ת]{1,2})['׳]?"
_LABEL = late_pattern(
    r"(?:(?<![^\s\ufffc(\[“„«‘\"'])|(?<=ו[-־]))"
    rf"(?:\((?P<round>{_NUMERAL})\)|\[(?P<square>{_NUMERAL})\]"
    rf"|(?P<bracket>{_NUMERAL})\)|(?P<stop>{_NUMERAL})\.)(?=\s*[^\s\d.,:;)\]])"
)
_FEWEST = 2


def find_labels(text: str) -> list[Labels]:
    """Return the labels of each list in a text: two or more that go up by one, in one form.

    Letters begin with the first of their alphabet, numbers anywhere.
    """
    lists: list[list[Run]] = []
    last: dict[tuple[str | None, Numbering, bool], tuple[int, list[Run]]] = {}
    for match in _LABEL.finditer(text):
        name = match.lastgroup
        label = match[name] if name else ""
        for reading in read_label(label.rstrip("'׳")):
            key = name, reading.numbering, label.isupper()
            number, labels = last.get(key, (0, []))
            if reading.number == number + 1 and labels:
                labels.append(match.span())
            elif reading.number == 1 or reading.numbering is Numbering.DECIMAL:
                labels = [match.span()]
                lists.append(labels)
            else:
                continue
            last[key] = reading.number, labels
    return [labels for labels in lists if len(labels) >= _FEWEST]
