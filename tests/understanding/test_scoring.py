"""The scorer tells a right model from a wrong one."""

from __future__ import annotations

from publish.diagnostics import Severity
from tests.understanding.evidence import Evidence
from tests.understanding.gold import parse_gold
from tests.understanding.messages import Extent, Message
from tests.understanding.scoring import Score, score
from tests.understanding.tree import Json

LINES = (
    "A Lesson",
    "",
    "The ink,1",
    "הַדְּיוֹ,",
    "",
    "Said at length.",
    "",
    "and paper.",
    "וְהַנְּיָר.",
    "",
    "1. A note.",
)
GOLD = """\
1\ttitle
3\ttran 1
4\torig 1
6\tcomm
8\ttran 2
9\torig 2
11\tnote 1
calls: 1
lang 4 he
quiet
text: and paper
not: see there
"""


def text(number: int, start: int = 1, end: int = 0) -> Json:
    """A text of one line, from column ``start`` up to ``end``."""
    line = LINES[number - 1]
    end = end or len(line) + 1
    place = {"file": "a", "line": number, "end_line": number, "column": start, "end_column": end}
    return {"type": "Text", "span": place, "text": line[start - 1 : end - 1]}


def paragraph(*inlines: Json) -> Json:
    return {"type": "Paragraph", "inlines": list(inlines)}


def passage(lang: str, *blocks: Json) -> Json:
    return {"type": "Passage", "lang": lang, "blocks": list(blocks)}


def lesson(*, swapped: bool = False) -> Json:
    """The model of LINES; ``swapped`` has commentary in the place of a translation."""
    note = {"type": "Note", "call": "1", "blocks": [paragraph(text(11, 4))]}
    translation, commentary = paragraph(text(8)), paragraph(text(6))
    if swapped:
        translation, commentary = commentary, translation
    segments = [
        {
            "type": "Segment",
            "original": passage("he", paragraph(text(4))),
            "translations": [passage("en", paragraph(text(3, 1, 9), note))],
            "commentary": [commentary],
        },
        {
            "type": "Segment",
            "original": passage("he", paragraph(text(9))),
            "translations": [passage("en", translation)],
            "commentary": [],
        },
    ]
    section = {"type": "Section", "role": "chapter", "title": [], "children": segments}
    return {"type": "Work", "meta": {"title": "A Lesson"}, "body": [section]}


EMPTY: Json = {"type": "Work", "meta": {}, "body": []}


def measure(work: Json, *messages: Message) -> Score:
    return score(parse_gold(GOLD), Evidence(LINES, work, messages))


def message(severity: Severity, number: int) -> Message:
    extent = Extent(number, number, 1, len(LINES[number - 1]) + 1)
    return Message("T06", severity, (extent,))


def test_the_model_of_the_gold_has_no_fault():
    assert measure(lesson()).is_perfect


def test_commentary_as_translation_is_wrong_and_a_mispair():
    result = measure(lesson(swapped=True))
    assert set(result.wrong) == {6, 8, 9}
    assert result.mispairs == (6,)


def test_a_mispair_with_a_warning_is_not_silent():
    assert measure(lesson(swapped=True), message(Severity.WARNING, 8)).mispairs == ()


def test_an_empty_model_loses_every_line():
    result = measure(EMPTY)
    assert result.right == 0
    assert result.losses == (1, 3, 4, 6, 8, 9, 11)
    assert not result.has_right_calls


def test_an_info_does_not_excuse_a_loss():
    assert 6 in measure(EMPTY, message(Severity.INFO, 6)).losses
    assert 6 not in measure(EMPTY, message(Severity.WARNING, 6)).losses


def test_a_loud_message_breaks_quiet():
    (violation,) = measure(lesson(), message(Severity.WARNING, 6)).violations
    assert violation == "not quiet: T06@6"


def test_a_wrong_language_is_a_violation():
    work = lesson()
    work["body"][0]["children"][0]["original"]["lang"] = "yi"
    assert measure(work).violations == ("lang 4 is yi",)


def test_a_line_that_the_gold_drops_needs_a_message():
    gold = parse_gold("1\tdrop\n")
    silent = score(gold, Evidence(("Share this page",), EMPTY, ()))
    extent = Extent(1, 1, 1, 16)
    info = Message("T01", Severity.INFO, (extent,))
    reported = score(gold, Evidence(("Share this page",), EMPTY, (info,)))
    assert silent.losses == (1,)
    assert reported.is_perfect


def test_a_text_that_is_missing_is_a_violation():
    gold = parse_gold("calls: 1\ntext: see there\nnot: ink\n")
    violations = score(gold, Evidence(LINES, lesson(), ())).violations
    assert violations == ("text: see there", "not: ink")
