"""Files of books that count as made: a few bytes with their stamps, without any rendering."""

from __future__ import annotations

from collections.abc import Iterable

from publish.artifacts.freshness import Record, write_stamp
from publish.artifacts.inputs import find_inputs
from publish.artifacts.plan import Artifact
from publish.artifacts.print_pages import store_pages
from publish.config.options import Format
from publish.config.pictures import PictureLoader


def make_up(artifacts: Iterable[Artifact], pictures: tuple[tuple[str, str], ...] = ()) -> None:
    """Write artifacts, in the order of making, of texts that name ``pictures``.

    Each of these is the file of a text, and an address in it.
    """
    for artifact in artifacts:
        content = f"%PDF-1.7 {artifact.path.name}".encode()
        artifact.path.parent.mkdir(parents=True, exist_ok=True)
        artifact.path.write_bytes(content)
        if artifact.format is Format.PDF:
            store_pages(artifact, content, ())
        loader = PictureLoader.of(artifact.book)
        states = tuple((file, address, loader.state(file, address)) for file, address in pictures)
        inputs = find_inputs(artifact)
        write_stamp(artifact, inputs, content, Record((), None, states))
