"""Settings are taken as written, or refused with the line and what was expected."""

import pytest

from publish.config.settings import KEYS, Settings, read_settings
from publish.diagnostics import PublishError, Severity, Verdicts
from publish.model import Creator, Date, Series, Words
from publish.source import Source

EVERY_KEY = """
title = { en = "The Gate", he = "השער" }
subtitle = "A lesson"
creators = [{ name = "Someone", role = "trl" }, { name = { en = "A", he = "א" } }]
event = "A gathering"
date = 2025-05-20
publisher = "A house"
rights = "CC BY-SA 4.0"
identifier = "urn:isbn:9780000000002"
series = { name = "Gates", position = 3 }
languages = ["en", "he"]
binding = "left"
theme = "classic"
editions = ["interlinear", "original"]
formats = ["pdf", "epub"]
profiles = ["screen"]
files = ["01.txt"]
shape = "prose"
translation = "before"
order = "logical"
typography = "as-given"
indexes = ["glossary", "sources"]
ignore = ["N05", "T"]
severity = { N01 = "error" }
page = "a4"
"""


def read(toml: str) -> Settings:
    return read_settings(Source("book.toml", toml), Settings())


def refusal(toml: str) -> list[tuple[str, int, str]]:
    source = Source("book.toml", toml)
    with pytest.raises(PublishError) as refused:
        read_settings(source, Settings())
    return [
        (d.code, source.position(d.span.start).line, " ".join((d.message, *d.hints)))
        for d in refused.value.diagnostics
    ]


def test_every_key_is_taken() -> None:
    settings = read(EVERY_KEY)
    assert settings.title == Words((("en", "The Gate"), ("he", "השער")))
    assert settings.creators[0] == Creator(Words((("en", "Someone"),)), "trl")
    assert settings.creators[1].name.in_("he") == "א"
    assert settings.date == Date("2025-05-20", "20 May 2025")
    assert settings.series == Series(Words((("en", "Gates"),)), 3)
    assert settings.languages == ("en", "he")
    assert settings.verdicts == Verdicts(("N05", "T"), (("N01", Severity.ERROR),))
    assert all(f"\n{key} = " in EVERY_KEY for key in KEYS)


def test_a_text_without_a_language_has_that_of_its_letters() -> None:
    assert read('title = "השער"').title == Words((("he", "השער"),))


def test_a_date_is_spoken_in_the_books_first_language() -> None:
    assert read('languages = ["he"]\ndate = 2025-05-20').date == Date("2025-05-20", "20 במאי 2025")


def test_a_misspelt_key_is_refused_with_the_one_that_was_meant() -> None:
    ((code, line, text),) = refusal('title = "A"\nsubtitel = "B"\n')
    assert (code, line) == ("S02", 2)
    assert "did you mean `subtitle`?" in text


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("title = 3", "`title` takes text, or one text a language"),
        ('title = { english = "A" }', "a language tag"),
        ('languages = "en"', "a list of language tags"),
        ("formats = []", "a list of formats"),
        ('creators = [{ nam = "A" }]', 'a person: { name = "…", role = "aut" }'),
        ('creators = [{ name = "A", role = "author" }]', "three letters"),
        ('series = { name = "A", position = "3" }', "a whole number"),
        ('date = "sometime"', "a date"),
        ('ignore = ["X99"]', "the code of a diagnostic"),
        ("publisher = true", "text between quotation marks, not true or false"),
    ],
)
def test_a_wrong_type_is_refused_with_what_was_expected(toml: str, expected: str) -> None:
    ((code, line, text),) = refusal(f"\n{toml}\n")
    assert (code, line) == ("S03", 2)
    assert expected in text


def test_an_unknown_word_is_refused_with_those_that_are_known() -> None:
    ((code, line, text),) = refusal('shape = "poem"')
    assert (code, line) == ("S04", 1)
    assert "one of excerpts, interlinear, prose, not “poem”" in text


def test_everything_wrong_is_said_at_once() -> None:
    assert [code for code, _, _ in refusal('a = 1\nshape = "x"\ntitle = 2\n')] == [
        "S02",
        "S04",
        "S03",
    ]


def test_what_is_no_toml_is_refused_at_its_line() -> None:
    ((code, line, _),) = refusal('theme = "classic"\ntitle = The Gate\n')
    assert (code, line) == ("S01", 2)


def test_what_is_cut_off_is_refused_at_its_end() -> None:
    ((code, line, _),) = refusal('theme = "classic"\ntitle = ["a",\n')
    assert code == "S01"
    assert line >= 2
