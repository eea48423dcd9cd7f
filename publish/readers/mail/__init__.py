"""Reader of mails (``.eml``) and of pages saved as one file (``.mhtml``): the text that they carry.

Of several forms of one text the plain one is read, else the page by the reader of HTML.  Senders,
receivers, dates and addresses are not part of the text.
https://www.rfc-editor.org/rfc/rfc2045
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from publish.diagnostics import Diagnostic, Outcome, PublishError
from publish.diagnostics.rules import files
from publish.diagnostics.rules import readers as rules
from publish.document.draft import Draft, Part
from publish.document.model import Resource, Work
from publish.readers import Reader
from publish.readers.decode import decode
from publish.readers.html.charset import decode_page, find_codec
from publish.readers.html.page import read_page
from publish.readers.text import read_text
from publish.text.dataclass import dataclass
from publish.text.source import Container, Source, Span

if TYPE_CHECKING:
    from email.message import Message

_MOST_PARTS = 1000
_DEEPEST = 30
_SHOWN = 60
_LONGEST_SIGNATURE = 12
"""Lines of a signature; a text that has two hyphens on a line far from its end is no signature."""

_PRIVATE = ("from", "to", "cc", "bcc", "reply-to", "sender", "date", "message-id", "received")


@dataclass(frozen=True)
class _Attachment:
    """A part that is not read: its name, its media type, and the addresses that a page has."""

    name: str
    media_type: str
    addresses: tuple[str, ...]
    data: bytes


@dataclass(frozen=True)
class _Mail:
    """The content of a mail beside its text."""

    is_page: bool
    subject: str
    has_persons: bool
    attachments: tuple[_Attachment, ...]


def decode_mail(data: bytes, file: str) -> Outcome[Source]:
    """Return the text of a mail as a Source, whose places are the lines of that text.

    Raises PublishError for a file that is no mail, or has no text.
    """
    from email import message_from_bytes
    from email.errors import MessageError

    start = Span(file, 0, 0)
    try:
        message = message_from_bytes(data)
        parts = tuple(_find_parts(message))
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        hint = "open it in a mail program, copy the text, and paste it into a .txt file"
        raise PublishError(rules.BAD_MAIL.at(start, "this mail is damaged", hint)) from error
    plain = [part for part in parts if _is_text(part, "text/plain")]
    pages = [part for part in parts if _is_text(part, "text/html")]
    plain = [part for part in plain if _payload(part).strip()]
    body = plain or pages[:1]
    if not body:
        names = ", ".join(map(_name, parts[:5]))
        message_text = "no text is in this mail" + (f", only {names}" if names else "")
        raise PublishError(files.EMPTY.at(start, message_text))
    outcomes = [_decode_part(part, file) for part in body]
    text = "\n\n".join(outcome.value.text.rstrip() for outcome in outcomes)
    persons = any(name in message for name in _PRIVATE)
    others = tuple(_attachment(part) for part in parts if not _is_form(part, body))
    mail = _Mail(body[0] not in plain, _subject(message), persons, others)
    kind = "page" if mail.is_page else "text"
    source = Source(file, text, container=Container(data, mail))
    places = tuple((offset, f"{kind} of the mail, line {n}") for n, offset in _lines(source))
    diagnostics = tuple(d for outcome in outcomes for d in outcome.diagnostics)
    return Outcome(replace(source, places=places), diagnostics)


def read_mail(source: Source) -> Outcome[Draft | Work]:
    """Return the draft of the text of a mail, and reports of what stands beside it."""
    mail = source.container.content if source.container else None
    if not isinstance(mail, _Mail):
        return Outcome(read_text(source))
    outcome = read_page(source) if mail.is_page else Outcome[Draft | Work](read_text(source))
    draft = outcome.value
    signature: tuple[Diagnostic, ...] = ()
    if isinstance(draft, Draft) and not mail.is_page:
        draft, signature = _drop_signature(draft)
    used: set[_Attachment] = set()
    if isinstance(draft, Draft):
        pictures = tuple(_find_pictures(draft, mail.attachments, used))
        draft = replace(draft, pictures=(*draft.pictures, *pictures))
    diagnostics = _report(source, mail, [a for a in mail.attachments if a not in used])
    return Outcome(draft, (*outcome.diagnostics, *signature, *diagnostics))


def _drop_signature(draft: Draft) -> tuple[Draft, tuple[Diagnostic, ...]]:
    """Return a draft without the signature, which stands under a line of two hyphens.

    https://www.rfc-editor.org/rfc/rfc3676#section-4.3
    """
    lines = [chunk.text.text.rstrip("\r\n ") for chunk in draft.chunks]
    start = len(lines) - 1 - lines[::-1].index("--") if "--" in lines else 0
    if not start or len(lines) - start > _LONGEST_SIGNATURE:
        return draft, ()
    spans = [chunk.span for chunk in draft.chunks[start:]]
    message = "not printed: the signature of the mail"
    report = rules.MAIL_HEADERS.at(spans[0], message, also=spans[1:])
    return replace(draft, chunks=draft.chunks[:start]), (report,)


def _find_parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a mail that contain no others; raise ValueError for one out of bounds."""
    stack: list[tuple[Message, int]] = [(message, 0)]
    count = 0
    while stack:
        part, depth = stack.pop()
        count += 1
        if depth > _DEEPEST or count > _MOST_PARTS:
            raise ValueError("too many parts")
        inner = part.get_payload() if part.is_multipart() else []
        if isinstance(inner, list) and inner:
            stack += [(each, depth + 1) for each in reversed(inner) if not isinstance(each, str)]
        else:
            yield part


def _is_text(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind and part.get_content_disposition() != "attachment"


def _is_form(part: Message, body: Sequence[Message]) -> bool:
    """Return whether a part is the text that is read, or the same text in another form."""
    is_read = any(part is each for each in body)
    return is_read or _is_text(part, "text/plain") or _is_text(part, "text/html")


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decode_part(part: Message, file: str) -> Outcome[Source]:
    """Return the text of a part by its encoding where its bytes are of it, else by its content."""
    data = _payload(part)
    charset = part.get_content_charset("")
    codec = find_codec(charset)
    is_page = part.get_content_type() == "text/html"
    if not codec:
        return decode_page(data, file) if is_page else decode(data, file)
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return decode_page(data, file) if is_page else decode(data, file)
    if part.get_param("format") == "flowed":
        text = _unflow(text, deletes_space=part.get_param("delsp") == "yes")
    return Outcome(Source(file, text.removeprefix("\ufeff")))


def _unflow(text: str, *, deletes_space: bool) -> str:
    """Return a text whose paragraphs are lines (https://www.rfc-editor.org/rfc/rfc3676)."""
    result: list[str] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        own = line[depth:].removeprefix(" ") if depth or line.startswith(" ") else line
        is_signature = own == "-- "
        if goes_on and not depth and not is_signature:
            result[-1] += own
        else:
            result.append(f"{'>' * depth} {own}" if depth else own)
        goes_on = own.endswith(" ") and not is_signature and not depth
        if goes_on and deletes_space:
            result[-1] = result[-1][:-1]
    return "\n".join(result)


def _subject(message: Message) -> str:
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    try:
        subject = str(make_header(decode_header(str(message.get("subject", "")))))
    except (HeaderParseError, UnicodeError, LookupError, ValueError):
        return ""
    return " ".join(subject.split())


def _name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (UnicodeError, LookupError, ValueError, TypeError):
        name = ""
    return " ".join(name.split())[:_SHOWN] or part.get_content_type()


def _attachment(part: Message) -> _Attachment:
    names = (part.get("content-id", ""), part.get("content-location", ""))
    identifier, location = (str(each).strip() for each in names)
    addresses = (f"cid:{identifier.strip('<>')}" if identifier else "", location)
    return _Attachment(
        _name(part), part.get_content_type(), tuple(filter(None, addresses)), _payload(part)
    )


def _find_pictures(
    draft: Draft, attachments: Sequence[_Attachment], used: set[_Attachment]
) -> Iterator[tuple[str, Resource]]:
    """Yield the attached pictures that a page names, by the addresses that it has for them."""
    from publish.access import Refusal
    from publish.access.picture_data import check_picture
    from publish.storage.digests import digest

    named = {each.label.text for each in draft.chunks if each.part is Part.IMAGE and each.label}
    for attachment in attachments:
        addresses = [each for each in attachment.addresses if each in named]
        if not addresses:
            continue
        try:
            media_type = check_picture(attachment.data)
        except Refusal:
            continue
        used.add(attachment)
        for address in addresses:
            yield address, Resource(digest(attachment.data), media_type, attachment.data)


def _report(source: Source, mail: _Mail, unread: Sequence[_Attachment]) -> Iterator[Diagnostic]:
    start = Span(source.file, 0, 0)
    if mail.has_persons:
        subject = mail.subject.replace('"', "'")
        hints = [f'to take the subject as the title, set title = "{subject}"'] if subject else []
        message = "not printed: sender, receivers and date of the mail"
        yield rules.MAIL_HEADERS.at(start, message, *hints)
    own = [each for each in unread if not each.media_type.startswith("text/css")]
    if own:
        names = ", ".join(re.sub(r"[“”]", "'", each.name) for each in own[:_MOST_NAMES])
        more = f" and {len(own) - _MOST_NAMES} more" if len(own) > _MOST_NAMES else ""
        yield rules.ATTACHMENT.at(
            start, f"not printed: what is attached to the mail: {names}{more}"
        )


_MOST_NAMES = 8


def _lines(source: Source) -> Iterator[tuple[int, int]]:
    """Yield the number and the offset of each line."""
    for number, line in enumerate(source.lines(), 1):
        yield number, line.offset(0) if line.text else line.anchors[0][1]


READER = Reader("mail", read_mail, decode=decode_mail)
