"""The sheets that are named are exactly those whose pictures differ."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from publish import to_pdf
from publish.artifacts.booklet import Imposition
from publish.artifacts.destinations import Destination
from publish.artifacts.reprint.reprint import Since, write_reprint
from publish.config import find_workspace
from publish.config.booklet_options import (
    Blanks,
    BookletSettings,
    Duplex,
    SheetLayout,
    paper,
    thickness,
)
from publish.writers.booklet import impose
from tests.reprint.conftest import TEXT
from tests.reprint.random_edits import edit

SIZE = {"page": {"width": "105mm", "height": "148mm"}}
SHEET = paper("a5")
SETTINGS = BookletSettings(sheet=SHEET)


def make_pdf(text: str, languages: tuple[str, ...] = ("en", "he")) -> bytes:
    return to_pdf(text, settings={**SIZE, "languages": list(languages)}).value


def draw(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=3).to_pil().tobytes() for page in document]


def sheets_that_differ(old: bytes, new: bytes, settings: BookletSettings) -> set[int]:
    """The sheets of a booklet that no sheet of the old one could replace, by their pictures."""
    before, now = (draw(impose(pdf, settings).value) for pdf in (old, new))
    printed = [(before[n], before[n + 1]) for n in range(0, len(before), 2)]
    differing = set()
    for n in range(0, len(now), 2):
        sheet = (now[n], now[n + 1])
        if sheet in printed:
            printed.remove(sheet)
        else:
            differing.add(n // 2 + 1)
    return differing


@pytest.fixture
def compare(tmp_path: Path) -> Callable[..., tuple[list[str], list[bytes]]]:
    """A function that compares two PDFs: the messages, and the sides of the sheets alone."""

    def compare(
        old: bytes, new: bytes, settings: BookletSettings = SETTINGS, **options: bool
    ) -> tuple[list[str], list[bytes]]:
        to = Destination(tmp_path / "output" / "lesson.booklet-a5.pdf", find_workspace(tmp_path))
        imposition = Imposition(settings)
        paths, diagnostics = write_reprint(
            new, (), to, imposition, Since(old, "old.pdf", **options)
        )
        sides = [side for path in paths for side in draw(path.read_bytes())]
        return [f"{each.code}: {each.message}" for each in diagnostics], sides

    return compare


def numbers_of_sheets(messages: list[str]) -> set[int]:
    (message,) = [each for each in messages if each.startswith("K25")]
    return {int(number) for number in re.findall(r"sheet (\d+) \(", message)}


def check_edits(compare: Callable[..., tuple[list[str], list[bytes]]], count: int) -> None:
    chance = random.Random("printed")
    texts = {binding: make_pdf(TEXT, langs) for binding, langs in LANGUAGES.items()}
    for number in range(count):
        binding = chance.choice(list(LANGUAGES))
        old = texts[binding]
        new = make_pdf(edit(TEXT, chance), LANGUAGES[binding])
        is_booklet = chance.randrange(3) == 0
        layout = LAYOUTS[number % len(LAYOUTS)]
        settings = BookletSettings(
            layout=layout,
            sheet=paper("a4") if "cut" in layout else SHEET,
            duplex=chance.choice(list(Duplex)),
            signature=None if layout in LEAVES else chance.choice([None, 1]),
            paper_thickness=chance.choice([0, thickness("0.1mm")]),
            blanks=chance.choice(list(Blanks)),
        )
        printed = impose(old, settings).value if is_booklet else old
        messages, sides = compare(printed, new, settings)
        expected = sheets_that_differ(old, new, settings)
        assert numbers_of_sheets(messages) == expected, (number, messages)
        whole = draw(impose(new, settings).value)
        again = [
            whole[2 * n + side]
            for n in range(len(whole) // 2)
            for side in (0, 1)
            if n + 1 in expected
        ]
        assert sides == again


LAYOUTS = list(SheetLayout)
LEAVES = {SheetLayout.HANDOUTS, SheetLayout.SPIRAL}
LANGUAGES = {"left": ("en", "he"), "right": ("he", "en")}


@pytest.mark.thorough
def test_the_sheets_of_a_few_edits(compare) -> None:
    check_edits(compare, len(LAYOUTS))


@pytest.mark.long
def test_the_sheets_of_twenty_edits_of_each_layout(compare) -> None:
    check_edits(compare, 120)
