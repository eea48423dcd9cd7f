"""The files that settings name: pictures of covers and the text of a back, beside the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from publish.config.settings import Settings
from publish.config.toml_file import key_span
from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import settings as rules
from publish.text.source import Source


def find_named_files(
    settings: Settings, source: Source, folder: Path, base: Settings
) -> Outcome[Settings]:
    """Return ``settings`` with the files that ``source`` names found in ``folder``.

    Those of ``base`` have been found before.  A setting of a file that is missing is as if it were
    not set, with an error.
    """
    missing: list[Diagnostic] = []

    def find(path: Path | None, key: str, kind: str) -> Path | None:
        if path is None or (folder / path).is_file():
            return path and folder / path
        message = f"there is no {kind} {path} beside {Path(source.file).name}"
        missing.append(rules.NO_SUCH_FILE.at(key_span(source, key), message))
        return None

    steps: list[Callable[[Settings], Settings]] = []
    if settings.cover != base.cover:
        steps.append(partial(_find_cover, find=find))
    if settings.wrap_cover != base.wrap_cover:
        steps.append(partial(_find_wrap_cover, find=find))
    for step in steps:
        settings = step(settings)
    return Outcome(settings, tuple(missing))


_Find = Callable[[Path | None, str, str], Path | None]


def _find_cover(settings: Settings, find: _Find) -> Settings:
    if settings.cover is None or settings.cover.image is None:
        return settings
    image = find(settings.cover.image, "cover", "picture")
    return replace(settings, cover=replace(settings.cover, image=image) if image else None)


def _find_wrap_cover(settings: Settings, find: _Find) -> Settings:
    cover = settings.wrap_cover
    picture = find(cover.picture, "wrap_cover", "picture")
    back = find(cover.back_file, "wrap_cover", "text")
    return replace(settings, wrap_cover=replace(cover, picture=picture, back_file=back))
