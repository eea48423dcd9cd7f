"""The PDF file of laid-out books: pages, fonts, catalog, structure and document information."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain

from publish.diagnostics import Outcome
from publish.document.model import Dir, Work
from publish.storage.file_digests import digest_file
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers.pdf.engine.font_subsets import subset_font
from publish.writers.pdf.layout.bound_book import BoundBook
from publish.writers.pdf.objects.font_use import collect_uses, with_family_name
from publish.writers.pdf.objects.pdf_objects import PdfObjects, reference, text_string
from publish.writers.pdf.objects.structure_tree import StructureTree
from publish.writers.pdf.output import metadata
from publish.writers.pdf.output.file_options import FileOptions
from publish.writers.pdf.output.outline import write_outline
from publish.writers.pdf.output.page_boxes import BookSheets
from publish.writers.pdf.output.pages import PageTree, write_pages
from publish.writers.pdf.output.standards import StandardEntries, write_standard
from publish.writers.pdf.press.press_facts import PressFacts


def write_pdf_file(
    books: Sequence[BoundBook], work: Work, store: Store | None, options: FileOptions
) -> Outcome[bytes]:
    """Return the bytes of the PDF; ``work`` gives title, language and direction.

    A file for a press is in its inks, and states the date of the ``options``.  Raises PublishError
    where their profile is unusable.
    """
    profile = options.profile
    objects = PdfObjects()
    keys = [_font_key(book.theme) if len(books) > 1 else () for book in books]
    fonts = {key: objects.reserve() for key in dict.fromkeys(keys)}
    structure = StructureTree(objects) if profile.is_tagged else None
    sheets = BookSheets.of(books, profile, work.dir)
    pages = write_pages(books, objects, [fonts[key] for key in keys], structure, sheets)
    for key, number in fonts.items():
        alike = [book for book, own in zip(books, keys, strict=True) if own == key]
        _write_fonts(objects, number, alike, store)
    standard = write_standard(objects, structure, work, options)
    labels = _page_labels(books, work, len(pages.pages))
    if not profile.links:
        pages.outline.clear()
    catalog = _catalog(objects, pages, work, labels, standard)
    information = objects.add(_document_information(work))
    data = objects.to_bytes(objects.add(catalog), information)
    if not profile.is_for_press:
        return Outcome(data)
    from publish.writers.pdf.press.press_file import press_pdf

    facts = PressFacts(options.date, partial(_name_pictures, books))
    return press_pdf(data, profile, facts, store)


def _name_pictures(books: Iterable[BoundBook]) -> Mapping[str, str]:
    return dict(ChainMap(*(dict(book.name_pictures()) for book in books)))


def _font_key(theme: Theme) -> Hashable:
    """Return a value that is equal for themes whose fonts of one name are the same files."""
    return tuple(
        (face.script, face.weight, face.style, digest_file(str(face.path))) for face in theme.faces
    )


def _write_fonts(
    objects: PdfObjects, number: int, books: Sequence[BoundBook], store: Store | None
) -> None:
    """Write the font dictionary of books with the same fonts, each a subset for all of them."""
    subsets = collect_uses(chain.from_iterable(book.laid_out_book.layouts for book in books))
    font_entries = []
    for name, font in subsets.items():
        named = with_family_name(font, books[0].theme)
        font_objects, own_number = subset_font(named, store)
        renumber = objects.add_all(font_objects)
        font_entries.append(b"/%b %b" % (name.encode(), renumber(reference(own_number))))
    objects.put(number, b"<<%b>>" % b"".join(font_entries))


def _page_labels(books: Iterable[BoundBook], work: Work, count: int) -> bytes:
    """Return the page labels (ISO 32000-1, 12.4.2): the numbers of folios, from the title page.

    Where both pages of a spread have one number, a range begins with each recto.  The pages of a
    front at the end of the file are counted from there.
    """
    mirrored = [book for book in books if book.mirror]
    end = min((book.positions[0] for book in mirrored), default=count + 1)
    labels = [(b"", work.layout.folio(page)) for page in range(1, end)]
    if mirrored:
        prefix = b"/P" + text_string(mirrored[0].label)
        labels += [(prefix, mirrored[0].mirror - page) for page in range(end, count + 1)]
    ranges = b"".join(
        b"%d<</S/D%b/St %d>>" % (index, *label)
        for index, label in enumerate(labels)
        if not index or label != (labels[index - 1][0], labels[index - 1][1] + 1)
    )
    return b"/PageLabels<</Nums[%b]>>" % ranges


def _catalog(
    objects: PdfObjects, pages: PageTree, work: Work, labels: bytes, standard: StandardEntries
) -> bytes:
    """Return the document catalog (ISO 32000-1, 7.7.2).

    Viewers show the title in the window and the outline beside the page.
    """
    names = sorted((text_string(name), target) for name, target in pages.destinations.items())
    destinations = b"".join(name + bytes(target) for name, target in names)
    direction = b"/R2L" if work.dir is Dir.RTL else b"/L2R"
    outline = write_outline(objects, pages.outline)
    return b"".join(
        (
            b"<</Type/Catalog/Pages %b/Lang%b" % (reference(pages.root), text_string(work.lang)),
            b"/Names<</Dests<</Names[%b]>>%b>>" % (destinations, standard.names),
            b"/ViewerPreferences<</DisplayDocTitle true/Direction%b>>" % direction,
            b"/PageLayout/TwoPageRight",
            b"/Outlines %b/PageMode/UseOutlines" % reference(outline) if outline else b"",
            labels,
            standard.catalog,
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
