"""To import WeasyPrint is to load what takes fonts apart, which HarfBuzz does for it.

A third of the import is ``fontTools.subset`` and what instantiates variable fonts, and neither is
used where the HarfBuzz of the system can subset.  No upstream issue is known to us.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_LATER = ("fontTools.subset", "fontTools.varLib.instancer")


@contextmanager
def put_off() -> Iterator[None]:
    """Let what is imported meanwhile load those modules only when it uses them."""
    names = [name for name in _LATER if name not in sys.modules]
    sys.modules.update((name, _Later(name)) for name in names)
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


class _Later(ModuleType):
    """A module that is loaded when one of its functions is called or anything else is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._called if name == "instantiateVariableFont" else getattr(self._loaded(), name)

    def _called(self, *given: Any, **named: Any) -> Any:
        # Asked for when it is imported, and not when it is called.
        return self._loaded().instantiateVariableFont(*given, **named)

    def _loaded(self) -> ModuleType:
        return importlib.import_module(self.__name__)
