"""Lines in the midst of a text stay there: sources of sayings, schemata, refrains."""

from __future__ import annotations

import pytest

from publish.document.model import Milestone
from publish.document.walk import descend
from tests.faults.conftest import Shown
from tests.faults.reading import understand

SAYINGS = """\
Sayings

Ink is given to every soul, to the small and the great, each by the root of its own light.

A. Author,
Introduction to the Work of Ink 81

Paper is given to every house, and a house without any is like a lamp that has no oil.

B. Binder,
The Sewn Book, Item 5
"""


def test_the_source_under_a_saying_is_no_heading_over_the_next_one() -> None:
    reading = understand(SAYINGS)
    assert reading.title == "Sayings"
    assert reading.outline == [
        (
            "quotation: Ink is given to every soul, to the small and the great, each by the root "
            "of its own light. (from A. Author, / Introduction to the Work of Ink 81)"
        ),
        (
            "quotation: Paper is given to every house, and a house without any is like a lamp "
            "that has no oil. (from B. Binder, / The Sewn Book, Item 5)"
        ),
    ]


@pytest.mark.parametrize("word", ["Introduction", "Part 2", "Book 3", "Chapter 4", "מבוא", "פרק ב"])
def test_a_line_under_a_comma_is_no_heading(word: str) -> None:
    text = (
        f"A Title\n\nThe saying stands over its source, as sayings do.\n\nA. Author,\n{word}\n\n"
        "The text goes on below, in whole sentences. It says more.\n"
    )
    assert not [line for line in understand(text).outline if line.startswith(("chapter", "part"))]


SCHEMATA = [
    "Keter > Hochma > Bina > Zeir Anpin > Malchut",
    "Atzilut / Beria / Yetzira / Assiya /",
    "<< Ein Sof",
    "Home",
]
ORDER = """\
The Order of the Sefirot

The books all say in which order the light comes down to us from above.

{}

A soul returns there when all the days that it was given are over.
"""


def test_schemata_between_paragraphs_are_printed_with_a_warning(print_pdf: Shown) -> None:
    text = ORDER.format("\n\n".join(SCHEMATA))
    reading = understand(text)
    assert [line.split(": ", 1)[1] for line in reading.outline] == [
        "The books all say in which order the light comes down to us from above.",
        *SCHEMATA,
        "A soul returns there when all the days that it was given are over.",
    ]
    assert reading.warnings == [("T15", line) for line in SCHEMATA]
    output = print_pdf(text)
    assert all(f"printed, but looks like {kind}" in output for kind in KINDS)
    assert 'as = "drop"' in output


KINDS = ["a breadcrumb", "a navigation arrow", "a link of the site"]


def test_the_lines_of_a_site_at_the_ends_of_a_paste_are_left_out() -> None:
    text = f"Home / Library /\n\n{ORDER.format(SCHEMATA[0])}\nDownload PDF\nBack to top\n"
    reading = understand(text)
    assert reading.title == "The Order of the Sefirot"
    assert reading.outline[-1].startswith("text: A soul returns there")
    dropped = [
        text[each.span.start : each.span.end] for each in reading.diagnostics if each.code == "T01"
    ]
    assert dropped == ["Home / Library /", "Download PDF", "Back to top"]


LINES = {
    "Halleluyah": [
        "Sing to the Lord a new song",
        "Let the heavens be glad",
        "Let the sea roar and all that fills it",
    ],
    "הללויה": ["שירו ליהוה שיר חדש", "ישמחו השמים", "ירעם הים ומלאו"],
}


@pytest.mark.parametrize("refrain", list(LINES))
@pytest.mark.parametrize("title", ["Songs for the Evening", "שירים לערב"])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize("end", ["", "All who came sang it, and then they went in to the meal.\n"])
def test_a_refrain_is_printed_after_each_verse(
    refrain: str, title: str, gap: str, end: str
) -> None:
    song = gap.join(f"{line}\n{refrain}" for line in LINES[refrain])
    reading = understand(f"{title}\n\n{song}\n\n{end}")
    assert (reading.title, reading.subtitle) == (title, "")
    printed = [line for each in reading.outline for line in each.split(": ", 1)[1].split(" / ")]
    assert printed == [part for line in LINES[refrain] for part in (line, refrain)] + (
        [end.strip()] if end else []
    )


@pytest.mark.parametrize("end", ["* * *", "Chapter 2", "* * *\n\n{p. 112}"])
def test_the_mark_of_a_last_page_stands_after_the_last_text(end: str) -> None:
    text = f"A Title\n\nThe words of a page.\n\n{{p. 110}}\n\n{{p. 111}}\n\n{end}\n"
    labels = [node.label for node in descend(understand(text).work) if isinstance(node, Milestone)]
    assert labels == ["110", "111", "112"][: 3 if "112" in end else 2]
