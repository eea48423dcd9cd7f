"""Speeches: lines that begin with the name of a speaker, in transcripts and in dialogues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from publish.document.draft import Chunk, Part
from publish.passes.headings import is_labelled_heading
from publish.passes.line_features import is_whole_in_brackets
from publish.passes.shape.labels import find_label

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?"
_NAME = r"[^\W\d_](?:[\w'’״׳\".-]*)(?:\s+[^\W\d_][\w'’״׳\".-]*){0,3}(?:\s#?\d{1,2}(?=\W))?"
_ASIDE = r"\s?\([^\W\d_][^()\n]{0,18}\)"
"""The language or the manner of a speech: “Reader (Hebrew):”."""
_SPEAKER = re.compile(
    r"(?P<speaker>(?P<number>\d{1,3}[.)]\s++)?"
    rf"(?:{_TIME}\s*+(?:[-–]\s*+)?)?(?P<name>{_NAME})(?:{_ASIDE}|\s*{_TIME})?)"
    r"\s*:\s+(?=\S)"
    rf"|(?P<before>(?P<initial>[^\W\d_]\.)\s*{_TIME})\s+(?=\S)"
    rf"|(?P<timed>{_TIME}\s+(?P<other>{_NAME}))\s*:\s+(?=\S)"
    r"|(?P<letter>[QAשתВО])\.\s+(?=\S)"
)
_ALONE = re.compile(rf"(?P<name>{_NAME})(?:{_ASIDE})?\s*:")
_KNOWN = frozenset(
    "q a question answer teacher student rav rabbi host guest interviewer moderator speaker"
    " שאלה תשובה ש ת רב הרב מורה תלמיד תלמידה מנחה שואל משיב קהל"
    " вопрос ответ в о учитель ученик ведущий"
    " pregunta respuesta frage antwort domanda risposta".split()
)
_WITH_NUMBER = frozenset(
    "student pupil participant speaker reader guest voice man woman friend teacher group table"
    " תלמיד תלמידה סטודנט סטודנטית משתתף משתתפת דובר דוברת קורא קוראת חבר חברה קול שולחן"
    " ученик участник чтец голос друг alumno participante schüler teilnehmer".split()
)
"""The words for people who are told apart by numbers: “Student 2:”; “Source 2:” is no speaker."""
_LETTERS = ("qa", "שת", "во")
"""The letters of questions and answers: “Q. …”, “A. …”."""
_NUMBER = re.compile(r"\s#?\d+$")
_LONGEST_NAME = 28
_FEWEST = 3
_FEWEST_KNOWN = 2


def mark_speeches(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with speeches marked; the name of the speaker is their label.

    A text has speeches where several lines begin with names of which some come again, or with
    words for questions and answers.
    """
    chunks = _join_names(chunks)
    matches = {i: m for i, c in enumerate(chunks) if c.part is None and (m := _match(c))}
    matches = _without_items(matches)
    names = Counter(_name(match) for match in matches.values())
    roles = [name for name in names.elements() if name in _KNOWN]
    repeated = sum(count for count in names.values() if count > 1)
    capitals = sum(match["speaker"].isupper() for match in matches.values() if match["speaker"])
    enough = (
        capitals >= _FEWEST
        or len(roles) >= _FEWEST_KNOWN
        or (len(matches) >= _FEWEST and repeated >= _FEWEST)
    )
    if not enough:
        return list(chunks)
    matches = {
        i: match
        for i, match in matches.items()
        if _is_surely_speaker(match, names) or not _is_phrase(chunks[i], match)
    }
    first = min(i for i, match in matches.items() if _is_surely_speaker(match, names))
    while first - 1 in matches:
        first -= 1
    result: list[Chunk] = []
    is_speech = False
    for index, chunk in enumerate(chunks):
        match = matches.get(index)
        if match and index >= first:
            group = next(g for g in ("speaker", "before", "timed", "letter") if match[g])
            # The colon after a name is printed with it.
            speaker = chunk.text.cut(match.start(group), len(match.group().rstrip()))
            speech = chunk.cut(match.end()).strip()
            result.append(replace(speech, part=Part.SPEECH, label=speaker))
            is_speech = True
        elif chunk.part is None and index and is_whole_in_brackets(chunk.text.text):
            result.append(replace(chunk, part=Part.RUBRIC))
        elif is_speech and chunk.part is None and not (chunk.blanks or _opens_part(chunk)):
            result.append(replace(chunk, part=Part.SPEECH, joins=True))
        else:
            is_speech = False
            result.append(chunk)
    return result


def _opens_part(chunk: Chunk) -> bool:
    """Return whether a line is a heading or a source with its number: “Source 2: …”."""
    label = find_label(chunk.text.text)
    return bool(label and label.word) or is_labelled_heading(chunk.text.text)


def _join_names(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks, “Question:” and “Answer:” that stand alone on a line before their text."""
    alone = {
        index
        for index, (chunk, following) in enumerate(pairwise(chunks))
        if chunk.part is None
        and following.part is None
        and not following.blanks
        and (match := _ALONE.fullmatch(chunk.text.text))
        and match["name"].casefold() in _KNOWN
        and not _ALONE.fullmatch(following.text.text)
    }
    if len(alone) < _FEWEST_KNOWN:
        return list(chunks)
    result: list[Chunk] = []
    for index, chunk in enumerate(chunks):
        if index - 1 in alone:
            result[-1] = result[-1].append(chunk)
        else:
            result.append(chunk)
    return result


def _without_items(matches: Mapping[int, re.Match[str]]) -> dict[int, re.Match[str]]:
    """Return matches without letters that count the items of a list: “A. …”, “B. …”."""
    letters = Counter(match["letter"].casefold() for match in matches.values() if match["letter"])
    speakers = {letter for pair in _LETTERS for letter in pair if _are_speakers(pair, letters)}
    return {
        index: match
        for index, match in matches.items()
        if not match["letter"] or match["letter"].casefold() in speakers
    }


def _are_speakers(pair: str, letters: Counter[str]) -> bool:
    return all(letters[letter] >= _FEWEST_KNOWN for letter in pair)


def _is_surely_speaker(match: re.Match[str], names: Counter[str]) -> bool:
    name = _name(match)
    if match["speaker"] and match["speaker"].isupper() and len(match["speaker"]) > 1:
        return True
    return names[name] > 1 or name in _KNOWN or bool(_NUMBER.search(name))


def _is_phrase(chunk: Chunk, match: re.Match[str]) -> bool:
    """Return whether words before a colon are no name: “And so they said:”, or an indented line."""
    return chunk.indent > 0 or _name_of(match).rpartition(" ")[2][:1].islower()


def _match(chunk: Chunk) -> re.Match[str] | None:
    text = chunk.text.text
    match = _SPEAKER.match(text)
    if match is None or len(match.group()) > _LONGEST_NAME + 14:
        return None
    name = _name(match)
    if (number := _NUMBER.search(name)) and name[: number.start()] not in _WITH_NUMBER | _KNOWN:
        return None
    if match["number"] and name not in _KNOWN:
        return None  # an item of a list: “1. Bread: …”
    return None if is_labelled_heading(match.group().strip(" :")) else match


def _name(match: re.Match[str]) -> str:
    return _name_of(match).casefold().strip(" .'\"״׳")


def _name_of(match: re.Match[str]) -> str:
    """Return the name of the speaker as it is written."""
    return match["name"] or match["initial"] or match["other"] or match["letter"] or ""
