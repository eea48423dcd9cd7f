"""The names that WeasyPrint gives to pictures in the resources of a page."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import md5


def list_picture_names(url: str) -> Iterator[str]:
    """Yield the names of the picture of that URL: with hard edges of its pixels, and smooth."""
    name = md5(url.encode(), usedforsecurity=False).hexdigest()
    yield from (f"i{name}0", f"i{name}1")
