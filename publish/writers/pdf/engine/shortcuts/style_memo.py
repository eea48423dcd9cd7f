"""Shortcut: results that follow from a style alone are computed once a style, not once a box.

Hundreds of boxes share a style, and WeasyPrint may change a style in place after it was read
(Kozea/WeasyPrint#578).  A memo beside the style holds the results until a value changes.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from publish.writers.pdf.engine.interface.replacements import Replacement

Changes: TypeAlias = list[tuple[Any, str]]
"""Styles with the names of the values that were changed in them."""


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of the assignment of a value, which clears the memo of its style."""
    from weasyprint.css import Style

    return (Replacement(Style, "__setitem__", set_value),)


def memo(style: Any) -> dict[str, Any]:
    """Return the memo of a style: a dictionary to be read and extended."""
    values: dict[str, Any] | None = style.__dict__.get("publish_memo")
    if values is None:
        values = style.__dict__["publish_memo"] = {}
    return values


def set_value(style: Any, name: str, value: Any) -> None:
    """Set a value of a style; a different value clears the memo and is recorded as a change."""
    if name in style and style[name] != value:
        style.__dict__.pop("publish_memo", None)
        changes = _changes(style)
        if changes is not None:
            changes.append((style, name))
    dict.__setitem__(style, name, value)


def track_changes(style: Any, changes: Changes) -> None:
    """Record in ``changes`` all later changes of a style and of its anonymous styles."""
    style.__dict__["publish_changes"] = changes


def is_tracked(style: Any) -> bool:
    """Return whether changes of a style are recorded."""
    return "publish_changes" in style.__dict__


def forget_value(style: Any, name: str) -> None:
    """Remove a value, so that the style computes it again."""
    style.__dict__.pop("publish_memo", None)
    style.pop(name, None)


def _changes(style: Any) -> Changes | None:
    from weasyprint.css import AnonymousStyle

    while isinstance(style, AnonymousStyle):
        style = style.parent_style
    changes: Changes | None = style.__dict__.get("publish_changes")
    return changes
