"""Check of personal covers: each has the words of its row, and nothing is outside of its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from publish.artifacts.people.list_table import ListTable
from publish.artifacts.people.people_list import Person
from publish.diagnostics import Diagnostics
from publish.diagnostics.rules import people as rules
from publish.text.languages import isolate
from publish.text.source import Span
from publish.themes.theme import Theme
from publish.writers.pdf.personal_covers import PersonalCovers

_SHOWN = 20


def check_fonts(people: Sequence[Person], table: ListTable, theme: Theme) -> Diagnostics:
    """Return a diagnostic for each character of the list that no font of the theme has."""
    from publish.writers.pdf.content.font_coverage import describe_missing, find_missing

    by_span = {Span(table.file, each.row, each.row): each for each in people}
    texts = ((span, word) for span, person in by_span.items() for word in person.words)
    diagnostics = []
    for each in describe_missing(find_missing(texts, theme), theme):
        owners = [by_span[span] for span in each.places]
        rows = ", ".join(str(row) for row in dict.fromkeys(owner.row for owner in owners[:_SHOWN]))
        message = f"row {rows} of {Path(table.file).name}: {each.message}"
        also = tuple(owner.span for owner in owners[1:] if owner.span != owners[0].span)
        diagnostics.append(replace(each, message=message, span=owners[0].span, also=also))
    return tuple(diagnostics)


def find_missing_words(
    covers: PersonalCovers, people: Sequence[Person], table: ListTable
) -> Diagnostics:
    """Return an error for each person whose page lacks a letter of the words of the row.

    The glyphs are read by PDFium, page by page; letters of the title can hide a missing one.
    """
    from publish.preflight.expected_text import letters
    from publish.preflight.glyph_counts import characters, open_pdf
    from publish.text import normal_forms

    name = Path(table.file).name
    if covers.rows != tuple(person.row for person in people):
        shown = set(covers.rows)
        person = next((each for each in people if each.row not in shown), people[0])
        message = (
            f"row {person.row} of {name}, “{isolate(person.name)}”: the theme has no place for "
            "the words of a person, or they take more than one page"
        )
        return (rules.NAME_NOT_DRAWN.at(person.span, message),)

    def count(text: str) -> Counter[str]:
        return Counter(letters(normal_forms.normalize("NFKD", text)))

    diagnostics = []
    with open_pdf(covers.data) as pdf:
        for number, person in enumerate(people, start=1):
            missing = count("".join(person.words)) - count(characters(pdf, (number,)))
            if missing:
                listed = ", ".join(f"“{each}”" for each in list(missing)[:_SHOWN])
                message = f"row {person.row} of {name}, “{isolate(person.name)}”, is not drawn "
                message += f"whole: {listed}"
                diagnostics.append(rules.NAME_NOT_DRAWN.at(person.span, message))
    return tuple(diagnostics[:_SHOWN])
