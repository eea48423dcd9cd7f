"""Colours of CSS, ``#rrggbb``: their contrast, and shades of a colour that are legible."""

from __future__ import annotations

import re

from publish.config.toml_file import InvalidValue

LEAST_CONTRAST = 4.5
"""The contrast of text at level AA (https://www.w3.org/TR/WCAG22/#contrast-minimum)."""

PAPER = "#ffffff"

_SCREEN_LUMINANCE = 0.177
"""The luminance of a colour that stands out alike on white and on black, 4.5 to 1 or more."""


def read_colour(value: object) -> str:
    """Return a colour; raise InvalidValue for any other value."""
    if not isinstance(value, str) or not re.fullmatch("#[0-9a-fA-F]{6}", value):
        raise InvalidValue('a colour such as "#23364b"')
    return value


def read_legible_colour(value: object) -> str:
    """Return a colour that is legible on paper; raise InvalidValue with a darker shade for others.

    Legible is a contrast of ``LEAST_CONTRAST`` or more.
    """
    colour = read_colour(value)
    if contrast(colour, PAPER) < LEAST_CONTRAST:
        raise InvalidValue(
            f"a colour with a contrast of {LEAST_CONTRAST} to paper or more",
            value=colour,
            hint=f'its contrast is {contrast(colour, PAPER):.1f}; "{legible_shade(colour)}" has '
            f"{LEAST_CONTRAST}",
        )
    return colour


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def legible_shade(colour: str) -> str:
    """Return the lightest of 100 darker shades of a colour that is legible on paper."""
    shades = (_mix(colour, "#000000", step / 100) for step in range(101))
    return next(shade for shade in shades if contrast(shade, PAPER) >= LEAST_CONTRAST)


def screen_shade(colour: str) -> str:
    """Return the lighter shade of a dark colour that stands out on white and on black.

    Rules and ornaments of an EPUB have it, because a reading system chooses the ground.
    """
    shades = (_mix(colour, "#ffffff", step / 200) for step in range(201))
    return min(shades, key=lambda shade: abs(_luminance(shade) - _SCREEN_LUMINANCE))


def _luminance(colour: str) -> float:
    """Return the relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (byte / 255 for byte in bytes.fromhex(colour[1:]))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(first: str, second: str, part: float) -> str:
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)
