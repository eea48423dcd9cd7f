"""Where pages may break, and where they may not; the controls are the theme without its rules."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from publish.document.model import Dir, Foreign, Section, Work
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.writers import pdf

from .conftest import POINTED, Printed, book, chapter, running, said, segment

pytestmark = pytest.mark.slow


@pytest.fixture
def loose(classic: Theme, tmp_path: Path) -> Theme:
    """The theme with every rule about page breaks taken out of its style sheet."""
    shutil.copytree(classic.folder, tmp_path / "loose")
    sheet = tmp_path / "loose" / "print.css"
    css = re.sub(
        r"(break-(after|before|inside): avoid|orphans: \d|widows: \d);",
        "",
        sheet.read_text("utf-8"),
    )
    sheet.write_text(css + "* { orphans: 1; widows: 1; break-after: auto !important }\n", "utf-8")
    return themes.load("loose", [tmp_path])


@pytest.fixture(scope="module")
def segments() -> Work:
    """Sixty segments of uneven length, so that some of them meet every foot of a page."""
    return book(
        chapter(
            "",
            *(
                segment(
                    f"{' '.join([POINTED[n % 3]] * (1 + n % 2))} ס{n}",
                    said(f"<{n}> {running(1 + n % 3, n)}"),
                    *((said(f"Comment {n}."),) if n % 7 == 0 else ()),
                )
                for n in range(1, 61)
            ),
        )
    )


def parted(made: Printed) -> list[int]:
    """The pages that end in the Hebrew of a segment, its translation on the next one."""
    last = {page: made.body(page)[-1].text for page in range(3, len(made) + 1)}
    return [page for page, text in last.items() if re.search("[א-ת]", text)]


def test_a_translation_is_never_parted_from_its_hebrew(printed, segments):
    assert parted(printed(segments)) == []


def test_without_the_rules_some_are_parted(segments: Work, loose: Theme):
    assert parted(Printed(pdf.write(segments, loose).value))


SENTENCE_END = ("read it.", "meant.", "printed.", "will lie.", "patience.")


def broken(made: Printed) -> list[int]:
    """The segments whose translation goes over to the next page."""
    return [
        number
        for _, text in made.texts()
        for number in map(int, re.findall(r"<(\d+)>", text))
        if not re.search(rf"<{number}>.*{SENTENCE_END[(number + 1 + number % 3) % 5]}", text)
    ]


def test_a_unit_of_few_lines_is_on_one_page(printed, segments):
    assert broken(printed(segments)) == []


def test_without_the_rules_some_units_are_broken(segments: Work, loose: Theme):
    assert broken(Printed(pdf.write(segments, loose).value))


def test_a_heading_is_never_the_last_line_of_a_page(printed, loose: Theme):
    def with_heading(lines: int) -> Work:
        inner = Section(chapter("x").role, said("A Heading").inlines, (said(running(4)),))
        return book(chapter("", said(*[f"{n}. " + "word " * 9 for n in range(lines)]), inner))

    works = [with_heading(lines) for lines in range(20, 27)]
    assert not any(_ends_in_heading(printed(work)) for work in works)
    assert any(_ends_in_heading(Printed(pdf.write(work, loose).value)) for work in works)


def _ends_in_heading(made: Printed) -> bool:
    return any(made.body(page)[-1].text == "A Heading" for page in range(3, len(made) + 1))


def test_no_page_begins_or_ends_with_one_line_of_a_paragraph(printed):
    text = chapter("", *(said(f"<{n}> " + "word " * (23 + 5 * (n % 7))) for n in range(1, 60)))
    made = printed(book(text))
    for page in range(4, len(made)):
        lines = [line.text for line in made.body(page)]
        if "<" not in lines[0]:
            assert "<" not in lines[1], f"page {page} begins with the last line of a paragraph"
        assert "<" not in lines[-1] or len(lines[-1].split()) < 12, (
            f"page {page} ends with a first line"
        )


def test_hebrew_is_never_hyphenated_and_english_is(printed, prose, hebrew_book):
    english = "".join(printed(prose).text(page) for page in range(5, len(printed(prose))))
    assert re.search(r"[a-z][-‐] ?[a-z]", english)
    hebrew = "".join(text for _, text in printed(hebrew_book).texts())
    assert not re.search(r"[א-ת][-‐]", hebrew)


def test_a_name_that_stands_for_another_is_never_broken(printed):
    made = printed(book(chapter("", said("so of G-d " * 150))))
    for page in range(3, len(made) + 1):
        for line in made.lines(page):
            assert not line.text.rstrip().endswith("G-")


def test_a_hebrew_word_is_larger_than_the_english_it_stands_in_and_leaves_the_line(printed):
    plain = said("word " * 60)
    mixed = said(
        *(
            part
            for _ in range(25)
            for part in ("word ", Foreign("he", Dir.RTL, said("בְּרֵאשִׁית").inlines), " word ")
        )
    )
    made = printed(book(chapter("", plain, mixed)))
    baselines = sorted({round(line.y, 1) for line in made.lines(3) if line.size > 9})
    steps = {round(b - a, 1) for a, b in pairwise(baselines[2:-1])}
    assert steps == {14.5}
