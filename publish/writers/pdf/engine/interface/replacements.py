"""Functions of WeasyPrint replaced for as long as a block runs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from publish.text.dataclass import dataclass

_MISSING: Final = object()


@dataclass(frozen=True, slots=True)
class Replacement:
    """An attribute of a module or class of WeasyPrint, and the value that takes its place."""

    owner: Any
    name: str
    value: Any


def replace_imports(name: str, value: Any) -> tuple[Replacement, ...]:
    """Return a replacement for each loaded module of WeasyPrint that has imported ``name``."""
    return tuple(
        Replacement(module, name, value)
        for path, module in sorted(sys.modules.items())
        if path.startswith("weasyprint.") and name in vars(module)
    )


@contextmanager
def install(replacements: Iterable[Replacement]) -> Iterator[None]:
    """Install replacements while the block runs, and restore the attributes afterwards.

    Not safe for several threads by itself; ``adapter.session`` holds a lock.
    """
    replacements = tuple(replacements)
    originals = [vars(each.owner).get(each.name, _MISSING) for each in replacements]
    for each in replacements:
        setattr(each.owner, each.name, each.value)
    try:
        yield
    finally:
        for each, original in reversed(list(zip(replacements, originals, strict=True))):
            if original is _MISSING:
                delattr(each.owner, each.name)
            else:
                setattr(each.owner, each.name, original)
