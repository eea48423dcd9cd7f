"""The table ``[design]``: each value is read, or refused at its line with what to write instead."""

from __future__ import annotations

import pytest

from publish.config.colours import contrast, legible_shade, screen_shade
from publish.config.design import Accent, Design, FaceFamilies, Initials, Margins
from publish.config.settings import Settings, inspect_settings
from publish.text.source import Source


def read(text: str, base: Settings = Settings()) -> tuple[Design, list[str]]:
    """Return the design that a settings file gives, and its errors with their lines."""
    source = Source("book.toml", text)
    outcome = inspect_settings(source, base)
    errors = [
        f"{source.position(error.span.start).line}: {error.message} {' '.join(error.hints)}"
        for error in outcome.diagnostics
    ]
    return outcome.value.design, errors


def test_each_choice_is_read() -> None:
    design, errors = read(
        '[design]\nsize = "12pt"\nmargins = { inner = "18mm", foot = "2cm" }\n'
        'accent = { colour = "#7a1f2b", print = true }\n'
        'faces = { hebrew = "David Libre" }\ninitials = "drop"\nornaments = true\n'
    )
    assert errors == []
    assert design == Design(
        "12pt",
        Margins(inner="18mm", foot="2cm"),
        Accent("#7a1f2b", in_print=True),
        FaceFamilies(hebrew="David Libre"),
        Initials.DROP,
        ornaments=True,
    )


def test_one_length_is_that_of_every_margin() -> None:
    assert read('[design]\nmargins = "20mm"\n')[0].margins == Margins(*["20mm"] * 4)


def test_an_accent_stays_on_screens_unless_print_is_asked_for() -> None:
    assert read('[design]\naccent = "#7a1f2b"\n')[0].accent == Accent("#7a1f2b", in_print=False)


def test_a_book_keeps_the_choices_of_its_workspace() -> None:
    base = Settings(design=Design(size="12pt"))
    assert read("[design]\nornaments = true\n", base)[0] == Design(size="12pt", ornaments=True)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('size = "5pt"', "`size` of [design] takes a size of type from 7 to 30 points"),
        ("size = 12", "`size` of [design] takes a size of type from 7 to 30 points"),
        ('margins = "5mm"', "`margins` of [design] takes for `top` a length from 12 to 120 mm"),
        ('margins = { foot = "9mm" }', "takes for `foot` a length from 15 to 120 mm"),
        ('margins = { left = "20mm" }', "a length, or some of top, inner, outer, foot"),
        ('accent = "red"', "`accent` of [design] takes a colour such as"),
        ('accent = "#ffcc00"', "a contrast of 4.5 to paper or more, not “#ffcc00”"),
        ('accent = "#ffcc00"', f'its contrast is 1.5; "{legible_shade("#ffcc00")}" has 4.5'),
        ('accent = { colour = "#ffcc00" }', "or more, not “#ffcc00”"),
        ('faces = { greek = "X" }', "takes names of families"),
        ('initials = "big"', "`initials` of [design] takes one of none, word, drop"),
        ("ornaments = 1", "`ornaments` of [design] takes true or false"),
        ("sise = 1", "there is no key `sise`"),
    ],
)
def test_a_wrong_choice_is_an_error_at_its_line(line: str, message: str) -> None:
    design, (error,) = read(f"title = 'A'\n[design]\n{line}\n")
    assert error.startswith("3: ")
    assert message in error
    assert design == Design()


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", ["#ffcc00", "#7a1f2b", "#00ffff", "#000000", "#23364b"])
def test_shades_of_a_colour_have_their_contrast(colour: str) -> None:
    assert contrast(legible_shade(colour), "#ffffff") >= 4.5
    if contrast(colour, "#ffffff") >= 4.5:
        for ground in ("#ffffff", "#000000"):
            assert contrast(screen_shade(colour), ground) >= 4.4
