"""What is worked out from a style is worked out again for every box that has it.

A style is shared by hundreds of boxes, and may be changed in place after it was read (Kozea/
WeasyPrint#578).  Here what is known of a style stands beside it until that happens.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Changes: TypeAlias = list[tuple[Any, str]]
"""Styles, and the names of the values that were changed in them."""


def mend() -> None:
    """Forget what is known of a style when one of its values becomes another."""
    from weasyprint.css import Style

    if Style.__setitem__ is dict.__setitem__:
        Style.__setitem__ = changed


def known(style: Any) -> dict[str, Any]:
    """Return what is known of a style, to be read and added to."""
    about: dict[str, Any] | None = style.__dict__.get("publish_known")
    if about is None:
        about = style.__dict__["publish_known"] = {}
    return about


def changed(style: Any, name: str, value: Any) -> None:
    """Set a value of a style."""
    if name in style and style[name] != value:
        style.__dict__.pop("publish_known", None)
        changes = _changes(style)
        if changes is not None:
            changes.append((style, name))
    dict.__setitem__(style, name, value)


def keep_track(style: Any, changes: Changes) -> None:
    """Write down what is changed in a style from now on, or in that of what is anonymous in it."""
    style.__dict__["publish_changes"] = changes


def is_tracked(style: Any) -> bool:
    """Tell whether what is changed in a style is written down."""
    return "publish_changes" in style.__dict__


def forget(style: Any, name: str) -> None:
    """Let a value be computed again."""
    style.__dict__.pop("publish_known", None)
    style.pop(name, None)


def _changes(style: Any) -> Changes | None:
    from weasyprint.css import AnonymousStyle

    while isinstance(style, AnonymousStyle):
        style = style.parent_style
    changes: Changes | None = style.__dict__.get("publish_changes")
    return changes
