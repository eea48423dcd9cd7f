"""Chats: the messages of several persons are speeches, without the stamps of the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import pasting
from publish.document.draft import Chunk, Draft, Part
from publish.passes.clean.chat_stamps import ChatStamp, find_stamps
from publish.passes.clean.line_removal import remove_lines
from publish.text.source import Span, Traced

_FEWEST_PERSONS = 2


def read_chat(draft: Draft) -> Outcome[Draft]:
    """Return the draft without the stamps of a chat.

    Where several persons write, each message is a speech with its sender as label; a telephone
    number is no label.  The messages of one person are text.
    """
    stamps = {
        index: stamp
        for index, stamp in find_stamps(draft.chunks).items()
        if not draft.chunks[index].mark
    }
    if not stamps:
        return Outcome(draft)
    firsts = {index: _first_line(draft, stamps, index) for index in stamps}
    labels = _find_labels(draft, stamps, firsts)
    chunks: list[Chunk] = []
    for index, chunk in enumerate(draft.chunks):
        stamp = stamps.get(index)
        line = chunk
        if stamp is not None:
            line = chunk.cut(stamp.length if stamp.has_text else len(chunk.text)).strip()
        if labels and index >= min(stamps) and chunk.mark is None:
            is_first = index in labels
            line = replace(line, part=Part.SPEECH, label=labels.get(index), joins=not is_first)
        is_parted = (stamp or index - 1 in stamps) and chunks and not chunk.blanks
        chunks.append(replace(line, blanks=1) if is_parted else line)
    rest = remove_lines(chunks, {index for index, chunk in enumerate(chunks) if not chunk.text})
    if not rest:
        return Outcome(draft)
    spans = [
        span
        for index, stamp in stamps.items()
        for span in _find_dropped(draft.chunks[index], stamp, labels.get(firsts[index]))
    ]
    return Outcome(replace(draft, chunks=rest), (_report(spans, stamps),))


def _first_line(draft: Draft, stamps: Mapping[int, ChatStamp], index: int) -> int:
    """Return the index of the first line with text of a message, or -1."""
    if stamps[index].has_text:
        return index
    is_next = index + 1 < len(draft.chunks) and index + 1 not in stamps
    return index + 1 if is_next and not draft.chunks[index + 1].mark else -1


def _find_labels(
    draft: Draft, stamps: Mapping[int, ChatStamp], firsts: Mapping[int, int]
) -> dict[int, Traced | None]:
    """Return the sender of each message that has text, None for a number, by its first line.

    A chat of one person has none.
    """
    messages = {index: first for index, first in firsts.items() if first >= 0}
    senders = {index: draft.chunks[index].text.cut(*stamps[index].name) for index in messages}
    if len({sender.text for sender in senders.values() if sender}) < _FEWEST_PERSONS:
        return {}
    return {
        first: senders[index] if _is_name(stamps[index]) else None
        for index, first in messages.items()
    }


def _is_name(stamp: ChatStamp) -> bool:
    start, end = stamp.name
    return start < end and not stamp.is_phone


def _find_dropped(chunk: Chunk, stamp: ChatStamp, label: Traced | None) -> list[Span]:
    """Return the spans of a stamp that are not printed: all but a label."""
    text = chunk.text
    if label is None:
        return [text.span(0, stamp.length if stamp.has_text else len(text))]
    start, end = stamp.name
    parts = ((0, start), (end, stamp.length if stamp.has_text else len(text)))
    return [text.span(a, b) for a, b in parts if text.text[a:b].strip(" :~")]


def _report(spans: list[Span], stamps: Mapping[int, ChatStamp]) -> Diagnostic:
    count = len(stamps)
    message = f"not printed: {count} {'stamp' if count == 1 else 'stamps'} of a chat"
    phones = sum(stamp.is_phone for stamp in stamps.values())
    if phones:
        message += f", {phones} with a telephone number"
    return pasting.CARRIER.at(spans[0], message, also=spans[1:])
