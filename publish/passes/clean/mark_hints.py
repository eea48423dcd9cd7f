"""Hints that settle a guess about a line: a `[[mark]]` for the settings, ready to paste."""

from __future__ import annotations

_WORDS = 6


def mark_hint(line: str, role: str) -> str:
    """Return the hint with the mark that gives ``line`` the role ``role``, such as "drop"."""
    opening = " ".join(line.split()[:_WORDS]).replace("\\", r"\\").replace('"', r"\"")
    return f'[[mark]]\nline = "{opening}"\nas = "{role}"'
