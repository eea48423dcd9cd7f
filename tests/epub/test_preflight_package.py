"""Faults of an EPUB that its text does not show; each is planted in an intact book."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import timedelta
from io import BytesIO

import pytest

from publish.document.model import Image, Resource, Section, Work
from publish.preflight.epub import check_release
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import epub
from publish.writers.epub.cover import make_cover
from publish.writers.epub.options import EpubOptions

from .conftest import MODIFIED, para

OPF, TEXT, NAV, CSS = (
    f"EPUB/{name}" for name in ("content.opf", "01-chapter.xhtml", "nav.xhtml", "epub.css")
)
FORMER = "urn:uuid:00000000-0000-5000-8000-000000000001"
Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def release(lesson: Work, classic: Theme) -> bytes:
    """The lesson as readers get it, with its cover."""
    return write(lesson, classic)


def write(work: Work, theme: Theme) -> bytes:
    cover = make_cover(work.meta, work.lang, theme, None, Store()).value
    return epub.write(work, theme, EpubOptions(cover=cover), modified=MODIFIED).value


def alter(data: bytes, changes: Mapping[str, Change]) -> bytes:
    """Return the EPUB with files changed, added (from nothing), or removed (to nothing)."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as original, zipfile.ZipFile(out, "w") as copy:
        for name in dict.fromkeys((*original.namelist(), *changes)):
            content = original.read(name) if name in original.namelist() else b""
            changed = changes[name](content) if name in changes else content
            if name in changes:
                assert changed != content, f"nothing is changed in {name}"
            copy.writestr(name, changed)
    return out.getvalue()


def swap(old: str, new: str, count: int = 1) -> Change:
    return lambda data: data.replace(old.encode(), new.encode(), count)


def codes(data: bytes, work: Work, previous: bytes | None = None) -> set[str]:
    return {diagnostic.code for diagnostic in check_release(data, work, previous)}


@pytest.mark.parametrize(
    "name",
    ["lesson", "handout", "prose", "hebrew", "verse", "facing", "original", "translation"],
)
def test_an_intact_release_has_no_diagnostics(
    name: str, books: dict[str, Work], classic: Theme
) -> None:
    assert check_release(write(books[name], classic), books[name]) == ()


FAULTS: dict[str, tuple[str, Change, str]] = {
    "a direction in the style sheet": (CSS, lambda d: d + b"p { direction: rtl }", "E15"),
    "bidi in the style sheet": (CSS, lambda d: d + b"p { unicode-bidi: embed }", "E15"),
    "a direction in a style": (TEXT, swap("<p ", '<p style="direction: rtl" '), "E15"),
    "no cover": (OPF, swap(' properties="cover-image"', ""), "E17"),
    "no cover for EPUB 2": (OPF, swap('name="cover" content="cover-image"', 'name="c"'), "E17"),
    "a chapter without a heading": (
        TEXT,
        lambda d: d.replace(b"<h1", b"<p").replace(b"/h1", b"/p"),
        "E18",
    ),
    "a heading left out": (
        TEXT,
        swap("</h1>", '</h1><h3 lang="en" xml:lang="en" dir="ltr" class="added">A</h3>'),
        "E19",
    ),
    "a Hebrew paragraph called English": (
        TEXT,
        swap(
            "<p ",
            '<p lang="en" xml:lang="en" dir="ltr" class="added"><span lang="he" '
            'xml:lang="he" dir="rtl">\u05d4\u05e1\u05d5\u05e4\u05e8 \u05db\u05d5\u05ea\u05d1 '
            "\u05d0\u05d5\u05ea\u05d9\u05d5\u05ea</span></p><p ",
        ),
        "E20",
    ),
    "an English paragraph called Hebrew": (
        TEXT,
        swap("<p ", '<p lang="he" xml:lang="he" dir="rtl" class="added">The scribe writes</p><p '),
        "E20",
    ),
    "two elements of one id": (TEXT, swap('id="note-2"', 'id="note-1"'), "E21"),
    "two items of one id": (OPF, swap('id="nav"', 'id="title"'), "E21"),
    "a cover without a description": (
        "EPUB/cover.xhtml",
        swap('alt="Cover', 'alt="" title="C'),
        "E22",
    ),
    "contents in another order": (
        NAV,
        swap(
            '<a href="01-chapter.xhtml">',
            '<a href="colophon.xhtml">Colophon</a></li><li lang="en" xml:lang="en" dir="ltr">'
            '<a href="01-chapter.xhtml">',
        ),
        "E23",
    ),
    "an NCX of another book": ("EPUB/toc.ncx", swap("01-chapter.xhtml", "title.xhtml"), "E23"),
    "no contents": (NAV, swap('epub:type="toc"', 'epub:type="lot"'), "E23"),
    "no language": (OPF, lambda d: d.replace(b"dc:language", b"dc:format"), "E24"),
    "no title": (OPF, lambda d: d.replace(b"dc:title", b"dc:format"), "E24"),
    "no date": (OPF, swap("dcterms:modified", "dcterms:created"), "E24"),
    "another identifier in the NCX": ("EPUB/toc.ncx", swap("urn:uuid:", "urn:uuid:0"), "E24"),
    "a file outside the manifest": ("EPUB/more.txt", lambda _: b"more", "E26"),
    "a picture of another type": (OPF, swap('"image/png"', '"image/jpeg"'), "E26"),
    "a script": (TEXT, swap("</head>", "<script>1</script></head>"), "E27"),
    "a picture of another site": (
        "EPUB/cover.xhtml",
        swap('src="cover.png"', 'src="https://example.org/cover.png"'),
        "E27",
    ),
    "a font of another site": (CSS, lambda d: d + b"a { src: url(//example.org/a.ttf) }", "E27"),
    "a heading without words": (
        TEXT,
        swap("</h1>", '</h1><h2 lang="en" xml:lang="en" dir="ltr"> </h2>'),
        "E28",
    ),
    "an access mode that is untrue": (OPF, swap(">visual<", ">auditory<"), "E29"),
    "no summary of accessibility": (OPF, swap("accessibilitySummary", "accessibilityAPI"), "E29"),
    "pages that turn the other way": (OPF, swap('direction="ltr"', 'direction="rtl"'), "E30"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str, release: bytes, lesson: Work) -> None:
    file, change, code = FAULTS[name]
    assert code in codes(alter(release, {file: change}), lesson)


def test_there_are_more_than_fifteen_kinds_of_fault() -> None:
    text_kinds = {"E06", "E07", "E08", "E09", "E10", "E11"}
    others = {"E16", "E25", "E31"}
    assert len(text_kinds | others | {code for _, _, code in FAULTS.values()}) >= 21


def test_a_character_without_a_font_is_found(lesson: Work, classic: Theme) -> None:
    work = with_paragraph(lesson, "\u05d0\u05ef")
    assert codes(write(work, classic), work) == {"E16"}


def with_paragraph(work: Work, text: str) -> Work:
    from dataclasses import replace

    from publish.document.model import Dir, Passage

    section = work.body[0]
    passage = Passage("he", Dir.RTL, (para(text),))
    return replace(work, body=(replace(section, children=(*section.children, passage)),))


def test_a_picture_without_a_description_is_found(lesson: Work, classic: Theme) -> None:
    from dataclasses import replace

    from tests.support.every_node import png

    section: Section = lesson.body[0]
    image = Image("a.png", resource="a")
    work = replace(
        lesson,
        body=(replace(section, children=(*section.children, image)),),
        resources=(Resource("a", "image/png", png()),),
    )
    assert codes(write(work, classic), work) == {"E22"}


def test_a_change_that_keeps_the_date_is_found(release: bytes, lesson: Work) -> None:
    changed = alter(release, {CSS: lambda data: data + b"p { margin: 0 }"})
    assert codes(changed, lesson, release) == {"E25"}
    assert codes(release, lesson, release) == set()
    later = (MODIFIED + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    moved = alter(changed, {OPF: swap(MODIFIED.strftime("%Y-%m-%dT%H:%M:%SZ"), later)})
    assert codes(moved, lesson, release) == set()
    assert codes(release, lesson, b"damaged") == set()


def test_another_identifier_than_that_of_the_file_before_is_found(
    release: bytes, lesson: Work
) -> None:
    def rename(data: bytes) -> bytes:
        earlier = data.replace(b'modified">2025', b'modified">2024')
        return re.sub(rb"urn:uuid:[0-9a-f-]+", FORMER.encode(), earlier)

    before = alter(release, {OPF: rename})
    faults = check_release(release, lesson, before)
    assert [fault.code for fault in faults] == ["E31"]
    assert f'identifier = "{FORMER}"' in faults[0].hints[0]
    edition = check_release(release, lesson, before, "translation")
    assert FORMER not in edition[0].hints[0]
    assert codes(release, lesson, release) == set()
