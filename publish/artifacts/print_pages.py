"""The pages of the PDFs in an output folder, stored under the digest of each file.

So they hold for the file in place alone, whatever was edited since it was made; the writer of EPUBs
compares the text of each page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publish.artifacts.plan import Artifact
from publish.artifacts.related_files import print_of
from publish.config.options import Format
from publish.document.printed_pages import NOT_PRINTED, PrintedPages, PrintedSection
from publish.storage.cache_paths import stamp_store
from publish.storage.digests import digest

if TYPE_CHECKING:
    from publish.writers.pdf.layout.page_faces import PageFace


def store_pages(
    pdf: Artifact,
    content: bytes,
    sections: tuple[PrintedSection, ...],
    faces: tuple[PageFace, ...] = (),
) -> None:
    """Store the pages of each section of a PDF, and all its pages as a reader sees them."""
    store = stamp_store(pdf.book.workspace.output)
    store.put(pages_key(content), sections)
    store.put(_faces_key(content), faces, remember=False)
    store.trim()


def find_faces(pdf: Artifact, content: bytes) -> tuple[PageFace, ...]:
    """Return the pages of a PDF as a reader sees them; none where they are not stored."""
    from publish.writers.pdf.layout import page_faces  # noqa: F401  # registers its classes

    store = stamp_store(pdf.book.workspace.output)
    return store.get(_faces_key(content), tuple, remember=False) or ()


def has_pages(pdf: Artifact) -> bool:
    """Return whether the pages of a PDF in place are stored; the making of the file stores them."""
    return find_sections(pdf) is not None


def find_pages(artifact: Artifact) -> PrintedPages:
    """Return the pages that an EPUB cites: those of the PDF of its edition, if one is in place."""
    if artifact.format is not Format.EPUB:
        return NOT_PRINTED
    pdf = print_of(artifact)
    if not pdf.path.is_file():
        return NOT_PRINTED
    sections = find_sections(pdf)
    return PrintedPages(pdf.path.name, sections or (), is_unknown=sections is None)


def find_sections(pdf: Artifact) -> tuple[PrintedSection, ...] | None:
    """Return the pages of each section of the PDF in place; None where they are not stored."""
    try:
        content = pdf.path.read_bytes()
    except OSError:
        return None
    return stamp_store(pdf.book.workspace.output).get(pages_key(content), tuple)


def find_pdf(artifact: Artifact) -> Path | None:
    """Return the PDF whose stored pages a file depends on: its own, or that which an EPUB cites."""
    match artifact.format:
        case Format.PDF:
            return artifact.path
        case Format.EPUB:
            return print_of(artifact).path
        case _:
            return None


def _faces_key(content: bytes) -> str:
    return digest("page faces", content)


def pages_key(content: bytes) -> str:
    """Return the key under which the pages of a PDF with that content are stored."""
    return digest("printed pages", content)
