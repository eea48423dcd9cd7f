"""Kobo writer: an EPUB of this program to the same book in the form that Kobo readers prefer.

They show an EPUB whose file ends in ``.kepub.epub`` in their own reader, which keeps the place, the
highlights and the statistics by spans around sentences.  Any other part of the EPUB stays.
"""

from __future__ import annotations


def write_kepub(epub: bytes) -> bytes:
    """Return an EPUB with the markup of Kobo in all its documents; equal bytes give equal ones."""
    import zipfile
    from io import BytesIO

    from publish.writers.kepub.documents import mark_document

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(epub)) as archive, zipfile.ZipFile(out, "w") as kepub:
        for member in archive.infolist():
            data = archive.read(member)
            info = zipfile.ZipInfo(member.filename, member.date_time)
            info.create_system, info.external_attr = member.create_system, member.external_attr
            info.compress_type = member.compress_type
            is_document = member.filename.endswith(".xhtml")
            kepub.writestr(info, mark_document(data) if is_document else data)
    return out.getvalue()
