"""Stamps that a chat program puts before each message: time, date and sender."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.document.draft import Chunk
from publish.text.dataclass import dataclass
from publish.text.patterns import late_pattern

_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[APap]\.?[Mm]\.?)?"
_DATE = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2} \w{3,9} \d{4}|\w{3,9} \d{1,2}, \d{4})"
_WHEN = rf"(?:{_TIME},? (?:on )?{_DATE}|{_DATE},?(?: at| в| um)? {_TIME})"
# The marks of a program for its Hebrew users have become isolates around parts of the line.
_ISOLATES = "\u2066\u2067\u2068\u2069"
_STAMP = late_pattern(
    rf"[{_ISOLATES}]*(?:\[{_WHEN}\]|{_WHEN} [-–—])[{_ISOLATES}]*\s?"
    rf"(?:(?P<name>[^:]{{1,40}}?)(?P<colon>:[{_ISOLATES}]*)(?:\s+|$))?"
)
_TELEGRAM = late_pattern(rf"(?P<name>[^\[\]:]{{1,40}}?),? \[{_WHEN}\]:?$")
_PHONE = late_pattern(r"[~\s\u2066-\u2069]*\+?[\d\s().-]{7,20}")
_AROUND_NAME = "~ \u2066\u2067\u2068\u2069"
_NOT_TEXT = late_pattern(
    r"<[^<>]{3,40}>|(?:image|video|audio|sticker|gif|document|contact card) omitted"
    r"|.{0,60}\((?:file attached|קובץ מצורף|файл добавлен)\)"
    r"|(?:messages and calls are end-to-end encrypted|ההודעות והשיחות מוצפנות מקצה לקצה"
    r"|сообщения и звонки защищены сквозным шифрованием).{0,200}"
    r"|(?:this message was|you) deleted.{0,20}|הודעה זו נמחקה|данное сообщение удалено|null",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ChatStamp:
    """A stamp at the start of a line: its length, the sender, and whether the line has text.

    ``name`` are the offsets of the sender in the line, ``is_phone`` whether it is a telephone
    number.  A stamp that ``is_over_text`` is a line by itself, over the lines of its message.
    """

    length: int
    name: tuple[int, int]
    has_text: bool
    is_phone: bool
    is_over_text: bool = False


def find_stamps(chunks: Sequence[Chunk]) -> dict[int, ChatStamp]:
    """Return the stamps of the messages of a chat, by the indices of their lines."""
    stamps: dict[int, ChatStamp] = {}
    for index, chunk in enumerate(chunks):
        text = chunk.text.text
        if "\n" in text or chunk.part is not None:
            continue
        first = text.lstrip(_ISOLATES)[:1]
        if (first == "[" or first.isdigit()) and (match := _STAMP.match(text)):
            # A line without a sender is one of the program.
            is_text = bool(match["colon"]) and not _NOT_TEXT.fullmatch(text[match.end() :])
            has_text = is_text and match.end() < len(text)
            stamps[index] = _stamp(match, has_text=has_text)
        elif text[-2:].strip(":")[-1:] == "]" and (match := _TELEGRAM.fullmatch(text)):
            stamps[index] = _stamp(match, has_text=False, is_over_text=True)
    return stamps


def _stamp(match: re.Match[str], *, has_text: bool, is_over_text: bool = False) -> ChatStamp:
    name = match["name"] or ""
    # WhatsApp puts a tilde before a name that the sender has chosen.
    bare = name.strip(_AROUND_NAME)
    start = match.start("name") + len(name) - len(name.lstrip(_AROUND_NAME)) if bare else 0
    is_phone = _PHONE.fullmatch(name) is not None
    return ChatStamp(match.end(), (start, start + len(bare)), has_text, is_phone, is_over_text)
