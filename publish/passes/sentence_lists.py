"""Lists inside a sentence: ``(1) X, (2) Y``, ``a) X; b) Y`` and ``“X,” “Y” and “Z.”``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from publish.document.inline_ranges import Run
from publish.document.numbering import read_label
from publish.document.roles import Numbering
from publish.passes.citation_frames import find_frame, find_sentence
from publish.text.languages import Script, base_script, count_letters
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

_ENCLOSED = late_pattern(
    r"“[^“”\n]{1,400}”|”[^“”\n]{1,400}”|\"[^\"\n]{1,400}\"|„[^„“”\n]{1,400}[“”]|«[^«»\n]{1,400}»"
    r"|\([^()\n]{1,400}\)|\[[^\[\]\n]{1,400}\]"
)
_OPENING = ("“", "”", '"', "„", "«", "(", "[")
_DIVIDER = late_pattern(r"\s\|\s|\s/\s")
_LONGEST_ROW = 80

_QUOTED = late_pattern(
    r"“[^”\n]{1,80}”|”[^“”\n]{1,80}”|\"[^\"\n]{1,80}\"|„[^“”\n]{1,80}[“”]|«[^»\n]{1,80}»"
)
_BETWEEN = late_pattern(r"\s*+(?:[,;]\s*+)?(?:(?:and|or|&|או)\s+|ו[-־]?)?")
_SENTENCE_END = late_pattern(r"[.!?;\n]|$")


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


def frame_script(text: str, own: Script) -> Script:
    """Return the script by which the direction of a paragraph is set, as ``base_script`` does.

    A short note is in the script of the words that frame it, and a sentence in that of its words
    around names.  A sentence in ``own`` around a list stays in ``own``, however long the items of
    the list are, and so do a sentence around a quotation or a bracket that has more letters, and a
    row of a programme in two languages: “13:00 Lunch | ארוחת צהריים”.
    """
    if len(count_letters(text)) > 1 and (_is_row(text, own) or _is_around(text, own)):
        return own
    if frame := find_frame(text) or find_sentence(text, own):
        return frame
    script = base_script(text, own)
    if script is own or count_letters(text).get(own, 0) == 0:
        return script
    rest = _strip_items(text)
    has_frame = len(rest) < len(text) and own in count_letters(rest)
    return base_script(rest, own) if has_frame else script


def _is_around(text: str, own: Script) -> bool:
    """Return whether a text begins with words in ``own``, and all others are enclosed.

    A quotation with its source after it is none: it begins with its mark.
    """
    if text.startswith(_OPENING):
        return False
    rest = count_letters(_ENCLOSED.sub(" ", text))
    return set(rest) == {own} and rest[own] > 1


def _is_row(text: str, own: Script) -> bool:
    """Return whether a text is cells with dividers, each in one script and one in ``own``."""
    if len(text) > _LONGEST_ROW or not _DIVIDER.search(text):
        return False
    cells = [count_letters(cell) for cell in _DIVIDER.split(text)]
    return all(len(cell) == 1 for cell in cells) and any(own in cell for cell in cells)


def _strip_items(text: str) -> str:
    """Return a text without the items of its lists."""
    parts: list[str] = []
    position = 0
    for start, end in sorted((*_find_labelled(text), *_find_quoted(text))):
        parts.append(text[position:start])
        position = max(position, end)
    return "".join((*parts, text[position:]))


def _find_labelled(text: str) -> Iterator[Run]:
    """Yield the range from the first label of each list to the end of its last item."""
    for labels in find_labels(text):
        end = _SENTENCE_END.search(text, labels[-1][1])
        yield labels[0][0], end.start() if end else len(text)


def _find_quoted(text: str) -> Iterator[Run]:
    """Yield the range of each quotation that a separator joins to another one."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for before, after in pairwise(quoted):
        if _BETWEEN.fullmatch(text, before[1], after[0]):
            yield before
            yield after
