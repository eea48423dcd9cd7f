"""Check of the structure of an accessible PDF: all text is in it, each in its language.

A screen reader reads the structure of a PDF and skips text outside of it.  PDFium, which shares no
code with the writer, reads the structure; the letters in it are counted against those of the Work,
and Hebrew letters must have a language that is written in Hebrew letters.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.pdf import LANGUAGE_NOT_MARKED, NO_TITLE, NOT_IN_STRUCTURE
from publish.document.model import Work
from publish.preflight.glyph_counts import compare_letters
from publish.text.dataclass import dataclass
from publish.text.languages import HEBREW, in_hebrew_letters


@dataclass(frozen=True, slots=True)
class _PageText:
    """A text on a page with its language in the structure; None where the structure lacks it."""

    page: int
    text: str
    lang: str | None


def check_structure(data: bytes, work: Work) -> Diagnostics:
    """Return an error for each text outside the structure, and for Hebrew in another language."""
    return tuple(_check(tuple(_page_texts(data)), work))


def _check(texts: tuple[_PageText, ...], work: Work) -> Iterator[Diagnostic]:
    if not work.meta.title:
        yield NO_TITLE.anywhere("an accessible PDF says its title, and this book has none")
    for each in texts:
        if each.lang is None:
            message = f"“{each.text}” on page {each.page} is printed, but not in the structure"
            yield NOT_IN_STRUCTURE.anywhere(message)
        elif _is_misread(each.text, each.lang):
            message = f"“{each.text}” on page {each.page} would be read aloud as “{each.lang}”"
            yield LANGUAGE_NOT_MARKED.anywhere(message)
    structure_text = "".join(each.text for each in texts if each.lang is not None)
    sections = (*work.front, *work.body, *work.back)
    yield from compare_letters(
        structure_text, sections, NOT_IN_STRUCTURE, "are not in the structure"
    )


def _is_misread(text: str, lang: str) -> bool:
    """Return whether a text has Hebrew letters and a language of another script."""
    return bool(HEBREW.search(text)) and not in_hebrew_letters(lang)


def _page_texts(data: bytes) -> Iterator[_PageText]:
    """Yield all texts on the pages except artifacts: running heads, folios, leaders."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    with pdfium.PdfDocument(data) as pdf:
        document_lang = _string(lambda *buffer: raw.FPDFCatalog_GetLanguage(pdf.raw, *buffer))
        for number, page in enumerate(pdf, start=1):
            langs = _langs(page, document_lang)
            text_page = page.get_textpage()
            for drawn_object in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                get_text = partial(raw.FPDFTextObj_GetText, drawn_object.raw, text_page.raw)
                text = _string(get_text).strip()
                lang = langs.get(raw.FPDFPageObj_GetMarkedContentID(drawn_object.raw))
                # Few texts need their marks, which are slow to read.
                if not text or (lang is None and "Artifact" in _marks(drawn_object)):
                    continue
                if lang is not None and _is_misread(text, lang):
                    lang = _marks(drawn_object).get("Span") or lang
                yield _PageText(number, text, lang)
            text_page.close()
            page.close()


def _langs(page: Any, document_lang: str) -> dict[int, str]:
    """Return the language of each text in the structure of a page, by marked-content number."""
    from pypdfium2 import raw

    langs: dict[int, str] = {}

    def collect(element: Any, parent_lang: str) -> None:
        lang = _string(partial(raw.FPDF_StructElement_GetLang, element)) or parent_lang
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            content = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if content >= 0:
                langs[content] = lang
            elif child:
                collect(child, lang)

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    for index in range(raw.FPDF_StructTree_CountChildren(tree)):
        collect(raw.FPDF_StructTree_GetChildAtIndex(tree, index), document_lang)
    raw.FPDF_StructTree_Close(tree)
    return langs


def _marks(drawn_object: Any) -> dict[str, str]:
    """Return the marks of a text by name, each with its language or an empty string."""
    from pypdfium2 import raw

    def with_size(function: Any, *arguments: Any) -> Callable[..., int]:
        def call(*buffer: Any) -> int:
            size = ctypes.c_ulong()
            function(*arguments, *buffer, ctypes.byref(size))
            return size.value

        return call

    marks: dict[str, str] = {}
    for index in range(raw.FPDFPageObj_CountMarks(drawn_object.raw)):
        mark = raw.FPDFPageObj_GetMark(drawn_object.raw, index)
        name = _string(with_size(raw.FPDFPageObjMark_GetName, mark))
        get_lang = with_size(raw.FPDFPageObjMark_GetParamStringValue, mark, b"Lang")
        marks[name] = _string(get_lang)
    return marks


def _string(read: Callable[..., int]) -> str:
    """Return a string of PDFium, whose functions are called twice: for the size, then the text."""
    size = read(None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
