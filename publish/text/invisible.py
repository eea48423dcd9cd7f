"""Invisible characters, made visible for people."""

from __future__ import annotations


def show_invisible(text: str) -> str:
    """Return ``text`` with each character that cannot be printed as its number: ``⟨U+200B⟩``.

    Line ends stay as they are.
    """
    return "".join(c if c.isprintable() or c in "\r\n" else f"⟨U+{ord(c):04X}⟩" for c in text)
