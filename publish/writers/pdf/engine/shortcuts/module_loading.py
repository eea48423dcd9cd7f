"""Import hook that runs a shortcut's code around the first import of a module of WeasyPrint.

A hook acts on the module that it is named for and on nothing else: no module in ``sys.modules`` is
a substitute, and no other module sees the names that a hook provides.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

Hook = Callable[[ModuleType], AbstractContextManager[None]]
"""A context manager that is entered before a module's code runs, and left after it."""


@contextmanager
def hook_imports(hooks: Mapping[str, Hook], version: str) -> Iterator[None]:
    """Run the hooks, by names of modules, while the block imports that version of WeasyPrint."""
    finder = _Finder(hooks, version)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder(MetaPathFinder):
    def __init__(self, hooks: Mapping[str, Hook], version: str) -> None:
        self._hooks = hooks
        self._version = version

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        hook = self._hooks.get(fullname)
        package = sys.modules.get("weasyprint")
        if hook is None or getattr(package, "__version__", "") != self._version:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and spec.loader:
            spec.loader = _Loader(spec.loader, hook)
        return spec


class _Loader(Loader):
    """The usual loader of a module with a hook around it; the module keeps the usual one."""

    def __init__(self, loader: Loader, hook: Hook) -> None:
        self._loader = loader
        self._hook = hook

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        if module.__spec__:
            module.__spec__.loader = self._loader
        module.__loader__ = self._loader
        with self._hook(module):
            self._loader.exec_module(module)


class _Builtins(dict[str, Any]):
    """The built-in names of one module, with some of its imports replaced or deferred.

    A function looks a name up in its module and then in the built-in names that the module had
    when the function was defined (https://docs.python.org/3/reference/executionmodel.html), so that
    ``__missing__`` sees the first use of a deferred name.
    """

    def __init__(self, module: ModuleType, deferred: Callable[[str], bool]) -> None:
        super().__init__(vars(builtins))
        self["__import__"] = self._import
        self._module = module
        self._is_deferred = deferred
        self._sources: dict[str, tuple[str, str]] = {}

    def _import(
        self, name: str, module: Any = None, local: Any = None, names: Any = (), level: int = 0
    ) -> Any:
        if not level and names and self._is_deferred(name):
            self._sources.update({each: (name, each) for each in names})
            return _Placeholders()
        return builtins.__import__(name, module, local, names, level)

    def defer(self) -> None:
        """Remove the placeholders, so that the first use of each name is an import."""
        for name in self._sources:
            delattr(self._module, name)
        self._module.__dict__["__getattr__"] = self._attribute

    def __missing__(self, name: str) -> Any:
        if name not in self._sources:
            raise KeyError(name)
        path, attribute = self._sources[name]
        source = builtins.__import__(path, fromlist=(attribute,))
        value = getattr(source, attribute)
        setattr(self._module, name, value)
        return value

    def _attribute(self, name: str) -> Any:
        try:
            return self[name] if name in self._sources else vars(self._module)[name]
        except KeyError:
            message = f"module {self._module.__name__!r} has no attribute {name!r}"
            raise AttributeError(message) from None


class _Placeholders:
    """Stands for the attributes of a module whose import is deferred."""

    def __getattr__(self, name: str) -> None:
        return None


@contextmanager
def defer_from_imports(module: ModuleType, deferred: Callable[[str], bool]) -> Iterator[None]:
    """Defer the module's ``from NAME import …`` where ``deferred(NAME)``, to the first use."""
    names = _Builtins(module, deferred)
    module.__dict__["__builtins__"] = names
    yield
    names.defer()


@contextmanager
def replace_import(module: ModuleType, name: str, value: Any) -> Iterator[None]:
    """Let the module's ``import NAME`` have ``value`` instead, while its code runs."""

    def find(path: str, *more: Any, **others: Any) -> Any:
        return value if path == name else builtins.__import__(path, *more, **others)

    module.__dict__["__builtins__"] = {**vars(builtins), "__import__": find}
    yield
