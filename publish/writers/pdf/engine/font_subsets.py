"""Subsets of the fonts of a book, made by WeasyPrint: one of each, of all glyphs of all parts.

WeasyPrint's subsets keep the numbers of glyphs, so that pages from the store stay right whatever
glyphs the book has gained since.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from publish.storage.store import Store
from publish.writers.pdf.engine import adapter
from publish.writers.pdf.objects.font_advances import write_advances
from publish.writers.pdf.objects.font_programs import find_program
from publish.writers.pdf.objects.font_use import FontUse

FontObjects = tuple[tuple[tuple[bytes, bytes | None], ...], int]
"""Objects numbered from 1, and the number of the font dictionary."""


def subset_font(use: FontUse, store: Store | None) -> FontObjects:
    """Return the objects of one font, subset to its use; raises FontProgramLost.

    The font file has the widths that the PDF gives, as ISO 14289-1 and ISO 19005 require.
    """
    if store is None:
        return _subset(use, find_program(use.program, store))
    key = store.portable_key(
        "font",
        repr(sorted(use.about.items())),
        use.program,
        repr((use.glyphs, use.widths, use.missing)),
    )
    result: FontObjects | None = store.get(key, tuple, remember=False)
    if result is None:
        result = _subset(use, find_program(use.program, store))
        store.put(key, result, remember=False)
    return result


def _subset(use: FontUse, program: bytes) -> FontObjects:
    from publish.writers.pdf.engine.extract import split_object

    with adapter.session():
        from weasyprint import DEFAULT_OPTIONS, pdf
        from weasyprint.pdf import pydyf

        file = pydyf.PDF()
        base = len(file.objects) - 1
        font = _weasyprint_font(use, program)
        font.clean = partial(_clean, font, font.clean)
        # Called through its module, which has the corrected function.
        fonts = pdf.build_fonts_dictionary(
            file, {0: font}, True, True, {**DEFAULT_OPTIONS, "pdf_version": "1.7"}
        )

        def local(number: int) -> int:
            return number - base

        number = int(fonts[font.hash].split()[0])
        objects = tuple(split_object(each.data, local) for each in file.objects[base + 1 :])
        return objects, local(number)


def _clean(font: Any, stock: Any, *more: Any) -> None:
    """Subset a font and write into its file the widths that the PDF gives (ISO 14289-1, 7.21.5).

    ``text_extraction`` gives a width to some blank glyphs that have none.
    """
    stock(*more)
    font.file_content = write_advances(font.file_content, font.widths)


def _weasyprint_font(use: FontUse, program: bytes) -> Any:
    """Return a font of WeasyPrint as it was when the part was laid out, made from its file."""
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import ffi, harfbuzz

    from publish.writers.pdf.engine.shortcuts.ffi_cache import declare

    declare()
    font = Font.__new__(Font)
    for name, value in use.about.items():
        setattr(font, name, value)
    blob = ffi.gc(
        harfbuzz.hb_blob_create(program, len(program), 0, ffi.NULL, ffi.NULL),
        harfbuzz.hb_blob_destroy,
    )
    font.hb_face = ffi.gc(
        harfbuzz.hb_face_create(blob, use.about["index"]), harfbuzz.hb_face_destroy
    )
    font.file_content = program
    font.variations = dict(use.about["variations"])
    font.to_unicode = dict(use.glyphs)
    font.widths = dict(use.widths)
    font.missing = dict(use.missing)
    return font
