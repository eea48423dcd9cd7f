"""Every selector is compiled into a Python function, though most of them never meet an element.

A third of the time that a style sheet takes is the compiling of its selectors, and of the three
hundred in the sheet of the engine itself a chapter tries a few dozen.  No upstream issue is known
to us.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from typing import Any


def mend() -> None:
    """Compile a selector when it is first tried."""
    from cssselect2 import compiler

    # The module makes its functions by this name, which it has from Python.
    if not hasattr(compiler, "eval"):
        compiler.eval = later


def later(source: str, names: dict[str, Any], local: dict[str, Any]) -> Any:
    """Return the function that ``source`` is, which is compiled when it is first called."""
    test: Any = _when_called(lambda: eval(source, names, local))  # as in the library
    test.source = source
    return test


def code(source: str) -> bytes:
    """Return a selector as it can be kept."""
    return marshal.dumps(compile(source, "<string>", "eval", dont_inherit=True))


def kept(code: bytes, source: str) -> Any:
    """Return the function that was kept so."""
    test: Any = _when_called(lambda: eval(marshal.loads(code), _names()))
    test.source = source
    return test


def _when_called(make: Callable[[], Any]) -> Any:
    made: list[Any] = []

    def test(element: Any) -> Any:
        if not made:
            made.append(make())
        return made[0](element)

    return test


def _names() -> dict[str, Any]:
    """Return what the library lets its functions know."""
    from cssselect2 import compiler

    names = ("split_whitespace", "ascii_lower", "urlparse")
    return {name: getattr(compiler, name) for name in names}
