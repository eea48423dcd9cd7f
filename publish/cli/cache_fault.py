"""The warning about a shared cache that cannot be used."""

from __future__ import annotations

from functools import cache

from publish.cli.messages import show_messages
from publish.diagnostics.rules.files import NOT_SHARED
from publish.storage.sharing import find_fault


@cache
def show_cache_fault() -> None:
    """Print once in this process why the shared cache of the user cannot be used, if it cannot.

    Files are the same without it, so that no file and no ``--strict`` knows of the warning.
    """
    fault = find_fault()
    if fault:
        hints = (fault.hint,) if fault.hint else ()
        show_messages((NOT_SHARED.anywhere(str(fault), *hints),))
