"""All profiles that a book can have: the presets, and those of its printers."""

from __future__ import annotations

import difflib
from pathlib import Path

from publish.config.pdf_profiles import PRESETS, PdfProfile
from publish.config.settings import Settings
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules.settings import UNKNOWN_PROFILE
from publish.text.source import NOWHERE, Span


def list_profiles(settings: Settings) -> tuple[PdfProfile, ...]:
    """Return the presets, then the profiles of the printers that the settings name."""
    return (*PRESETS.values(), *settings.printers)


def list_icc_files(settings: Settings) -> tuple[Path, ...]:
    """Return the files of the ICC profiles that the printers of the settings name."""
    conditions = (printer.condition for printer in settings.printers)
    return tuple(each.icc for each in conditions if each and each.icc)


def find_profile(settings: Settings, name: str, span: Span = NOWHERE) -> PdfProfile:
    """Return the profile of that name; raise PublishError at ``span`` where there is none."""
    for profile in list_profiles(settings):
        if profile.name == name:
            return profile
    raise PublishError(unknown_profile(settings, name, span))


def unknown_profile(settings: Settings, name: str, span: Span = NOWHERE) -> Diagnostic:
    """Return the error about the name of a profile that does not exist."""
    names = [profile.name for profile in list_profiles(settings)]
    near = difflib.get_close_matches(name.lower(), names, 1)
    return UNKNOWN_PROFILE.at(
        span,
        f"there is no profile “{name}”",
        *(f"did you mean “{each}”?" for each in near),
        f"profiles: {', '.join(names)}",
        "a printer's own is a table [printers.NAME] of publish.toml: see docs/press.md",
    )
