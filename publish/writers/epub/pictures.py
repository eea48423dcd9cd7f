"""The pictures of a book as items of its EPUB."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.epub import PICTURE_MISSING
from publish.document import walk
from publish.document.model import Image, Resource, Section
from publish.storage.digests import digest
from publish.writers.epub.package import Item

_SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
"""The pictures that each reading system shows (https://www.w3.org/TR/epub-33/#sec-cmt-supported)."""

_NAME_LENGTH = 16
"""Digits of the digest that is the name of a file."""


def name_pictures(resources: Iterable[Resource]) -> dict[str, str]:
    """Return the file of each picture that an EPUB can have, by the digest of the resource.

    The name comes from the picture alone, so that a picture more changes no page of another.
    """
    return {
        each.digest: f"pictures/{digest(each.digest)[:_NAME_LENGTH]}.{_SUFFIXES[each.media_type]}"
        for each in resources
        if each.media_type in _SUFFIXES
    }


def picture_items(resources: Iterable[Resource], shown: Container[str]) -> tuple[Item, ...]:
    """Return the items of the pictures whose digests are among those ``shown``."""
    pictures = [each for each in resources if each.digest in shown]
    names = name_pictures(pictures)
    return tuple(
        Item(f"picture-{number}", names[each.digest], each.media_type, each.data)
        for number, each in enumerate((p for p in pictures if p.digest in names), start=1)
    )


def describe_missing_pictures(section: Section, names: Container[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each picture that no EPUB can have, so that its description stands there.

    ``names`` has the digests of the others.  A picture without data was reported when the text was
    read.
    """
    for node in walk.descend(section):
        if isinstance(node, Image) and node.resource and node.resource not in names:
            message = f"the picture “{node.address}” is not in the EPUB"
            yield PICTURE_MISSING.at(node.span, message)
