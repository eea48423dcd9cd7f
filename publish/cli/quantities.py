"""Quantities as people tell them: numbers with their nouns, and durations."""

from __future__ import annotations


def count_noun(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: ``1 book``, ``3,000 books``."""
    return f"{number:,} {singular if number == 1 else plural or f'{singular}s'}"


def describe_duration(seconds: float) -> str:
    """Return a duration that was measured: ``2.3 s``, ``4 min 10 s``, ``2 h 5 min``."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def describe_estimate(seconds: float) -> str:
    """Return a duration that was estimated: ``40 s``, ``5 min``, ``1 h 20 min``."""
    if seconds < 55:
        return f"{max(5, round(seconds / 5) * 5)} s"
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(round(minutes / 10) * 10, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"
