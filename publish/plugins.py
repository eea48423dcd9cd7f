"""Entry points of installed packages that extend publish.

A package adds readers, passes or themes by entry points in its ``pyproject.toml``::

    [project.entry-points."publish.passes"]
    abbreviations = "publish_abbreviations:PASS"

The owner of a kind of extension asks for its group and loads an entry no sooner than needed::

    for entry in plugins.entry_points("publish.passes"):
        value = plugins.load(entry)    # the object; raises PublishError (X01) where it has none
        folder = entry.folder()        # the folder of the package that it names; imports nothing

``entry.package`` names the package and its version for messages.  Cache keys contain the version
and the code of every such package (``publish.storage.environment``).
"""

from __future__ import annotations

import importlib
from typing import Any

from publish.diagnostics import PublishError
from publish.diagnostics.rules import plugins as rules
from publish.storage.distributions import EntryPoint, entry_points

__all__ = ["EntryPoint", "entry_points", "load"]


def load(entry: EntryPoint) -> Any:
    """Return the object; raise PublishError (X01) where the package does not have it."""
    module, _, attribute = (part.strip() for part in entry.value.partition(":"))
    try:
        loaded: Any = importlib.import_module(module)
        for name in filter(None, attribute.split(".")):
            loaded = getattr(loaded, name)
    except Exception as error:
        raise PublishError(
            rules.NOT_LOADED.anywhere(
                f"“{entry.value}” of {entry.package} cannot be loaded: "
                f"{type(error).__name__}: {error}",
                "correct or uninstall the package; `publish --debug` shows where it fails",
            )
        ) from error
    return loaded
