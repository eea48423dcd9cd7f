"""Every selector is compiled into a Python function, though most of them never meet an element.

A third of the time that a style sheet takes is the compiling of its selectors, and of the three
hundred in the sheet of the engine itself a chapter tries a few dozen.  No upstream issue is known
to us.
"""

from __future__ import annotations

from typing import Any


def mend() -> None:
    """Compile a selector when it is first tried."""
    from cssselect2 import compiler

    # The module makes its functions by this name, which it has from Python.
    if not hasattr(compiler, "eval"):
        compiler.eval = later


def later(source: str, names: dict[str, Any], local: dict[str, Any]) -> Any:
    """Return the function that ``source`` is, which is compiled when it is first called."""
    made: list[Any] = []

    def test(element: Any) -> Any:
        if not made:
            made.append(eval(source, names, local))  # as in the library
        return made[0](element)

    return test
