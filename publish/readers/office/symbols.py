"""Symbols of symbol fonts as the characters that stand for them."""

from __future__ import annotations

_SYMBOL_LOWER = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL_UPPER = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_LETTERS = dict(zip(range(0x61, 0x7B), _SYMBOL_LOWER, strict=True))
_CAPITALS = dict(zip(range(0x41, 0x5B), _SYMBOL_UPPER, strict=True))
_SIGNS = {0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°"}
_OPERATORS = {0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠"}
_OTHERS = {0xA2: "′", 0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xDE: "⇒", 0xE5: "∑"}
_SYMBOL = _LETTERS | _CAPITALS | _SIGNS | _OPERATORS | _OTHERS
_FACES = {0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x4C: "☹", 0x58: "✠", 0x59: "✡", 0x6C: "●", 0x6E: "■"}
_BULLETS = {0x6F: "□", 0x71: "❑", 0x76: "❖", 0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xAB: "★"}
_ARROWS = {0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔"}
_TICKS = {0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}
_WINGDINGS = _FACES | _BULLETS | _ARROWS | _TICKS
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_PRIVATE = range(0xE000, 0xF900)
_PRIVATE_FONT = 0xF000


_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "zapf dingbats", "zapfdingbats")


def is_symbol_font(font: str) -> bool:
    """Return whether the characters of a font are symbols, whatever letters they stand for."""
    return font.casefold().startswith(_SYMBOL_FONTS)


def find_character(font: str, code: str) -> str:
    """Return the character for a place in a font; empty where none is known.

    ``code`` is hexadecimal; symbol fonts have their places from F000 on.
    """
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    table = _FONTS.get(font.casefold())
    if table is not None:
        return table.get(place - _PRIVATE_FONT if place in _PRIVATE else place, "")
    is_character = 0x20 <= place < 0xD800 or 0xF900 <= place < 0x110000
    return chr(place) if is_character else ""
