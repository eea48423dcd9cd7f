"""Lines that a mail program adds to a text: headers, rulers over forwarded messages, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from publish.document.draft import Chunk
from publish.passes.headings import is_heading
from publish.text.patterns import late_pattern


class MailLine(Enum):
    """A kind of line of a mail, by its name in messages, singular and plural."""

    HEADER = ("header of a mail", "headers of a mail")
    RULER = ("line over a quoted message", "lines over quoted messages")
    SIGNATURE = ("line of a signature", "lines of a signature")
    NOTE = ("covering note of a mail", "covering notes of a mail")


# https://www.rfc-editor.org/rfc/rfc5322#section-3.6 and the words of mail programs.
_FIELDS = {
    "sender": "from|sender|reply-to|מאת|от(?: кого)?|de|von|da",
    "receiver": "to|cc|bcc|delivered-to|אל|עותק|העתק|кому|копия|para|à|an|a",
    "date": "date|sent|תאריך|נשלח|дата|отправлено|fecha|enviado|envoyé|datum|gesendet|data|inviato",
    "subject": "subject|re|נושא|הנדון|тема|asunto|objet|betreff|oggetto|assunto",
    "other": "importance|attachments?|message-id|return-path|mailed-by|signed-by|מצורפים|вложения",
}
_HEADER = late_pattern(
    r"[*_]{0,2}(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _FIELDS.items()) + r")"
    r"[*_]{0,2}\s?:[*_]{0,2}\s*(?P<value>.*)",
    re.IGNORECASE,
)
_ADDRESS = late_pattern(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+")
_RULER = late_pattern(
    r"-{2,}\s*(?:(?:forwarded|original) message|ההודעה המקורית|הודעה (?:שהועברה|מקורית)"
    r"|(?:пересылаемое|пересланное|исходное) сообщение|mensaje (?:reenviado|original)"
    r"|message (?:transféré|d'origine)|(?:weitergeleitete|ursprüngliche) nachricht"
    r"|messaggio (?:inoltrato|originale)|mensagem (?:encaminhada|original))\s*-{2,}"
    r"|begin forwarded message:|תחילת ההודעה שהועברה:|начало переадресованного сообщения:",
    re.IGNORECASE,
)
_WROTE = (
    r"(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|כתב(?:/ה|ה)?(?: את)?"
    r"|написал(?:\(а\)|а)?)"
)
_QUOTED = late_pattern(rf".{{6,240}}(?:{_WROTE}|>)\s?:", re.IGNORECASE)
_TIME_AND_DATE = late_pattern(
    r"(?=.*\d{1,2}:\d\d)(?=.*(?:\b(?:19|20)\d\d\b|\d[./]\d{1,2}[./]\d\d))"
)
_DEVICE = (
    r"(?:iphone|ipad|galaxy|samsung|android|smartphone|phone|mobile|blackberry|huawei|outlook|gmail"
    r"|yahoo|mail|mac|телефон|айфон|handy|móvil|celular|téléphone|טלפון|נייד|אייפון)"
)
_SENT_FROM = late_pattern(
    r"(?:sent (?:from|via)|get (?=outlook)|נשלח מ|отправлено (?:с|из)|enviado (?:desde|do)"
    r"|envoyé (?:de|depuis)|inviato da|gesendet (?:von|mit)|von meinem)"
    rf".{{0,20}}{_DEVICE}.{{0,30}}",
    re.IGNORECASE,
)
_GREETING = late_pattern(
    r"(?:dear|hi|hello|hey|shalom|greetings|good (?:morning|evening|day)|hola|estimad[oa]s?"
    r"|querid[oa]s?|bonjour|cher|chère|chers|hallo|liebe|guten (?:tag|morgen|abend)|car[oaie]"
    r"|buongiorno|olá|здравствуйте|привет|добрый|доброе|дорогие|уважаемые"
    r"|שלום|היי|הי|ערב טוב|בוקר טוב|חברים יקרים)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_FIELD = 24
_DASHES = late_pattern(r"[-–—]{2}")
_MOST_OF_SIGNATURE, _LONGEST_OF_SIGNATURE = 6, 70


def find_headers(chunks: Sequence[Chunk]) -> dict[int, MailLine]:
    """Return the headers of mails, and the lines over the messages that they quote."""
    lines = dict.fromkeys(_find_rulers(chunks), MailLine.RULER)
    for block in _find_header_blocks(chunks):
        fields = {name for index in block if (name := _find_field(chunks[index]))}
        has_address = any(_ADDRESS.search(chunks[index].text.text) for index in block)
        persons = fields & {"sender", "receiver"}
        if (persons and has_address) or (persons and len(fields) > 2 and len(block) > 2):
            lines |= dict.fromkeys(block, MailLine.HEADER)
    return lines


def find_subject(chunks: Sequence[Chunk]) -> str:
    """Return the subject among header lines, without “Re:” and “Fwd:”."""
    for chunk in chunks:
        match = _HEADER.fullmatch(chunk.text.text)
        if match and match["subject"]:
            return re.sub(
                r"(?i)^(?:(?:re|fwd?|aw|wg|rv|tr|השב|הועבר|на)\s?:\s*)+", "", match["value"]
            )
    return ""


def find_endings(
    chunks: Sequence[Chunk], headers: dict[int, MailLine], quoted: Sequence[bool]
) -> dict[int, MailLine]:
    """Return the signatures, and the covering note between the headers and the text."""
    lines: dict[int, MailLine] = {}
    for start, stop in _find_messages(len(chunks), headers):
        lines |= dict.fromkeys(
            _find_signature(chunks, start, stop, bool(headers)), MailLine.SIGNATURE
        )
    first = min((index + 1 for index in headers if index + 1 not in headers), default=0)
    if headers.get(first - 1) is MailLine.HEADER and _is_note(chunks, first, quoted):
        lines[first] = MailLine.NOTE
    return lines


def _find_rulers(chunks: Sequence[Chunk]) -> Iterator[int]:
    for index, chunk in enumerate(chunks):
        text = chunk.text.text
        if chunk.part is None and (_RULER.fullmatch(text) or _is_quotation_line(text)):
            yield index
        elif index and not chunk.blanks and text[-1:] == ":":
            both = f"{chunks[index - 1].text.text} {text}"
            if _is_quotation_line(both):
                yield from (index - 1, index)


def _is_quotation_line(text: str) -> bool:
    """Return whether a line says who wrote the message below it, and when."""
    if text[-1:] != ":" or not _QUOTED.fullmatch(text):
        return False
    return bool(_ADDRESS.search(text) or _TIME_AND_DATE.match(text))


def _find_field(chunk: Chunk) -> str:
    text = chunk.text.text
    can_be_header = chunk.part is None and ":" in text[:_LONGEST_FIELD]
    match = _HEADER.fullmatch(text) if can_be_header else None
    names = (name for name in _FIELDS if match and match[name])
    return next(names, "")


def _find_header_blocks(chunks: Sequence[Chunk]) -> Iterator[list[int]]:
    """Yield the indices of consecutive lines that can be headers, folded ones included."""
    block: list[int] = []
    for index, chunk in enumerate(chunks):
        is_next = bool(block) and block[-1] == index - 1 and not chunk.blanks
        is_folded = is_next and bool(_ADDRESS.search(chunk.text.text))
        if _find_field(chunk) or is_folded:
            if not is_next and block:
                yield block
                block = []
            block.append(index)
    if block:
        yield block


def _find_messages(count: int, headers: dict[int, MailLine]) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of the text of each message."""
    start = 0
    for index in sorted(headers):
        if index > start:
            yield start, index
        start = index + 1
    if count > start:
        yield start, count


def _find_signature(chunks: Sequence[Chunk], start: int, stop: int, is_mail: bool) -> range:
    """Return the lines of the signature at the end of a message."""
    first = stop
    while first > start and _is_own(chunks[first - 1], _SENT_FROM):
        first -= 1
    for index in range(max(start, first - 1 - _MOST_OF_SIGNATURE), first):
        if _is_own(chunks[index], _DASHES):
            rest = chunks[index + 1 : first]
            is_short = all(len(chunk.text) <= _LONGEST_OF_SIGNATURE for chunk in rest)
            if is_short and (is_mail or first < stop) and index > start:
                return range(index, stop)
    return range(first, stop)


def _is_own(chunk: Chunk, pattern: re.Pattern[str]) -> bool:
    """Return whether a line without a mark of the settings is as the pattern says."""
    return chunk.part is None and pattern.fullmatch(chunk.text.text) is not None


def _is_note(chunks: Sequence[Chunk], index: int, quoted: Sequence[bool]) -> bool:
    """Return whether a line is a covering note: a greeting of whole sentences above a heading."""
    if index + 2 >= len(chunks) or not chunks[index + 1].blanks or chunks[index].part:
        return False
    text, following = chunks[index].text.text, chunks[index + 1].text.text
    is_greeting = _GREETING.match(text) is not None and text[-1:] in ".!?"
    is_parted = quoted[index + 1] and not quoted[index]
    return is_greeting and (is_parted or is_heading(following))
