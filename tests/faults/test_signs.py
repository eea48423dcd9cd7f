"""Signs without ink, direction marks and signs that no font of the theme has stop no book."""

from __future__ import annotations

import unicodedata

import pytest

from publish.document.model import Dir, Foreign
from publish.document.walk import descend, plain
from tests.faults.conftest import Shown
from tests.faults.reading import understand

JOINED = ["יְרוּשָׁלַ\u034fִם", "יְרוּשָׁלָ\u034fִם", "יְר֣וּשָׁלַ֔\u034fִם"]


@pytest.mark.parametrize("word", JOINED)
@pytest.mark.parametrize("shape", ["", 'shape = "prose"', 'shape = "interlinear"'])
def test_a_grapheme_joiner_is_kept_and_the_pdf_is_made(
    word: str, shape: str, print_pdf: Shown
) -> None:
    text = f"מזמור\n\nשַׁאֲלוּ שְׁלוֹם {word}, כך אמרו כולם.\n"
    reading = understand(text)
    assert word in "".join(reading.outline)
    assert reading.warnings == []
    assert "made" in print_pdf(text, shape)


@pytest.mark.parametrize("sign", ["\u034f", "\u180e", "\ufe0f", "\u2060", "\u200d"])
def test_a_sign_without_ink_stops_no_book(sign: str, print_pdf: Shown) -> None:
    assert unicodedata.category(sign) in ("Mn", "Cf")
    assert "made" in print_pdf(f"A Title\n\nA letter ש{sign}ל is here, and its page.\n")


def left_to_right(text: str) -> list[str]:
    return [
        plain(node.inlines)
        for node in descend(understand(text, languages=["he"]).work)
        if isinstance(node, Foreign) and node.dir is Dir.LTR
    ]


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("הלילה היתה \u200e-5 מעלות בכל המקומות.", "-5"),
        ("כתבו את זה ב-C++\u200e ולא באחרת.", "C++"),
        ("הטלפון הוא \u200e+972-3-1234567 בכל יום.", "+972-3-1234567"),
        ("הטלפון הוא +972-3-1234567 בכל יום.", "+972-3-1234567"),
        (
            "הדף https://he.wikipedia.org/wiki/תורה_שבכתב#פרק פתוח לכולם בכל שעה.",
            "https://he.wikipedia.org/wiki/תורה_שבכתב#פרק",
        ),
    ],
)
def test_a_signed_number_and_an_address_are_one_piece_in_hebrew(line: str, piece: str) -> None:
    assert piece in left_to_right(f"כותרת\n\n{line}\n")


@pytest.mark.parametrize("sign", ["🙂", "🎉", "↩", "☞"])
def test_a_sign_that_the_theme_lacks_is_a_warning_of_the_pdf(sign: str, print_pdf: Shown) -> None:
    output = print_pdf(f"Good Morning\n\nA good morning {sign} to all who came in today.\n")
    assert "made" in output
    assert "warning[P13]" in output
    assert sign in output
