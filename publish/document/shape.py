"""The shapes of a text."""

from __future__ import annotations

from enum import StrEnum


class Shape(StrEnum):
    """How the chunks of a text belong together; settings may set it, else a pass finds it."""

    EXCERPTS = "excerpts"
    INTERLINEAR = "interlinear"
    PROSE = "prose"
