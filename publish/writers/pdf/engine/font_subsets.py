"""The fonts of a book: one subset of each, of all the glyphs that any of its parts uses.

The engine's subsets keep the numbers of glyphs, so that pages drawn long ago stay right whatever
the book has come to hold since.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from publish.storage.file_digests import content_digest
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers.pdf.objects.laid_out_pages import (
    LaidOutPage,
    LaidOutPart,
    PartFont,
    glyph_key,
    merge_fonts,
    merge_glyphs,
)

Written = tuple[tuple[tuple[bytes, bytes | None], ...], int]
"""Objects numbered from 1, and the number of the one that is the font."""

_programs: dict[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font as far as a book uses it, with the texts that its glyphs stand for."""

    about: Mapping[str, Any]
    program: str
    glyphs: Mapping[int, str]
    widths: Mapping[int, float]
    missing: Mapping[int, int]


class ProgramLost(Exception):
    """The file of a font is neither in memory nor in the store."""


def known(program: bytes) -> str:
    """Return the digest of a font's file, by which ``program_of`` finds it again."""
    name = content_digest(program)
    _programs.setdefault(name, program)
    return name


def keep(laid: LaidOutPart, store: Store) -> None:
    """Put the files of the fonts of ``laid`` in the store, where they are not there yet."""
    for use in laid.fonts.values():
        key = _program_key(use.program, store)
        if use.program in _programs and not store.has(key):
            store.put(key, _programs[use.program], remember=False)


def _program_key(name: str, store: Store) -> str:
    return store.key("font program", name)


def at_hand(laid: LaidOutPart, store: Store | None) -> bool:
    """Tell whether the file of every font of ``laid`` can be had."""
    return all(
        use.program in _programs
        or (store is not None and store.has(_program_key(use.program, store)))
        for use in laid.fonts.values()
    )


def _program(name: str, store: Store | None) -> bytes:
    program = _programs.get(name)
    if program is None and store:
        program = store.get(_program_key(name, store), bytes, remember=False)
    if program is None:
        raise ProgramLost(name)
    return program


def united(parts: Iterable[LaidOutPart]) -> Mapping[str, FontUse]:
    """Return the use that a whole book makes of each font; of two meanings the first one holds."""
    parts = tuple(parts)
    glyphs = merge_glyphs(part.glyphs for part in parts)
    fonts: dict[str, PartFont] = {}
    for part in parts:
        for name, font in part.fonts.items():
            fonts[name] = merge_fonts(fonts[name], font) if name in fonts else font
    return {name: _use(fonts[name], dict(sorted(glyphs[name].items()))) for name in sorted(glyphs)}


def _use(font: PartFont, glyphs: Mapping[int, str]) -> FontUse:
    """Return the use of a font for these glyphs alone: what else is known of it may be of old."""
    widths = {glyph: font.widths[glyph] for glyph in glyphs}
    missing = {code: glyph for code, glyph in sorted(font.missing.items()) if glyph in glyphs}
    return FontUse(font.about, font.program, glyphs, widths, missing)


def glyph_key_in_book(on: LaidOutPart | LaidOutPage, used: Mapping[str, FontUse]) -> str:
    """Return what the glyphs on the pages of a part, or on one page, stand for in its book."""
    if all(glyphs.items() <= used[name].glyphs.items() for name, glyphs in on.glyphs.items()):
        return on.glyph_key
    return glyph_key(
        {
            name: {glyph: used[name].glyphs[glyph] for glyph in glyphs}
            for name, glyphs in on.glyphs.items()
        }
    )


def named(use: FontUse, theme: Theme) -> FontUse:
    """Return the font called by its family's own name and not by its role in the style sheet."""
    name = use.about["name"]
    for face in theme.faces:
        role, family = f"+Theme-{face.script.title()}", f"+{face.family.replace(' ', '-')}"
        name = name.replace(role.encode(), family.encode())
    return replace(use, about={**use.about, "name": name})


def written(use: FontUse, store: Store | None, *, tagged: bool = False) -> Written:
    """Return the objects of one font, subset to what is used of it.

    In a ``tagged`` PDF the font itself says the widths that the PDF says.
    """
    if store is None:
        return _written(use, _program(use.program, store), tagged=tagged)
    key = store.key(
        "font",
        repr(sorted(use.about.items())),
        use.program,
        repr((use.glyphs, use.widths, use.missing)),
        *(("tagged",) if tagged else ()),
    )
    result: Written | None = store.get(key, tuple, remember=False)
    if result is None:
        result = _written(use, _program(use.program, store), tagged=tagged)
        store.put(key, result, remember=False)
    return result


def _written(use: FontUse, program: bytes, *, tagged: bool) -> Written:
    from publish.writers.pdf.engine import adapter
    from publish.writers.pdf.engine.extract import as_object

    # Where every page was found in the cache, nobody has mended the engine before.
    adapter.mend()

    from weasyprint import DEFAULT_OPTIONS, pdf
    from weasyprint.pdf import pydyf

    made = pydyf.PDF()
    base = len(made.objects) - 1
    font = _engine_font(use, program)
    if tagged:
        font.clean = partial(_clean, font, font.clean)
    # By way of its module, where the correction of what glyphs stand for is put in its place.
    written = pdf.build_fonts_dictionary(
        made, {0: font}, True, True, {**DEFAULT_OPTIONS, "pdf_version": "1.7"}
    )

    def local(number: int) -> int:
        return number - base

    number = int(written[font.hash].split()[0])
    return tuple(as_object(each.data, local) for each in made.objects[base + 1 :]), local(number)


def _clean(font: Any, stock: Any, *more: Any) -> None:
    """Subset a font, and say in it how wide each glyph is said to be, as ISO 14289-1 asks (7.21.5).

    The PDF says of some blank glyphs, which are of no width, that they have one (``word_spaces``).
    """
    from fontTools.ttLib import TTFont

    stock(*more)
    program = io.BytesIO(font.file_content)
    opened = TTFont(program, fontNumber=font.index, recalcTimestamp=False)
    metrics, unit = opened["hmtx"].metrics, opened["head"].unitsPerEm / 1000
    changed = False
    for glyph, width in font.widths.items():
        name = opened.getGlyphName(glyph)
        advance, bearing = metrics.get(name, (width * unit, 0))
        if abs(advance / unit - width) > 1:
            metrics[name] = (round(width * unit), bearing)
            changed = True
    if changed:
        saved = io.BytesIO()
        opened.save(saved)
        font.file_content = saved.getvalue()


def _engine_font(use: FontUse, program: bytes) -> Any:
    """Return a font of the engine's as it was when the part was laid out, from its file alone."""
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
