"""The pictures of a text, embedded in the markup of its print parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules.pdf import PICTURE_MISSING
from publish.document.model import Image, Resource
from publish.writers.pdf.content.pictures import decode_picture
from publish.writers.pdf.content.sections import PrintSection


class EmbeddedPictures:
    """The resources of a book as ``data:`` URLs, each decoded when it is first asked for."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._resources = {resource.digest: resource for resource in resources}
        self._addresses: dict[str, str] = {}

    def address(self, image: Image) -> str:
        """Return the URL of a picture, empty where its bytes are missing or cannot be read."""
        return self.resource_address(image.resource)

    def resource_address(self, name: str) -> str:
        """Return the URL of the resource with that digest, or an empty string."""
        if name not in self._addresses:
            self._addresses[name] = self._decode(name)
        return self._addresses[name]

    def _decode(self, name: str) -> str:
        resource = self._resources.get(name)
        if resource is None:
            return ""
        try:
            return decode_picture(resource.data, name).address
        except PublishError:
            return ""


def name_pictures(
    sections: Iterable[PrintSection], resources: Iterable[Resource]
) -> Mapping[str, str]:
    """Return the addresses of the pictures of a book by the URLs of their data."""
    pictures = EmbeddedPictures(resources)
    return {
        pictures.resource_address(resource): address
        for section in sections
        for address, resource in section.summary.pictures
    }


def describe_missing_pictures(
    sections: Iterable[PrintSection], resources: Iterable[Resource]
) -> Iterator[Diagnostic]:
    """Yield a warning for each picture that cannot be decoded, so that its description is printed.

    A picture without data was reported when the text was read.
    """
    pictures = EmbeddedPictures(resources)
    addresses = (
        address
        for section in sections
        for address, resource in section.summary.pictures
        if resource and not pictures.resource_address(resource)
    )
    for address in dict.fromkeys(addresses):
        yield PICTURE_MISSING.anywhere(f"the picture “{address}” is not in the PDF")
