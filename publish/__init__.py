"""Books from pasted Hebrew and English texts: EPUB, PDF and booklets.

The functions of the library are imported when they are first used, and each imports what it needs
when it is called, so ``import publish`` loads nothing else.  See ``docs/library.md``.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from publish.api import build, check, export, impose, load, read, to_epub, to_pdf
    from publish.artifacts.result import Result, Status
    from publish.config.booklet_options import BookletSettings
    from publish.config.settings import Settings
    from publish.diagnostics import Diagnostic, Outcome, PublishError, Severity
    from publish.document.model import Work
    from publish.text.source import Source

__all__ = [
    "BookletSettings",
    "Diagnostic",
    "Outcome",
    "PublishError",
    "Result",
    "Settings",
    "Severity",
    "Source",
    "Status",
    "Work",
    "build",
    "check",
    "export",
    "impose",
    "load",
    "read",
    "to_epub",
    "to_pdf",
]

_MODULES = {
    "publish.api": (*("build", "check", "export", "impose", "load", "read", "to_epub", "to_pdf"),),
    "publish.artifacts.result": ("Result", "Status"),
    "publish.config.booklet_options": ("BookletSettings",),
    "publish.config.settings": ("Settings",),
    "publish.diagnostics": ("Diagnostic", "Outcome", "PublishError", "Severity"),
    "publish.document.model": ("Work",),
    "publish.text.source": ("Source",),
}

if not TYPE_CHECKING:  # type checkers then report unknown names

    def __getattr__(name: str) -> object:
        """Return a public name from its module, imported now (PEP 562)."""
        from importlib import import_module

        for module, names in _MODULES.items():
            if name in names:
                return getattr(import_module(module), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
