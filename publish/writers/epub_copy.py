"""Copies of an EPUB in which some of its files have other contents."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO


def copy_epub(epub: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return an EPUB with the same files in the same order, each as ``change`` returns it.

    ``change`` takes the name and the content of a file.  Equal arguments give equal bytes.
    """
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(epub)) as archive, zipfile.ZipFile(out, "w") as copy:
        for member in archive.infolist():
            info = zipfile.ZipInfo(member.filename, member.date_time)
            info.create_system, info.external_attr = member.create_system, member.external_attr
            info.compress_type = member.compress_type
            copy.writestr(info, change(member.filename, archive.read(member)))
    return out.getvalue()
