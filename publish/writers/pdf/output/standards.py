"""The entries by which a PDF conforms to PDF/UA and PDF/A (ISO 14289-1, ISO 19005)."""

from __future__ import annotations

from publish.document.model import Work
from publish.text.dataclass import dataclass
from publish.writers.pdf.objects.pdf_objects import PdfObjects, reference
from publish.writers.pdf.objects.structure_tree import StructureTree
from publish.writers.pdf.output import metadata
from publish.writers.pdf.output.archive_pictures import conform_picture
from publish.writers.pdf.output.attachments import write_attachments
from publish.writers.pdf.output.file_options import FileOptions
from publish.writers.pdf.output.output_intent import write_output_intent


@dataclass(frozen=True, slots=True)
class StandardEntries:
    """Entries of the document catalog, and of its dictionary of names."""

    catalog: bytes = b""
    names: bytes = b""


def write_standard(
    objects: PdfObjects,
    structure: StructureTree | None,
    work: Work,
    options: FileOptions,
) -> StandardEntries:
    """Write what the standard of the profile asks for; return its entries.

    ``structure`` is that of a tagged PDF.
    """
    names, catalog = b"", b""
    if structure:
        tree = reference(structure.write())
        catalog += b"/MarkInfo<</Marked true>>/StructTreeRoot %b" % tree
        catalog += _write_metadata(objects, work, options)
    if options.profile.variant.is_for_archive:
        objects.change_streams(conform_picture)
        names, associated = write_attachments(objects, options.attachments)
        catalog += write_output_intent(objects) + associated
    return StandardEntries(catalog, names)


def _write_metadata(objects: PdfObjects, work: Work, options: FileOptions) -> bytes:
    packet = metadata.xmp_packet(work, options.profile, options.date)
    xmp = objects.add(b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(packet), packet)
    return b"/Metadata " + reference(xmp)
