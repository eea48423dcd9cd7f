"""Titles and names as libraries file them."""

from __future__ import annotations

import pytest

from publish.document.sort_forms import sort_name, sort_title


@pytest.mark.parametrize(
    ("title", "lang", "expected"),
    [
        ("The Scribe and the Nakdan", "en", "Scribe and the Nakdan, The"),
        ("A & B", "en", "A & B"),
        ("A", "en", "A"),
        ("Anthology", "en", "Anthology"),
        ("“The Page”", "en", "Page”, The"),
        ("Le Livre", "fr", "Livre, Le"),
        ("Der Satz", "de", "Satz, Der"),
        ("הסופר והנקדן", "he", "הסופר והנקדן"),
        ("הַסּוֹפֵר", "he", "הסופר"),
        ("Line\none", "en", "Line one"),
    ],
)
def test_a_title_is_filed_by_its_first_word_of_meaning(
    title: str, lang: str, expected: str
) -> None:
    assert sort_title(title, lang) == expected


@pytest.mark.parametrize(
    ("name", "lang", "expected"),
    [
        ("Rabbi Moshe ben Maimon", "en", "Moshe ben Maimon, Rabbi"),
        ("Dr. David Levi", "en", "David Levi, Dr."),
        ("Rabbinovich", "en", "Rabbinovich"),
        ("Miriam Sofer", "en", "Miriam Sofer"),
        ("The Proof Press", "en", "Proof Press, The"),
        ("הרב קוק", "he", "קוק, הרב"),
        ("רבי משה בן מימון", "he", "משה בן מימון, רבי"),
        ("ר׳ נחמן", "he", "נחמן, ר׳"),
        ("הרבי", "he", "הרבי"),
        ("רבינוביץ", "he", "רבינוביץ"),
    ],
)
def test_a_name_is_filed_without_its_title_of_honour(name: str, lang: str, expected: str) -> None:
    assert sort_name(name, lang) == expected
