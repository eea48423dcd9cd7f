"""Stand-ins for names of a library, which import it when they are called or asked for an attribute.

A stand-in is for names that a module only calls or takes attributes from, such as submodules;
``module_loading.defer_from_imports`` is for all names, but makes every function of the module look
its names up more slowly.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_settings: list[Callable[[], None]] = []
"""Assignments to attributes of stand-ins, to be repeated when a library is imported."""


@contextmanager
def use_stand_ins(module: ModuleType, library: str) -> Iterator[None]:
    """Let the module's ``from LIBRARY import …`` give stand-ins, while its code runs."""

    def find(name: str, *more: Any, **others: Any) -> Any:
        # The code of the module keeps this function; functions defined after its first import
        # have the usual built-in names.
        module.__dict__["__builtins__"] = vars(builtins)
        if name.partition(".")[0] == library:
            return _Names(module, name)
        return builtins.__import__(name, *more, **others)

    module.__dict__["__builtins__"] = {**vars(builtins), "__import__": find}
    yield


class _Names:
    """The stand-ins for the attributes of a library's module, by name."""

    def __init__(self, module: ModuleType, source: str) -> None:
        self._module = module
        self._source = source

    def __getattr__(self, name: str) -> _StandIn:
        def load() -> Any:
            value = getattr(builtins.__import__(self._source, fromlist=(name,)), name)
            setattr(self._module, name, value)
            pending, _settings[:] = tuple(_settings), ()
            for assign in pending:
                assign()
            return value

        return _StandIn(load)


class _StandIn:
    """Takes the place of a name in a module until its first use.

    WeasyPrint sets options of Pillow by assignment to attributes of its modules.
    """

    def __init__(self, load: Callable[[], Any]) -> None:
        object.__setattr__(self, "_load", load)

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self._load()(*values, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._load(), name)

    def __setattr__(self, name: str, value: Any) -> None:
        _settings.append(lambda: setattr(self._load(), name, value))
