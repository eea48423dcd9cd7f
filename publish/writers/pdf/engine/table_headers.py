"""Header rows that the engine repeats on each page of a table."""

from __future__ import annotations

from typing import Any


def repeats_header(table: Any) -> bool:
    """Return whether the first row of a table on its page is not the first row of the table."""
    groups = [child for child in table.children if not getattr(child, "is_header", False)]
    return bool(groups and groups[0].children[0].element is not groups[0].element[0])
