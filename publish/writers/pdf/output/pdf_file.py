"""The PDF file of a laid-out book: pages, fonts, catalog, structure and document information."""

from __future__ import annotations

from publish.config.press_profiles import PRESETS, SCREEN, PressProfile
from publish.document.model import Dir, Work
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers.pdf.engine.font_subsets import subset_font
from publish.writers.pdf.layout.laid_out_book import LaidOutBook
from publish.writers.pdf.objects.font_use import collect_uses, with_family_name
from publish.writers.pdf.objects.pdf_objects import PdfObjects, reference, text_string
from publish.writers.pdf.objects.structure_tree import StructureTree
from publish.writers.pdf.output import metadata
from publish.writers.pdf.output.outline import write_outline
from publish.writers.pdf.output.pages import PageTree, write_pages


def write_pdf_file(
    laid_out_book: LaidOutBook,
    work: Work,
    theme: Theme,
    store: Store | None,
    profile: PressProfile = PRESETS[SCREEN],
) -> bytes:
    """Return the bytes of the PDF; ``work`` gives title, language and direction.

    A tagged PDF has a structure tree and conforms to PDF/UA-1 (ISO 14289-1).
    """
    objects = PdfObjects()
    fonts = objects.reserve()
    structure = StructureTree(objects) if profile.is_tagged else None
    pages = write_pages(laid_out_book, objects, fonts, structure)
    subsets = collect_uses(laid_out_book.layouts)
    font_entries = []
    for name, font in subsets.items():
        named = with_family_name(font, theme)
        font_objects, number = subset_font(named, store)
        renumber = objects.add_all(font_objects)
        font_entries.append(b"/%b %b" % (name.encode(), renumber(reference(number))))
    objects.put(fonts, b"<<%b>>" % b"".join(font_entries))
    structure_entries = _write_structure(objects, structure, work) if structure else b""
    catalog = _catalog(objects, pages, work, structure_entries)
    information = objects.add(_document_information(work))
    return objects.to_bytes(objects.add(catalog), information)


def _write_structure(objects: PdfObjects, structure: StructureTree, work: Work) -> bytes:
    """Write structure tree and XMP metadata and return their entries of the catalog."""
    packet = metadata.xmp_packet(work)
    xmp = objects.add(b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(packet), packet)
    return b"/MarkInfo<</Marked true>>/StructTreeRoot %b/Metadata %b" % (
        reference(structure.write()),
        reference(xmp),
    )


def _catalog(objects: PdfObjects, pages: PageTree, work: Work, structure_entries: bytes) -> bytes:
    """Return the document catalog (ISO 32000-1, 7.7.2).

    Viewers show the title in the window and the outline beside the page.  Page labels are the
    numbers of the folios, counted from the title page.  Where both pages of a spread have one
    number, a range of labels begins with each recto (12.4.2).
    """
    names = sorted((text_string(name), target) for name, target in pages.destinations.items())
    destinations = b"".join(name + bytes(target) for name, target in names)
    direction = b"/R2L" if work.dir is Dir.RTL else b"/L2R"
    outline = write_outline(objects, pages.outline)
    shared = work.layout.shared_folios
    ranges = range(0, len(pages.pages), 2) if shared else (0,)
    labels = b"".join(b"%d<</S/D/St %d>>" % (each, work.layout.folio(each + 1)) for each in ranges)
    return b"".join(
        (
            b"<</Type/Catalog/Pages %b/Lang%b" % (reference(pages.root), text_string(work.lang)),
            b"/Names<</Dests<</Names[%b]>>>>" % destinations,
            b"/ViewerPreferences<</DisplayDocTitle true/Direction%b>>" % direction,
            b"/PageLayout/TwoPageRight/PageLabels<</Nums[%b]>>" % labels,
            b"/Outlines %b/PageMode/UseOutlines" % reference(outline) if outline else b"",
            structure_entries,
            b">>",
        )
    )


def _document_information(work: Work) -> bytes:
    title = metadata.title_of(work)
    authors = ", ".join(metadata.authors_of(work))
    return b"<<%b%b/Producer(publish)>>" % (
        b"/Title" + text_string(title) if title else b"",
        b"/Author" + text_string(authors) if authors else b"",
    )
