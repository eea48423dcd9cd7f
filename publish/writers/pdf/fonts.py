"""The fonts of a book: one subset of each, of all the glyphs that any of its parts uses.

The engine's subsets keep the numbers of glyphs, so that pages drawn long ago stay right whatever
the book has come to hold since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from publish.cache import Cache, digest
from publish.theme import Theme
from publish.writers.pdf.laid import FontUse, Laid, joined

Written = tuple[tuple[tuple[bytes, bytes | None], ...], int]
"""Objects numbered from 1, and the number of the one that is the font."""

_programs: dict[str, bytes] = {}


class ProgramLost(Exception):
    """The file of a font is neither in memory nor in the cache."""


def known(program: bytes) -> str:
    """Return the digest of a font's file, by which ``program_of`` finds it again."""
    name = digest(program)
    _programs.setdefault(name, program)
    return name


def keep(laid: Laid, cache: Cache) -> None:
    """Put the files of the fonts of ``laid`` in the cache, where they are not there yet."""
    for use in laid.fonts.values():
        if use.program in _programs and not cache.has(use.program):
            cache.put(use.program, _programs[use.program])


def at_hand(laid: Laid, cache: Cache | None) -> bool:
    """Tell whether the file of every font of ``laid`` can be had."""
    return all(
        use.program in _programs or (cache is not None and cache.has(use.program))
        for use in laid.fonts.values()
    )


def _program(name: str, cache: Cache | None) -> bytes:
    program = _programs.get(name) or (cache.get(name) if cache else None)
    if program is None:
        raise ProgramLost(name)
    return program


def united(parts: Iterable[Laid]) -> Mapping[str, FontUse]:
    """Return the use that a whole book makes of each font; of two meanings the first one holds."""
    fonts: dict[str, FontUse] = {}
    for part in parts:
        for name, use in part.fonts.items():
            before = fonts.get(name)
            if before is None:
                fonts[name] = replace(
                    use,
                    glyphs=dict(use.glyphs),
                    widths=dict(use.widths),
                    missing=dict(use.missing),
                )
            elif not use.glyphs.keys() <= before.glyphs.keys():
                fonts[name] = joined(before, use)
    return fonts


def as_meant(part: Laid, used: Mapping[str, FontUse]) -> bool:
    """Tell whether the glyphs of a part stand in its book for what they stand for in the part."""
    return all(use.glyphs.items() <= used[name].glyphs.items() for name, use in part.fonts.items())


def named(use: FontUse, theme: Theme) -> FontUse:
    """Return the font called by its family's own name and not by its role in the style sheet."""
    name = use.about["name"]
    for face in theme.faces:
        role, family = f"+Theme-{face.script.title()}", f"+{face.family.replace(' ', '-')}"
        name = name.replace(role.encode(), family.encode())
    return replace(use, about={**use.about, "name": name})


def written(use: FontUse, cache: Cache | None) -> Written:
    """Return the objects of one font, subset to what is used of it."""
    import marshal

    glyphs, widths = sorted(use.glyphs.items()), sorted(use.widths.items())
    name = digest(
        "font",
        cache.state if cache else "",
        repr(sorted(use.about.items())),
        use.program,
        repr((glyphs, widths, sorted(use.missing.items()))),
    )
    entry = cache.get(name) if cache else None
    if entry is not None:
        found: Written = marshal.loads(entry)  # its digest was right
        return found
    made = _written(
        replace(use, glyphs=dict(glyphs), widths=dict(widths)), _program(use.program, cache)
    )
    if cache:
        cache.put(name, marshal.dumps(made))
    return made


def _written(use: FontUse, program: bytes) -> Written:
    from weasyprint import DEFAULT_OPTIONS, pdf
    from weasyprint.pdf import pydyf

    from publish.writers.pdf.laid import as_object

    made = pydyf.PDF()
    base = len(made.objects) - 1
    font = _font(use, program)
    # By way of its module, where the correction of what glyphs stand for is put in its place.
    written = pdf.build_fonts_dictionary(
        made, {0: font}, True, True, {**DEFAULT_OPTIONS, "pdf_version": "1.7"}
    )

    def local(number: int) -> int:
        return number - base

    number = int(written[font.hash].split()[0])
    return tuple(as_object(each.data, local) for each in made.objects[base + 1 :]), local(number)


def _font(use: FontUse, program: bytes) -> Any:
    """Return a font of the engine's as it was when the part was laid out, from its file alone."""
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import ffi, harfbuzz

    _declare()
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


@cache
def _declare() -> None:
    """Declare the two functions of HarfBuzz that open a font, which the engine does not need."""
    from weasyprint.text.ffi import ffi

    ffi.cdef(
        """
        typedef enum { HB_MEMORY_MODE_DUPLICATE } hb_memory_mode_t;
        hb_blob_t * hb_blob_create (
            const char *data, unsigned int length, hb_memory_mode_t mode, void *user_data,
            void *destroy);
        hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);
        """
    )
