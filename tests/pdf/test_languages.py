"""Every language in Hebrew letters is set as Hebrew is, whatever its tag."""

from __future__ import annotations

import pytest

from publish.document.model import Dir, Foreign, Passage, Text, Words, Work
from publish.text.languages import direction

from .conftest import MakePdf, PdfView, TextLine, book, chapter, para

TEXT = "הספר נדפס בידי מדפיס אחד ובידי בנו אחריו. "
TITLE = Words((("he", "מעשה ספר"),))


def book_in(lang: str) -> Work:
    mixed = para(TEXT, Foreign("en", Dir.LTR, (Text("in two scripts"),)), ". " + TEXT * 30)
    section = chapter("פרק הדיו", para(TEXT * 40), mixed)
    return book(section, lang=lang, dir=direction(lang), title=TITLE)


def text_lines(make_pdf: PdfView) -> list[list[TextLine]]:
    """Return the lines of the pages of text: their words, places and sizes."""
    pages = [make_pdf.body(page) for page in range(1, len(make_pdf) + 1)]
    return [lines for lines in pages if len(lines) > 10]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["he-IL", "lad", "yi", "arc", "jrb", "en-Hebr"])
def test_a_book_in_hebrew_letters_has_the_size_and_the_leading_of_hebrew(
    lang: str, make_pdf: MakePdf
) -> None:
    expected = text_lines(make_pdf(book_in("he")))
    assert len(expected) > 1
    assert text_lines(make_pdf(book_in(lang))) == expected


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["he", "he-IL", "lad", "yi", "arc"])
@pytest.mark.parametrize("outer", ["en", "ar"])
def test_a_passage_in_hebrew_letters_is_set_so_in_any_book(
    lang: str, outer: str, make_pdf: MakePdf
) -> None:
    passage = Passage(lang, direction(lang), (para(TEXT * 20),))
    run = para("Words, and ", Foreign(lang, direction(lang), (Text("מעשה ספר"),)), " among them.")
    work = book(chapter("Ink", run, passage), lang=outer, dir=direction(outer), title=TITLE)
    ((_, *lines),) = [lines for lines in text_lines(make_pdf(work)) if len(lines) > 10]
    assert {round(line.size, 2) for line in lines[-10:]} == {round(11.5 * 1.2, 2)}
    leading = {round(b.y - a.y, 2) for a, b in zip(lines[-10:], lines[-9:], strict=False)}
    assert leading == {round(15.5 * 1.5, 2)}
