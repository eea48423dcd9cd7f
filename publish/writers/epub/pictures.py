"""The pictures of a book as items of its EPUB."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.epub import PICTURE_MISSING
from publish.document import walk
from publish.document.model import Image, Work
from publish.writers.epub.package import Item

_SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
"""The pictures that each reading system shows (https://www.w3.org/TR/epub-33/#sec-cmt-supported)."""


def picture_items(work: Work) -> dict[str, Item]:
    """Return the items of the pictures that a text shows, by the digest of the resource."""
    shown = {node.resource for node in walk.descend(work.sections) if isinstance(node, Image)}
    resources = [
        each for each in work.resources if each.digest in shown and each.media_type in _SUFFIXES
    ]
    return {
        each.digest: Item(
            f"picture-{number}",
            f"pictures/{number}.{_SUFFIXES[each.media_type]}",
            each.media_type,
            each.data,
        )
        for number, each in enumerate(resources, start=1)
    }


def describe_missing_pictures(work: Work) -> Iterator[Diagnostic]:
    """Yield a warning for each picture that no EPUB can have, so that its description stands there.

    A picture without data was reported when the text was read.
    """
    items = picture_items(work)
    for node in walk.descend(work.sections):
        if isinstance(node, Image) and node.resource and node.resource not in items:
            message = f"the picture “{node.address}” is not in the EPUB"
            yield PICTURE_MISSING.at(node.span, message)
