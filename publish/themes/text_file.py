"""The text files of a theme: style sheets and templates, in UTF-8."""

from __future__ import annotations

from pathlib import Path

from publish.config.file_access import read_bytes
from publish.diagnostics import PublishError
from publish.diagnostics.rules.themes import NOT_UTF8
from publish.text.source import Span


def read_theme_text(path: Path) -> str:
    r"""Return the text of a file with its line ends as ``\n``, without a byte order mark.

    Raises PublishError at the first byte that is not UTF-8, and where the file cannot be read.
    """
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = len(data[: error.start].decode("utf-8-sig", "replace"))
        message = f"{path.name} is not UTF-8: byte {data[error.start]:#04x} in line {line}"
        raise PublishError(
            NOT_UTF8.at(Span(str(path), start, start + 1), message, "save the file as UTF-8")
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
