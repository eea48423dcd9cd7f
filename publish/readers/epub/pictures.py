"""Pictures of a package, and messages about those that are not in it."""

from __future__ import annotations

from publish.access import Refusal, scheme_of
from publish.access.picture_data import check_picture
from publish.diagnostics import PublishError
from publish.diagnostics.rules import pictures as rules
from publish.document.resources import Resource
from publish.readers.archives import Archive
from publish.readers.html.report import Report
from publish.readers.html.tree import Element
from publish.storage.digests import digest

_SHOWN = 80


class BookReport(Report):
    """Diagnostics about a book, and the pictures that its text shows, each read once."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive.file)
        self._archive = archive
        self._unread = set[str]()

    def keep_picture(self, element: Element, address: str) -> str:
        """Return the address of a picture in the draft; empty for one that cannot be read."""
        if address[:5].lower() == "data:":
            return super().keep_picture(element, address)
        if address in self._pictures:
            return address
        if address not in self._unread and address:
            self._read(element, address)
        return address if address in self._pictures else ""

    def _read(self, element: Element, address: str) -> None:
        rule, reason = rules.MISSING, "is missing from the file"
        if scheme_of(address) or address.startswith("//"):
            rule, reason = rules.NETWORK, "is an address in a network"
        elif address.startswith(("/", "..")):
            rule, reason = rules.OUTSIDE, "leads out of the file"
        elif address in self._archive:
            try:
                data = self._archive.read(address)
                media_type = check_picture(data)
            except (Refusal, PublishError) as error:
                rule, reason = rules.UNREADABLE, str(error)
            else:
                self._pictures[address] = Resource(digest(data), media_type, data)
                return
        self._unread.add(address)
        message = f"the picture “{address[:_SHOWN]}” {reason}"
        self._refused.append(rule.at(self._span(element), message))
