"""Where the engine has a function: modules import each other's by name."""

from __future__ import annotations

import sys
from typing import Any


def places(name: str) -> list[str]:
    """Return the modules of the engine that have a function under its name."""
    return [
        path
        for path, module in sys.modules.items()
        if path.startswith("weasyprint.") and hasattr(module, name)
    ]


def everywhere(name: str, function: Any) -> None:
    """Put a function in the place of the one of that name, in all modules that have it."""
    for path in places(name):
        setattr(sys.modules[path], name, function)
