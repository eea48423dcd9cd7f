"""WeasyPrint as the driver uses it: imported with shortcuts, corrected while a session lasts.

The corrections and shortcuts replace functions of WeasyPrint.  They are installed when a session
begins and the stock functions are restored when it ends, so that a host program's own use of
WeasyPrint is as it comes.  Two things remain after a session, where this package was the first to
import WeasyPrint: the object ``weasyprint.text.ffi.ffi`` built from cached declarations, and
WeasyPrint's own style sheets read from the cache.  Both do what the stock objects do.
"""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import Any

from publish.diagnostics import Diagnostics
from publish.diagnostics.rules.pdf import ENGINE_WARNING, UNPROVED_ENGINE
from publish.text.dataclass import dataclass
from publish.writers.pdf.engine.interface.log_messages import Messages, collect
from publish.writers.pdf.engine.interface.replacements import Replacement, install
from publish.writers.pdf.engine.shortcuts import ffi_cache, lazy_imports, stylesheet_cache
from publish.writers.pdf.engine.shortcuts.module_loading import hook_imports

PROVED_VERSION = "70.0"

CORRECTIONS: tuple[str, ...] = (
    "trailing_space",
    "justified_trailing_space",
    "footnote_area",
    "to_unicode",
    "text_extraction",
    "grey_colors",
    "margin_at_break",
    "leader_grid",
    "widow_height",
    "broken_rows",
    "loose_lines",
    "balanced_lines",
)
"""Modules that correct a wrong result."""

SHORTCUTS: tuple[str, ...] = (
    "style_memo",
    "style_sharing",
    "stylesheet_cache",
    "used_lengths",
    "line_cache",
    "hyphen_patterns",
    "normal_flow",
    "line_heights",
)
"""Modules that give the same result in less time; installed before the corrections."""

_IMPORT_HOOKS = {
    "weasyprint.text.ffi": ffi_cache.hook,
    "weasyprint.html": stylesheet_cache.hook,
    **lazy_imports.hooks(),
}

_lock = threading.RLock()
_open_sessions: list[Session] = []


@dataclass(frozen=True, slots=True)
class Session:
    """A time in which WeasyPrint is corrected and its messages are collected."""

    messages: Messages
    version: Diagnostics

    @property
    def diagnostics(self) -> Diagnostics:
        """The warning of an unproved version, and WeasyPrint's messages so far."""
        return self.version + tuple(ENGINE_WARNING.anywhere(text) for text in self.messages.texts)


def load() -> Any:
    """Return WeasyPrint, imported with the shortcuts of its start where it is a proved version."""
    if "weasyprint" in sys.modules:
        return importlib.import_module("weasyprint")
    with hook_imports(_IMPORT_HOOKS, PROVED_VERSION):
        return importlib.import_module("weasyprint")


@contextmanager
def session() -> Iterator[Session]:
    """Correct WeasyPrint while the block runs, and collect what it logs in this thread.

    Sessions of several threads run one after another.  A thread that uses WeasyPrint beside a
    session sees the corrected functions.  An inner session of the same thread is the outer one.
    """
    with _lock:
        if _open_sessions:
            yield _open_sessions[-1]
            return
        with collect() as messages, ExitStack() as installed:
            version = load().__version__
            chosen = _names(version, SHORTCUTS, CORRECTIONS)
            for replacements in _replacements(chosen):
                installed.enter_context(install(replacements))
            _open_sessions.append(Session(messages, _check_version(version)))
            try:
                yield _open_sessions[-1]
            finally:
                _open_sessions.pop()


def _check_version(version: str) -> Diagnostics:
    """Return the warning that a version of WeasyPrint is not the proved one, if it is not."""
    if version == PROVED_VERSION:
        return ()
    message = f"WeasyPrint {version} is installed; publish is proved on {PROVED_VERSION}"
    return (UNPROVED_ENGINE.anywhere(message, f"install WeasyPrint {PROVED_VERSION}"),)


@lru_cache(maxsize=8)
def _names(
    version: str, shortcuts: tuple[str, ...], corrections: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the paths of the modules to install.

    On an unproved version these are the corrections alone whose private names are unchanged.
    """
    if version != PROVED_VERSION:
        from publish.writers.pdf.engine.interface.contract import find_changed_users

        changed = find_changed_users()
        shortcuts, corrections = (), tuple(name for name in corrections if name not in changed)
    named = (("shortcuts", shortcuts), ("corrections", corrections))
    return tuple(f"{folder}.{name}" for folder, names in named for name in names)


@lru_cache(maxsize=8)
def _replacements(names: tuple[str, ...]) -> tuple[tuple[Replacement, ...], ...]:
    """Return the replacements of each module; a later one builds on those before it."""
    package = __name__.rpartition(".")[0]
    planned: list[tuple[Replacement, ...]] = []
    with ExitStack() as installed:
        for name in names:
            planned.append(importlib.import_module(f"{package}.{name}").replacements())
            installed.enter_context(install(planned[-1]))
    return tuple(planned)
