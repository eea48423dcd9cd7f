"""Reader of SubRip subtitles (.srt): the words of a recorded lesson as paragraphs."""

import re
from collections.abc import Iterator
from itertools import pairwise

from publish.plugin_api import (
    Chunk,
    Diagnostic,
    Draft,
    Outcome,
    Reader,
    Severity,
    Source,
    Traced,
    chunk,
)

TIME = r"(\d+):(\d+):(\d+)[,.]\d+"
HEAD = re.compile(rf"^\d+[ \t\r]*\n{TIME} --> {TIME}.*", re.MULTILINE)
"""The number and the times of a subtitle, on two lines."""

LINE_END = re.compile(r"\r?\n\s*")
PAUSE = 2
"""Seconds without words after which a paragraph begins."""


def read_subtitles(source: Source) -> Outcome[Draft]:
    """Return a draft with a paragraph for each run of subtitles without a pause."""
    text = Traced(source.text, source.file, ((0, 0),))
    heads = list(HEAD.finditer(source.text))
    paragraphs: list[Chunk] = []
    last = 0
    for head, following in pairwise([None, *heads, None]):
        start, end = head.end() if head else 0, following.start() if following else len(text)
        words = chunk(text.cut(start, end).strip().sub(LINE_END, lambda _: " "), blanks=1)
        if not paragraphs or (head and seconds(head, 1) - last >= PAUSE):
            paragraphs.append(words)
        else:
            paragraphs[-1] = paragraphs[-1].append(words)
        last = seconds(head, 4) if head else 0
    paragraphs = [each for each in paragraphs if each.text]
    return Outcome(Draft(source.file, tuple(paragraphs)), tuple(report(text, heads)))


def seconds(head: re.Match[str], group: int) -> int:
    """Return the time in three groups of a match in seconds."""
    hours, minutes, rest = map(int, head.group(group, group + 1, group + 2))
    return 3600 * hours + 60 * minutes + rest


def report(text: Traced, heads: list[re.Match[str]]) -> Iterator[Diagnostic]:
    """Yield the message that numbers and times are not printed."""
    if heads:
        first, *others = (text.cut(*head.span()).strip().span() for head in heads)
        message = f"{len(heads)} numbers and times of subtitles are not printed"
        yield Diagnostic("Z01", Severity.INFO, message, first, also=tuple(others))


READER = Reader("subtitles", read_subtitles)
