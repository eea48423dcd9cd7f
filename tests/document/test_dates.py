"""Dates as people write them over a handout."""

import pytest

from publish.document.dates import format_date, parse
from publish.document.model import Date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("May 2025", "2025-05"),
        ("20 May 2025", "2025-05-20"),
        ("20th of May 2025", "2025-05-20"),
        ("May 20, 2025", "2025-05-20"),
        ("Sept. 2024", None),
        ("Sep. 2024", "2024-09"),
        ("2025-05-20", "2025-05-20"),
        ("2025", "2025"),
        ("מאי 2025", "2025-05"),
        ("20 במאי 2025", "2025-05-20"),
        ("June 31, 2025", None),
        ("2025-13", None),
        ("sometime", None),
    ],
)
def test_a_date_is_read_to_the_precision_it_has(text: str, iso: str | None) -> None:
    assert parse(text) == (Date(iso, text) if iso else None)


def test_a_date_has_the_form_of_its_language() -> None:
    assert format_date("2025-05-20", "en") == "20 May 2025"
    assert format_date("2025-05-20", "he") == "20 במאי 2025"
    assert format_date("2025-05", "he") == "מאי 2025"
    assert format_date("2025", "en") == "2025"
