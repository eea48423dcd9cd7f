"""The search for themes by name: in a workspace, in this package, in installed packages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from publish import plugins
from publish.diagnostics import PublishError
from publish.diagnostics.rules import plugins as plugin_rules
from publish.diagnostics.rules import settings as rules
from publish.diagnostics.rules import themes as theme_rules
from publish.storage.own_files import own_styles
from publish.text.source import NOWHERE, Span

THEME_FILE = "theme.toml"

_THEMES = f"*/{THEME_FILE}"
_BASE = re.compile(rb"^[ \t]*[\"']?base[\"']?[ \t]*=", re.MULTILINE)


def find(name: str, folders: Iterable[Path] = (), span: Span = NOWHERE) -> Path:
    """Return the folder of the theme ``name``: in ``folders``, ours, or of an installed package.

    Packages offer themes by entry points ``publish.themes``, which name a package with a
    ``theme.toml``.  Raises PublishError at ``span`` where no theme has this name, and where two
    packages have one.
    """
    places = tuple(folders)
    for place in places:
        if (place / name / THEME_FILE).is_file():
            return place / name
    # A name with a separator would lead out of the folder of our themes.
    own = own_styles() / (name if Path(name).name == name else "")
    entries = [entry for entry in plugins.entry_points(plugins.THEMES) if entry.name == name]
    origins = ["publish"] * (own / THEME_FILE).is_file() + [entry.package for entry in entries]
    if len(origins) > 1:
        message = f"{' and '.join(origins)} have a theme “{name}” each, and none counts"
        hint = "uninstall all but one of the packages, or ask for another theme"
        raise PublishError(plugin_rules.CLASH.at(span, message, hint))
    if entries:
        return package_folder(entries[0], span)
    if origins:
        return own
    hint = f"themes found: {', '.join(list_themes(places)) or 'none'}"
    raise PublishError(rules.UNKNOWN_THEME.at(span, f"there is no theme “{name}”", hint))


def package_folder(entry: plugins.EntryPoint, span: Span = NOWHERE) -> Path:
    """Return the folder of the theme of a package; raise PublishError where it has none."""
    mismatch = plugins.check_interface(entry.package, span)
    if mismatch:
        raise PublishError(mismatch)
    try:
        folder = entry.folder()
    except FileNotFoundError as error:
        raise PublishError(plugin_rules.NOT_LOADED.at(span, str(error))) from None
    if not (folder / THEME_FILE).is_file():
        message = f"“{entry.value}” of {entry.package} has no {THEME_FILE}"
        raise PublishError(plugin_rules.NOT_LOADED.at(span, message))
    return folder


def list_themes(folders: Iterable[Path] = ()) -> tuple[str, ...]:
    """Return the names of all themes in ``folders``, of this package and of installed ones."""
    places = (*folders, own_styles())
    names = {file.parent.name for place in places for file in place.glob(_THEMES)}
    names |= {entry.name for entry in plugins.entry_points(plugins.THEMES)}
    return tuple(sorted(names))


def find_layers(name: str, folders: Iterable[Path] = (), span: Span = NOWHERE) -> tuple[Path, ...]:
    """Return the folders of a theme and of the themes that it is based on, the theme first.

    A ``theme.toml`` that cannot be read names no base.  Raises PublishError as ``find`` does, and
    where a theme is based on itself.
    """
    places = tuple(folders)
    layers: list[Path] = []
    while name:
        folder = find(name, places, span)
        if folder in layers:
            chain = " on ".join(layer.name for layer in (*layers, folder))
            message = f"the theme “{layers[0].name}” is based on itself: {chain}"
            raise PublishError(theme_rules.CIRCULAR_BASE.at(span, message))
        layers.append(folder)
        name, span = _read_base(folder / THEME_FILE)
    return tuple(layers)


def _read_base(file: Path) -> tuple[str, Span]:
    """Return the name of the theme that a ``theme.toml`` is based on, and its place."""
    data = file.read_bytes()
    match = _BASE.search(data)
    if match is None:
        return "", NOWHERE
    try:
        base = tomllib.loads(data.decode("utf-8-sig")).get("base", "")
    except ValueError:
        return "", NOWHERE
    start = len(data[: match.start()].decode("utf-8-sig", "replace"))
    span = Span(str(file), start, start + len(match[0]))
    # A name with a separator would lead out of the folders of themes; ``read_theme`` reports it.
    is_name = isinstance(base, str) and Path(base).name == base
    return (base, span) if is_name else ("", span)
