"""Metadata that settings state: texts of one line each, without invisible controls.

Texts go through the passes; words of settings do not, and an override of the direction in a title
would turn round the shelf of a reading app.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from publish.config import Settings
from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.text import METADATA_CONTROLS
from publish.document.model import Meta, Words
from publish.text.invisible import show_invisible
from publish.text.language_detection import detect
from publish.text.languages import USUAL_LANGUAGES, script

_KEYS = (
    *("title", "subtitle", "title_sort", "creators", "event", "publisher", "rights", "series"),
    *("description", "subjects", "source"),
)
"""The settings whose words are printed or stand in catalogues."""

_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_BLANKS = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")


def read_metadata(settings: Settings, lang: str) -> Outcome[Meta]:
    """Return the metadata of a book in ``lang`` as its settings state them, with clean words."""
    cleaned = clean_metadata(settings)
    settings = cleaned.value
    meta = Meta(
        title=_tag_again(settings.title, lang),
        subtitle=_tag_again(settings.subtitle, lang),
        creators=settings.creators,
        event=settings.event,
        date=settings.date,
        publisher=settings.publisher,
        rights=settings.rights,
        identifier=settings.identifier,
        series=settings.series,
        title_sort=settings.title_sort,
        description=settings.description,
        subjects=settings.subjects,
        source=settings.source,
        certified=settings.certified,
    )
    return Outcome(meta, cleaned.diagnostics)


def clean_metadata(settings: Settings) -> Outcome[Settings]:
    """Return the settings with clean words, and a warning for each key that had controls."""
    changes: dict[str, Any] = {}
    diagnostics: list[Diagnostic] = []
    for key in _KEYS:
        value = getattr(settings, key)
        controls: dict[str, None] = {}
        cleaned = _map_texts(value, lambda text: _clean(text, controls))  # noqa: B023  # called at once
        if cleaned != value:
            changes[key] = cleaned
        if controls:
            shown = " ".join(map(show_invisible, controls))
            message = f"`{key}` has invisible controls: {shown}; left out"
            diagnostics.append(METADATA_CONTROLS.at(settings.span_of(key), message))
    return Outcome(replace(settings, **changes) if changes else settings, tuple(diagnostics))


def _clean(text: str, controls: dict[str, None]) -> str:
    """Return a text on one line; ``controls`` collects what is removed."""
    if _CONTROLS.search(text):
        controls.update(dict.fromkeys(_CONTROLS.findall(text)))
        text = _CONTROLS.sub("", text)
    return _BLANKS.sub(" ", text).strip(" ")


def _map_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return a value of settings with each text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_map_texts(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        texts = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: _map_texts(text, change) for name, text in texts.items()})
    return value


def _tag_again(words: Words, lang: str) -> Words:
    """Return words of settings with ``lang``, where their tag was assumed by their script."""
    forms = tuple(
        (detect(text, (lang, tag)).lang if _is_assumed(tag, text) else tag, text)
        for tag, text in words.forms
    )
    return words if forms == words.forms else Words(forms)


def _is_assumed(tag: str, text: str) -> bool:
    return tag == USUAL_LANGUAGES.get(script(text))
