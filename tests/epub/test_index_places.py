"""The places of an index are named by what stands in the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

from publish.document.model import Excerpt, Gloss, Place, Section, Text, Work
from publish.passes.indexes import indexes
from publish.writers.epub.index_places import IndexedPlace, render_places

from .conftest import para

Pages = Callable[[Work], dict[str, ET.Element]]
HTML = "{http://www.w3.org/1999/xhtml}"


def gloss(term: str) -> Gloss:
    return Gloss((Text(term),), " [", (Text("parchment"),), "]")


def with_chapters(work: Work, *chapters: Section) -> Work:
    return indexes(replace(work, body=chapters, front=(), back=()), ("glossary",)).value


def names(work: Work, pages: Pages) -> list[tuple[str, str | None]]:
    """Return the words and the file of each link of the index."""
    (page,) = (page for name, page in pages(work).items() if "glossary" in name)
    links = (e for e in page.iter(f"{HTML}a") if "#gloss" in (e.get("href") or ""))
    return [("".join(e.itertext()), (e.get("href") or "").partition("#")[0]) for e in links]


def chapter(prose: Work, title: str, *texts: str) -> Section:
    words = (Text(title),) if title else ()
    return replace(
        prose.body[0],
        title=words,
        children=tuple(para(text, gloss("klaf"), " and more of it.") for text in texts),
    )


def test_a_place_is_named_by_the_title_of_its_chapter(prose: Work, pages: Pages) -> None:
    work = with_chapters(prose, chapter(prose, "Ink", "A ", "B "), chapter(prose, "Skin", "C "))
    assert names(work, pages) == [
        ("Ink", "01-ink.xhtml"),
        ("(2)", "01-ink.xhtml"),
        ("Skin", "02-skin.xhtml"),
    ]


def test_a_place_in_a_book_of_one_chapter_is_named_by_its_first_words(
    prose: Work, pages: Pages
) -> None:
    work = with_chapters(prose, chapter(prose, "", "The scribe takes a ", "A page is of "))
    assert [name for name, _ in names(work, pages)] == ["The scribe takes…", "A page is…"]


def test_a_long_title_is_shortened_at_a_word(prose: Work, pages: Pages) -> None:
    title = "Of the Ink, the Skin, the Reed and the Bone"
    work = with_chapters(prose, chapter(prose, title, "A "), chapter(prose, "Skin", "C "))
    assert names(work, pages)[0][0] == "Of the Ink, the Skin, the Reed…"


def test_a_place_in_an_excerpt_is_named_by_its_mark(handout: Work, pages: Pages) -> None:
    work = indexes(handout, ("glossary",)).value
    assert any(isinstance(child, Excerpt) for child in work.body[0].children)
    assert [name for name, _ in names(work, pages)] == ["1"]


def test_a_place_where_a_verse_is_quoted_and_not_named_has_a_sign() -> None:
    entry = (Place("verse-1", "", inferred=True), Place("citation-1", ""))
    places = {each.anchor: IndexedPlace("01.xhtml", "Ink") for each in entry}
    links = ('<a href="01.xhtml#verse-1">Ink</a>*', '<a href="01.xhtml#citation-1">(2)</a>')
    assert render_places(entry, places, "en") == " ".join(links)


def test_a_hebrew_name_in_an_english_index_is_one_run_with_its_punctuation() -> None:
    places = {"verse-1": IndexedPlace("01.xhtml", "כמו שכתוב: ”כתוב…")}
    link = render_places((Place("verse-1", ""),), places, "en")
    assert link.count("<span") == 1
    assert 'dir="rtl">כמו שכתוב: ”כתוב…</span>' in link
