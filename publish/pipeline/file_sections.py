"""The sections of a single file, each with the digest of its nodes and of its settings.

An edit moves all later sections in their file.  So the spans of a section are relative to its
start; ``offset`` is where it starts.
"""

from __future__ import annotations

from collections.abc import Sequence

from publish.config import Settings
from publish.document.model import Section
from publish.passes import Pass
from publish.pipeline.phases import settings_read
from publish.storage.serialize import deserialize, serialize
from publish.storage.store import Store
from publish.text.dataclass import dataclass


@dataclass(frozen=True)
class FileSection:
    """A section of a file before the passes that it goes through alone.

    ``nodes`` is the serialized section, with spans relative to ``offset``.
    """

    nodes: bytes
    offset: int
    key: str
    settings: Settings
    store: Store

    def section(self, _lang: str) -> Section:
        """Return the section with relative spans."""
        section: Section = deserialize(self.nodes)
        return section


def file_section(
    section: Section, passes: Sequence[Pass], settings: Settings, store: Store
) -> FileSection:
    """Return a section of a file that is to go through ``passes``."""
    offset = section.span.start
    nodes = serialize(section, offset)
    key = store.portable_key("file-section", settings_read(passes, settings), nodes)
    return FileSection(nodes, offset, key, settings, store)
