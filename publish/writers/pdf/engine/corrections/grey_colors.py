"""Correction: black and grey are drawn in DeviceGray, and so on the black plate alone.

CSS writes black as sRGB and the engine as DeviceRGB, which a press separates into four plates:
small type has coloured edges where the plates are not in register.  Colours of three equal
components are written as one here (ISO 32000-1, 8.6.4.2).  Report: docs/upstream/grey-colors.md.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of the operators of RGB colours."""
    from weasyprint.pdf import pydyf

    stock = pydyf.Stream.set_color_rgb
    return (Replacement(pydyf.Stream, "set_color_rgb", write_grey(stock)),)


def write_grey(stock: Any) -> Any:
    """Return the writing of an RGB colour, in DeviceGray where the colour is a grey."""

    @wraps(stock)
    def set_color_rgb(stream: Any, r: float, g: float, b: float, stroke: bool = False) -> None:
        if r == g == b:
            stream.stream.append(b"%b %b" % (_number(r), b"G" if stroke else b"g"))
        else:
            stock(stream, r, g, b, stroke)

    return set_color_rgb


def _number(value: float) -> bytes:
    from weasyprint.pdf import pydyf

    data: bytes = pydyf._to_bytes(value)  # noqa: SLF001  # numbers as in the rest of the stream
    return data
