"""The file with the picture of the cover that settings name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish.config.settings import Settings
from publish.config.toml_file import key_span
from publish.diagnostics import Outcome
from publish.diagnostics.rules import settings as rules
from publish.text.source import Source


def find_cover_picture(settings: Settings, source: Source, folder: Path) -> Outcome[Settings]:
    """Return ``settings`` with the picture of the cover found in ``folder``."""
    if settings.cover is None or settings.cover.image is None:
        return Outcome(settings)
    image = folder / settings.cover.image
    if image.is_file():
        return Outcome(replace(settings, cover=replace(settings.cover, image=image)))
    error = rules.NO_SUCH_FILE.at(
        key_span(source, "cover"),
        f"there is no picture {settings.cover.image} beside {Path(source.file).name}",
    )
    return Outcome(replace(settings, cover=None), (error,))
