"""A PDF of any program, opened within bounds: its objects, and the faults of its structure."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pikepdf
from pikepdf import Array, Object, Pdf, Stream

from publish.diagnostics import PublishError
from publish.diagnostics.rules import preflight_files as rules
from publish.writers.booklet.page_forms import quiet_log

LARGEST_FILE = 2_000_000_000
LARGEST_STREAM = 512_000_000
"""The size up to which a picture or a font is unpacked; a larger one stays unread."""

LARGEST_CONTENT = 12_000_000
"""The size up to which the drawing of a page is read."""

MOST_PAGES = 20_000

_LARGEST_LZW = 64_000
"""LZW can grow two thousandfold, and qpdf has no bound for it."""


@contextmanager
def limit_streams() -> Iterator[None]:
    """Refuse streams that unpack to more than ``LARGEST_STREAM`` in this block."""
    limits = {
        f"{name}_max_memory": LARGEST_STREAM
        for name in ("flate", "run_length", "png", "tiff", "dct")
    }
    previous = pikepdf.settings.set_qpdf_limits(**limits)  # type: ignore[arg-type]  # all integers
    try:
        yield
    finally:
        pikepdf.settings.set_qpdf_limits(**previous)  # type: ignore[arg-type]  # as it gave them


@contextmanager
def open_file(data: bytes) -> Iterator[Pdf]:
    """Open a PDF in this block; raises PublishError where it cannot be read or has no pages."""
    if not data.startswith(b"%PDF-") and b"%PDF-" not in data[:1024]:
        hint = "publish preflight reads PDFs, as a print shop gets them"
        raise PublishError(rules.UNREADABLE.anywhere("the file is no PDF", hint))
    with quiet_log(), limit_streams(), warnings.catch_warnings():
        # The damage of a content stream is among the warnings of the file.
        warnings.simplefilter("ignore")
        try:
            pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
            count = len(pdf.pages)
        except pikepdf.PasswordError:
            hint = "save a copy without a password, and check that"
            message = "the PDF cannot be opened without its password"
            raise PublishError(rules.LOCKED.anywhere(message, hint)) from None
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError) as error:
            message = f"the PDF cannot be read: {reason_of(error)}"
            hint = "make it again with the program that it came from"
            raise PublishError(rules.UNREADABLE.anywhere(message, hint)) from error
        with pdf:
            if not count:
                raise PublishError(rules.UNREADABLE.anywhere("the PDF has no pages"))
            if count > MOST_PAGES:
                message = f"the PDF has {count:,} pages, and at most {MOST_PAGES:,} are checked"
                raise PublishError(rules.UNREADABLE.anywhere(message))
            yield pdf


def reason_of(error: object) -> str:
    """Return the message of qpdf without its name for a file in memory."""
    text = str(error)
    return text.rpartition("): ")[2].rpartition(">: ")[2].strip()[:160] or type(error).__name__


def read_content(content: Object | None) -> bytes:
    """Return the decoded drawing of a page or form; raises ValueError for one that is too large."""
    parts = list(content) if isinstance(content, Array) else [content]
    result = b"\n".join(_read_stream(part) for part in parts if isinstance(part, Stream))
    if len(result) > LARGEST_CONTENT:
        raise ValueError(f"it is {len(result) / 1e6:.1f} MB large")
    return result


def _read_stream(stream: Stream) -> bytes:
    is_lzw = "LZW" in str(stream.get("/Filter"))
    if is_lzw and len(stream.read_raw_bytes()) > _LARGEST_LZW:
        raise ValueError("it is compressed with LZW, and too large")
    return stream.read_bytes()
