"""What an accessible PDF says to those who hear it, doubted: every letter, in its language.

A screen reader goes by the structure of the text and passes over what is not in it.  So what is
drawn is looked for in the structure, by PDFium, which is no part of what wrote it; the letters
that are there are counted against those of the Work, and Hebrew letters must be said to be Hebrew.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.pdf import NO_TITLE, NOT_HEARD, OTHER_LANGUAGE
from publish.document.model import Work
from publish.preflight.glyph_counts import compare
from publish.text.languages import HEBREW, Script, home


@dataclass(frozen=True, slots=True)
class _Text:
    """A text on a page: what it says, and in which language; None where nothing knows of it."""

    page: int
    said: str
    lang: str | None


def inspect(data: bytes, work: Work) -> Diagnostics:
    """Return an error for what is drawn and not heard, or is Hebrew and not heard as Hebrew."""
    return tuple(_inspect(tuple(_texts(data)), work))


def _inspect(texts: tuple[_Text, ...], work: Work) -> Iterator[Diagnostic]:
    if not work.meta.title:
        yield NO_TITLE.anywhere("an accessible PDF says its title, and this book has none")
    for text in texts:
        if text.lang is None:
            said = f"“{text.said}” on page {text.page} is printed, and would not be heard"
            yield NOT_HEARD.anywhere(said)
        elif _misspoken(text.said, text.lang):
            said = f"“{text.said}” on page {text.page} would be heard as “{text.lang}”"
            yield OTHER_LANGUAGE.anywhere(said)
    heard = "".join(text.said for text in texts if text.lang is not None)
    sections = (*work.front, *work.body, *work.back)
    yield from compare(heard, sections, NOT_HEARD, "would not be heard")


def _misspoken(said: str, lang: str) -> bool:
    """Return whether there are Hebrew letters where the language is written in others."""
    return bool(HEBREW.search(said)) and home(lang) is not Script.HEBREW


def _texts(data: bytes) -> Iterator[_Text]:
    """Yield all texts that are drawn but furniture: running heads, folios, leaders."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    with pdfium.PdfDocument(data) as pdf:
        of_book = _string(lambda *room: raw.FPDFCatalog_GetLanguage(pdf.raw, *room))
        for number, page in enumerate(pdf, start=1):
            langs = _langs(page, of_book)
            text_page = page.get_textpage()
            for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                said = _string(partial(raw.FPDFTextObj_GetText, each.raw, text_page.raw)).strip()
                lang = langs.get(raw.FPDFPageObj_GetMarkedContentID(each.raw))
                # To ask for marks takes longest, and few texts need it.
                if not said or (lang is None and "Artifact" in _marks(each)):
                    continue
                if lang is not None and _misspoken(said, lang):
                    lang = _marks(each).get("Span") or lang
                yield _Text(number, said, lang)
            text_page.close()
            page.close()


def _langs(page: Any, of_book: str) -> dict[int, str]:
    """Return the language of each text that the structure of a page leads to."""
    from pypdfium2 import raw

    found: dict[int, str] = {}

    def gather(element: Any, around: str) -> None:
        lang = _string(partial(raw.FPDF_StructElement_GetLang, element)) or around
        for place in range(raw.FPDF_StructElement_CountChildren(element)):
            text = raw.FPDF_StructElement_GetChildMarkedContentID(element, place)
            inner = raw.FPDF_StructElement_GetChildAtIndex(element, place)
            if text >= 0:
                found[text] = lang
            elif inner:
                gather(inner, lang)

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    for place in range(raw.FPDF_StructTree_CountChildren(tree)):
        gather(raw.FPDF_StructTree_GetChildAtIndex(tree, place), of_book)
    raw.FPDF_StructTree_Close(tree)
    return found


def _marks(drawn: Any) -> dict[str, str]:
    """Return how a text is marked, each mark with the language that it says."""
    from pypdfium2 import raw

    def sized(read: Any, *given: Any) -> Callable[..., int]:
        def call(*room: Any) -> int:
            size = ctypes.c_ulong()
            read(*given, *room, ctypes.byref(size))
            return size.value

        return call

    marks: dict[str, str] = {}
    for place in range(raw.FPDFPageObj_CountMarks(drawn.raw)):
        mark = raw.FPDFPageObj_GetMark(drawn.raw, place)
        name = _string(sized(raw.FPDFPageObjMark_GetName, mark))
        marks[name] = _string(sized(raw.FPDFPageObjMark_GetParamStringValue, mark, b"Lang"))
    return marks


def _string(read: Callable[..., int]) -> str:
    """Return the text that PDFium gives when asked twice: how long it is, then what it is."""
    size = read(None, 0)
    room = ctypes.create_string_buffer(size)
    read(ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
    return room.raw.decode("utf-16-le", "replace").rstrip("\0")
