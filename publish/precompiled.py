"""At every start Python compiles the same texts again: regular expressions and small functions.

Modules are kept compiled, but the patterns in them are not, nor the methods that ``dataclasses``
writes as text: a sixth of what it takes to make a short book.  Both are kept here where Python
keeps what it compiles, and stand where nobody can write who could not write the modules beside
them.  What is compiled while modules are loaded is kept, and what is made of the tables of facts,
so that no text of a book is among it.
"""

from __future__ import annotations

import atexit
import builtins
import marshal
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

from publish.beside import Beside
from publish.cache import digest

PROVED = ((3, 11), (3, 12), (3, 13))
"""The versions of Python whose modules are made as is said here."""

MOST = 4000
"""How many are kept before all begins anew; those of all commands are a third, but code changes."""

_Pattern = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""What the engine of regular expressions is given beside the text: flags, code, and groups."""


_Tables = tuple[dict[tuple[str | bytes, int], _Pattern], dict[str, bytes], dict[str, str]]
"""Patterns by their texts and flags, functions by theirs, and texts by what they are made of."""


class Compiled:
    """What was compiled before, by its text, and what is new in this process."""

    def __init__(self, stock: Callable[..., Any]) -> None:
        name = f"compiled-{digest(sys.version, Path(__file__).read_bytes())}"
        self._stock = stock
        self._name = name
        self._kept = Beside(__file__, "compiled")
        self._patterns, self._functions, self._texts = self._read()
        self._new = False

    def _read(self) -> _Tables:
        data = self._kept.get(self._name)
        return marshal.loads(data) if data else ({}, {}, {})

    def keep(self) -> None:
        """Keep what is new, with what others have kept meanwhile."""
        if not self._new:
            return
        patterns, functions, texts = self._read()
        tables = (patterns | self._patterns, functions | self._functions, texts | self._texts)
        if sum(len(table) for table in tables) > MOST:
            tables = ({}, {}, {})
        self._kept.keep(self._name, marshal.dumps(tables))

    def pattern(self, text: str | bytes, flags: int, *, keep: bool = False) -> Any:
        """Return the pattern that Python compiles of a text."""
        key = (text, int(flags))
        found = self._patterns.get(key)
        if found is not None:
            state, code, *groups = found
            return _engine().compile(text, state, memoryview(code).cast("I").tolist(), *groups)
        if not (keep or _loading()):
            return self._stock(text, flags)
        made, told = _overheard(self._stock, text, flags)
        if told is not None:
            self._patterns[key] = told
            self._new = True
        return made

    def made(self, make: Callable[[], str], *of: bytes) -> Any:
        """Return the pattern whose text is made of these by a function of that module."""
        module = Path(make.__code__.co_filename).read_bytes()
        name = digest(module, make.__qualname__, *of)
        text = self._texts.get(name)
        if text is None:
            text = self._texts[name] = make()
            self._new = True
        return self.pattern(text, 0, keep=True)

    def function(self, text: str) -> CodeType:
        """Return the code of a text that defines a function."""
        found = self._functions.get(text)
        if found is not None:
            code: CodeType = marshal.loads(found)
            return code
        code = compile(text, "<string>", "exec", dont_inherit=True)
        if _loading():
            self._functions[text] = marshal.dumps(code)
            self._new = True
        return code


_installed: list[Compiled] = []


def install() -> None:
    """Let what is loaded from now on find its patterns and methods compiled; keep what is new."""
    if sys.version_info[:2] not in PROVED or _installed:
        return
    stock = _compiler().compile
    kept = Compiled(stock)
    _installed.append(kept)
    atexit.register(kept.keep)

    def compile(text: Any, flags: int = 0) -> Any:  # noqa: A001  # as in the library
        if not isinstance(text, (str, bytes)) or flags & (re.DEBUG | re.LOCALE):
            return stock(text, flags)
        return kept.pattern(text, flags)

    _compiler().compile = compile
    # Loaded after the patterns of what it needs itself are at hand.
    import dataclasses

    def exec(text: str, names: dict[str, Any], local: dict[str, Any]) -> None:  # noqa: A001
        builtins.exec(kept.function(text), names, local)

    # The module makes methods by this name, which it has from Python.
    vars(dataclasses)["exec"] = exec


def pattern(make: Callable[[], str], *of: bytes) -> re.Pattern[str]:
    """Return the pattern whose text ``make`` makes of these, for one that is large."""
    if not _installed:
        return re.compile(make())
    found: re.Pattern[str] = _installed[0].made(make, *of)
    return found


def _compiler() -> Any:
    return vars(re)["_compiler"]


def _engine() -> Any:
    import _sre  # type: ignore[import-not-found]  # typeshed leaves it out

    return _sre


def _loading() -> bool:
    """Tell whether a module is being loaded, other than the program itself."""
    frame = sys._getframe(1)  # noqa: SLF001  # there is no other way to know it
    caller = frame.f_back
    while caller is not None:
        if caller.f_code.co_name == "<module>" and caller.f_globals.get("__name__") != "__main__":
            return True
        caller = caller.f_back
    return False


def _overheard(
    stock: Callable[..., Any], text: str | bytes, flags: int
) -> tuple[Any, _Pattern | None]:
    """Return a pattern, and what the engine was told of it."""
    from types import SimpleNamespace

    told: list[tuple[Any, ...]] = []

    def compile(*given: Any) -> Any:  # noqa: A001  # as in the library
        told.append(given)
        return _engine().compile(*given)

    compiler = _compiler()
    compiler._sre = SimpleNamespace(**{**vars(_engine()), "compile": compile})  # noqa: SLF001
    try:
        made = stock(text, flags)
    finally:
        compiler._sre = _engine()  # noqa: SLF001
    # Another thread may have compiled meanwhile.
    given = [one for one in told if one[0] == text]
    if len(given) != 1:
        return made, None
    from array import array

    (_, state, code, groups, names, places) = given[0]
    return made, (int(state), array("I", code).tobytes(), groups, dict(names), tuple(places))
