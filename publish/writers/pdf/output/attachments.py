"""Files that a PDF carries beside its pages: the texts and settings from which a book was made."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import field
from datetime import UTC, datetime

from publish.text.dataclass import dataclass
from publish.writers.pdf.objects.pdf_objects import PdfObjects, reference, text_string

_NOT_IN_NAMES = re.compile(rb"[^!\"$&'*-.0-;=?-Z\\^-z|~]")
"""A byte that a name object has as a number sign and two digits (ISO 32000-1, 7.3.5)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a PDF: its ``name`` in the list that viewers show, and its bytes.

    ``description`` says where it was, ``changed`` when its content was changed last.
    """

    name: str
    data: bytes = field(repr=False)
    media_type: str
    changed: datetime
    description: str = ""


def write_attachments(objects: PdfObjects, files: Sequence[Attachment]) -> tuple[bytes, bytes]:
    """Write the files; return their entries of the name dictionary and of the catalog.

    They are sources of the whole document (ISO 19005-3, 6.8 and annex E).
    """
    if not files:
        return b"", b""
    numbers = {text_string(each.name): _write_attachment(objects, each) for each in files}
    names = b"".join(name + reference(number) for name, number in sorted(numbers.items()))
    return (
        b"/EmbeddedFiles<</Names[%b]>>" % names,
        b"/AF[%b]" % b" ".join(map(reference, numbers.values())),
    )


def _write_attachment(objects: PdfObjects, file: Attachment) -> int:
    """Write a file and its specification (ISO 32000-1, 7.11), and return the number of this."""
    data = zlib.compress(file.data, 9)
    checksum = hashlib.md5(file.data, usedforsecurity=False).hexdigest().encode()
    stream = objects.add(
        b"<</Type/EmbeddedFile/Subtype/%b/Params<</Size %d/CheckSum<%b>/ModDate(%b)>>"
        b"/Filter/FlateDecode/Length %d>>"
        % (
            _escape_name(file.media_type),
            len(file.data),
            checksum,
            _format_date(file.changed),
            len(data),
        ),
        data,
    )
    name = text_string(file.name)
    return objects.add(
        b"<</Type/Filespec/F%b/UF%b/Desc%b/AFRelationship/Source/EF<</F %b/UF %b>>>>"
        % (name, name, text_string(file.description), reference(stream), reference(stream))
    )


def _escape_name(text: str) -> bytes:
    return _NOT_IN_NAMES.sub(lambda match: b"#%02X" % match[0][0], text.encode())


def _format_date(date: datetime) -> bytes:
    """Return a date of PDF (ISO 32000-1, 7.9.4)."""
    return date.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ").encode()
