"""To import WeasyPrint is to load what a book does not need.

It takes fonts apart with fontTools, though HarfBuzz does it for it; it can fetch from the network,
decode pictures and read HTML as it is found on the web.  That is more than half of its import.
Each is loaded here when one of its names is first used.  No upstream issue is known to us.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from types import ModuleType
from typing import Any

_LATER = (
    *("fontTools", "fontTools.subset", "fontTools.ttLib", "fontTools.varLib.instancer"),
    *("PIL", "PIL.ImageCms", "email.message", "mimetypes", "tinyhtml5", "urllib.request"),
)


@contextmanager
def put_off() -> Iterator[None]:
    """Let what is imported meanwhile load those modules only when it uses them."""
    names = [name for name in _LATER if name not in sys.modules]
    sys.modules.update((name, _Later(name)) for name in names)
    if "mimetypes" in names:
        vars(sys.modules["mimetypes"])["MimeTypes"] = _Types
    if "urllib.request" in names:
        vars(sys.modules["urllib.request"])["OpenerDirector"] = _Opener
    try:
        yield
    finally:
        _end()


def _end() -> None:
    """Leave no module in the place of another: what is loaded in earnest must find the others."""
    for name in _LATER:
        if isinstance(sys.modules.get(name), _Later):
            del sys.modules[name]


def _loaded(name: str) -> ModuleType:
    _end()
    return importlib.import_module(name)


class _Later(ModuleType):
    """A module of which others have the names, and which is loaded when one of them is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Name(self.__name__, name)


class _Name:
    """What a module calls by a name, before that module is loaded."""

    def __init__(self, module: str, name: str) -> None:
        vars(self).update(_module=module, _name=name, _given={})

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._used()(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._used(), name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._given[name] = value

    def __instancecheck__(self, value: Any) -> bool:
        return isinstance(value, self._used())

    def __mro_entries__(self, _bases: Any) -> tuple[type, ...]:
        return (self._used(),)

    def _used(self) -> Any:
        """Return what is meant, and let all who have a name of its module know the same.

        An ``except`` and a class must have the thing itself; before either comes to be, something
        of the same module is called.
        """
        for holder in _engine():
            for name, value in list(vars(holder).items()):
                if isinstance(value, _Name) and value._module == self._module:  # noqa: SLF001
                    setattr(holder, name, value._meant())  # noqa: SLF001
        return self._meant()

    def _meant(self) -> Any:
        module = _loaded(self._module)
        if not hasattr(module, self._name):
            _loaded(f"{self._module}.{self._name}")
        meant = getattr(module, self._name)
        for name, value in self._given.items():
            setattr(meant, name, value)
        return meant


class _Opener:
    """Stands for ``urllib.request.OpenerDirector`` until something is to be fetched."""

    def __init__(self) -> None:
        request: Any = _loaded("urllib.request")
        for holder in _engine():
            for name, value in list(vars(holder).items()):
                if isinstance(value, _Later) and value.__name__ == request.__name__:
                    setattr(holder, name, request)
                if isinstance(value, type) and value.__bases__ == (_Opener,):
                    value.__bases__ = (request.OpenerDirector,)
        request.OpenerDirector.__init__(self)


class _Types:
    """Stands for ``mimetypes.MimeTypes``, of which one is made that reads the system's tables."""

    @cached_property
    def _made(self) -> Any:
        return _loaded("mimetypes").MimeTypes()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)


def _engine() -> list[ModuleType]:
    """Return the modules of the engine that are loaded."""
    return [
        module for name, module in sys.modules.items() if name.partition(".")[0] == "weasyprint"
    ]
