"""Shortcut: a selector is compiled when it is first tried on an element.

cssselect2 compiles each selector to a Python function; of the three hundred in WeasyPrint's own
style sheet a chapter tries a few dozen.  Part of ``stylesheet_cache``, which stores selectors as
the CSS that they were written in, and of ``selector_matching``, which reads their sources.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement


class SelectorTest:
    """The test of one selector of a list: whether it matches an element.

    ``css`` is the list, ``place`` the selector's place in it.  ``source`` is the Python expression
    that cssselect2 compiles the selector to; it is only read, never run.
    """

    __slots__ = ("_test", "css", "place", "source")

    def __init__(self, css: str, place: int, source: str) -> None:
        self.css = css
        self.place = place
        self.source = source
        self._test: Any = None

    def __call__(self, element: Any) -> Any:
        """Return whether the selector matches ``element``."""
        if self._test is None:
            from cssselect2.compiler import CompiledSelector

            self._test = CompiledSelector(_parse(self.css)[self.place]).test
        return self._test(element)


@lru_cache(maxsize=1024)
def _parse(css: str) -> list[Any]:
    from cssselect2 import parser

    return list(parser.parse(css))


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of ``compile_selector_list`` in the parsing of rules.

    The selectors that it returns have a ``SelectorTest``.
    """
    import tinycss2
    from cssselect2 import compiler
    from weasyprint.css import validation

    stock = validation.compile_selector_list

    def compile_selector_list(prelude: Any) -> list[Any]:
        compiled: list[Any] = stock(prelude)
        css = tinycss2.serialize(prelude)
        for place, (selector, parsed) in enumerate(zip(compiled, _parse(css), strict=True)):
            source = compiler._compile_node(parsed.parsed_tree)  # noqa: SLF001  # the only way
            selector.test = SelectorTest(css, place, source)
        return compiled

    return (Replacement(validation, "compile_selector_list", compile_selector_list),)
