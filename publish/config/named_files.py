"""The files that settings name: pictures of covers, the text of a back, a list of people."""

from __future__ import annotations

from dataclasses import replace
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
    not set, with an error; a list of people may be missing until covers are made.
    """
    missing: list[Diagnostic] = []

    def find(path: Path | None, key: str, kind: str) -> Path | None:
        if path is None or (folder / path).is_file():
            return path and folder / path
        message = f"there is no {kind} {path} beside {Path(source.file).name}"
        missing.append(rules.NO_SUCH_FILE.at(key_span(source, key), message))
        return None

    cover, wrap_cover = settings.cover, settings.wrap_cover
    if cover and cover.image and cover != base.cover:
        image = find(cover.image, "cover", "picture")
        cover = replace(cover, image=image) if image else None
    if wrap_cover != base.wrap_cover:
        picture = find(wrap_cover.picture, "wrap_cover", "picture")
        back_file = find(wrap_cover.back_file, "wrap_cover", "text")
        wrap_cover = replace(wrap_cover, picture=picture, back_file=back_file)
    booklet = settings.booklet
    if booklet.people and booklet.people != base.booklet.people:
        booklet = replace(booklet, people=folder / booklet.people)
    settings = replace(settings, cover=cover, wrap_cover=wrap_cover, booklet=booklet)
    return Outcome(settings, tuple(missing))
