"""Comparison of the private names in ``private_names`` with the installed version of WeasyPrint."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from functools import reduce
from importlib import import_module
from types import ModuleType
from typing import Any

from publish.storage.digests import digest
from publish.text.dataclass import dataclass
from publish.writers.pdf.engine.interface.private_names import NAMES


@dataclass(frozen=True, slots=True)
class Change:
    """A private name that is not as its user expects it."""

    user: str
    name: str
    expected: str
    actual: str

    def __str__(self) -> str:
        """The change in one line."""
        return f"{self.name} (used by {self.user}): expected {self.expected}; is {self.actual}"


def find_changes(names: Mapping[str, Mapping[str, str]] | None = None) -> tuple[Change, ...]:
    """Return the names that are missing or different in the installed version."""
    return tuple(
        Change(user, name, expected, actual)
        for user, expectations in (NAMES if names is None else names).items()
        for name, expected in expectations.items()
        if (actual := describe(name, expected)) != expected
    )


def find_changed_users() -> frozenset[str]:
    """Return the users of at least one changed name: ``driver``, corrections and shortcuts."""
    return frozenset(change.user for change in find_changes())


def describe(name: str, expected: str) -> str:
    """Return what is true of a name, in the form in which ``expected`` describes it.

    ``name`` is a module, or the path of an object in one: ``weasyprint.css:Style.copy``.
    """
    path, _, inner = name.partition(":")
    try:
        owner = import_module(path)
        value: Any = reduce(getattr, inner.split("."), owner) if inner else owner
    except (ImportError, AttributeError):
        return "missing"
    kind, _, details = expected.partition(" ")
    match kind:
        case "signature":
            return f"signature {inspect.signature(value)}"
        case "source":
            return f"source {digest(inspect.getsource(value))}"
        case "attributes":
            attributes = [each for each in details.split() if _has(value, each)]
            return " ".join(("attributes", *attributes))
    return "exists"


def _has(owner: Any, name: str) -> bool:
    """Return whether a class has an attribute, or its methods set one of that name."""
    if hasattr(owner, name):
        return True
    sources = _sources(owner)
    return any(re.search(rf"\bself\.{name}\b", source) for source in sources)


def _sources(owner: Any) -> Iterator[str]:
    kinds: tuple[Any, ...] = () if isinstance(owner, ModuleType) else owner.__mro__
    for kind in kinds:
        if kind.__module__.partition(".")[0] in {"weasyprint", "cssselect2", "pydyf"}:
            yield inspect.getsource(kind)
