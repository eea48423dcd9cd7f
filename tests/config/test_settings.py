"""Settings are taken as written, or refused with the line and what was expected."""

from dataclasses import replace
from pathlib import Path

import pytest

from publish.config.attendees import (
    LONGEST_ADDRESS,
    Address,
    Attendees,
    Cover,
    NotesPages,
    NotesPlace,
)
from publish.config.book_papers import PAPERS
from publish.config.booklet_options import Duplex, SheetLayout, paper, thickness
from publish.config.fit import Fit
from publish.config.front_matter import FULL_FRONT, FrontLayout, FrontMatter
from publish.config.note_options import NoteFill, NoteOptions
from publish.config.sample_size import SampleSize
from publish.config.setting_keys import KEYS
from publish.config.settings import Settings, read_settings
from publish.config.wrap_cover import CoverColours, SpineDirection, WrapCover
from publish.diagnostics import PublishError, Severity, Verdicts
from publish.document.model import Creator, Date, Series, Words
from publish.text.lengths import Trim
from publish.text.source import NOWHERE, Source, Span

EVERY_KEY = """
title = { en = "The Gate", he = "השער" }
subtitle = "A lesson"
creators = [{ name = "Someone", role = "trl" }, { name = { en = "A", he = "א" } }]
sample = { percent = 5 }
event = "A gathering"
date = 2025-05-20
publisher = "A house"
rights = "CC BY-SA 4.0"
identifier = "urn:isbn:9780000000002"
series = { name = "Gates", position = 3 }
title_sort = "Gates"
description = { en = "A lesson.", he = "שיעור" }
subjects = ["Printing", { en = "Letters", he = "אותיות" }]
source = "978-0-306-40615-7"
certified = { by = "B. Evaluator", level = "2.1 AA", report = "https://example.org/r" }
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
lines = "wrapped"
markup = "none"
styles = { "Verse Heb" = "original" }
typography = "as-given"
indexes = ["glossary", "sources"]
ignore = ["N05", "T"]
severity = { N01 = "error" }
page = "a4"
hold = true
front = { layout = "compact", contents = true, epigraph = false }
cover = { image = "logo.png" }
notes_pages = { place = "each", count = 2 }
notes = { fill = "verses" }
address = "https://example.org/gates"
address_label = { en = "Listen again", he = "להאזנה" }
fit = { sheets = 2 }
booklet = { sheet = "a3", layout = "perfect", creep = "80gsm", duplex = "long", card = true }

[wrap_cover]
paper = "kdp-cream"
back = { en = "Of gates.", he = "על שערים" }
picture = "front.png"
spine = "Gates"
spine_direction = "up"
colours = "paper"
bleed = "5mm"
marks = true
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
    assert settings.attendees == Attendees(
        Cover(Path("logo.png")),
        NotesPages(NotesPlace.EACH, 2),
        Address("https://example.org/gates", Words((("en", "Listen again"), ("he", "להאזנה")))),
    )
    assert settings.front == FrontMatter(
        FrontLayout.COMPACT, title_page=False, contents=True, epigraph=False
    )
    assert settings.sample == SampleSize(percent=5)
    assert settings.notes == NoteOptions(NoteFill.VERSES)
    assert settings.fit == Fit(sheets=2)
    assert settings.booklet.sheet == paper("a3")
    assert settings.booklet.layout is SheetLayout.PERFECT
    assert settings.booklet.paper_thickness == thickness("80gsm")
    assert settings.booklet.duplex is Duplex.LONG
    assert settings.wrap_cover == WrapCover(
        paper=PAPERS["kdp-cream"],
        back=Words((("en", "Of gates."), ("he", "על שערים"))),
        picture=Path("front.png"),
        spine_text=Words((("en", "Gates"),)),
        spine_direction=SpineDirection.UP,
        colours=CoverColours.PAPER,
        bleed=5.0,
        marks=True,
    )
    assert settings.verdicts == Verdicts(("N05", "T"), (("N01", Severity.ERROR),))
    assert all(f"\n{key} = " in EVERY_KEY or f"\n[{key}]\n" in EVERY_KEY for key in KEYS)


def test_a_text_without_a_language_has_that_of_its_letters() -> None:
    assert read('title = "השער"').title == Words((("he", "השער"),))


def test_a_date_is_in_the_first_language_of_the_book() -> None:
    assert read('languages = ["he"]\ndate = 2025-05-20').date == Date("2025-05-20", "20 במאי 2025")


def test_a_misspelt_key_is_refused_with_the_one_that_was_meant() -> None:
    ((code, line, text),) = refusal('title = "A"\nsubtitel = "B"\n')
    assert (code, line) == ("S02", 2)
    assert "did you mean `subtitle`?" in text


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("fit = 0", "to leave the book as it is, write fit = false"),
        ("fit = 4001", "a number of pages from 1 to 4000"),
        ('fit = "8"', "write fit = 8, without quotation marks"),
        ('fit = "pages"', '"sheets" is the nearest number of whole sheets'),
        ('fit = { sheets = "x" }', "a number of sheets from 1 to 1000, not “x”"),
        ("fit = { sheets = 2, pages = 8 }", "not a table with `sheets`, `pages`"),
        ("title = 3", "`title` takes text, or one text for each language"),
        ('title = { english = "A" }', "a language tag"),
        ('languages = "en"', "a list of language tags"),
        ("formats = []", "a list of formats"),
        ('creators = [{ nam = "A" }]', 'a person: { name = "…" }'),
        ('creators = [{ name = "A", role = "author" }]', 'write role = "aut"'),
        ('creators = [{ name = "A", role = "zzz" }]', "the MARC code of a role"),
        ('identifier = "978-3-16-148410-1"', "978-3-16-148410-0, not “978-3-16-148410-1”"),
        ('source = "ISBN 12"', "an ISBN of 13 digits"),
        ('certified = { by = "A" }', 'its level: { by = "…", level = "2.1 AA" }'),
        ('series = { name = "A", position = "3" }', "a position in the series from -9999"),
        ('date = "sometime"', "a date"),
        ('ignore = ["X99"]', "the code of a message"),
        ("publisher = true", "text between quotation marks, not true"),
        ('page = { width = "148mm" }', "a page with a height"),
        ('page = { width = "148", height = "210" }', 'such as "148mm" or "5.5in", not “148”'),
        ('page = { width = "50mm", height = "80mm" }', "not “50 × 80 mm”"),
        ('page = { width = "3in", height = "300in" }', "a page from 90 × 120 mm to 420 × 600 mm"),
        ("front = true", "one of full, compact, none, or a table"),
        ("front = { contents = 1 }", "for `contents` true or false"),
        ('cover = "logo.png"', 'true, or a picture: { image = "logo.png" }'),
        ('cover = { picture = "logo.png" }', 'true, or a picture: { image = "logo.png" }'),
        ('notes_pages = { place = "end", count = 0 }', "a number of pages from 1 to 64"),
        ("notes_pages = { count = 2 }", 'pages for notes: { place = "end", count = 4 }'),
        ("notes = true", 'options of notes: { fill = "verses" }'),
        ('address = "example.org"', "an address such as"),
        ('address = "https://a b"', "an address without spaces"),
        ('address = "https://[::1"', "an address such as"),
        ("booklet = true", "a table: [booklet]"),
        ('booklet = { sheet = "a9" }', "for `sheet` a sheet such as"),
        ("booklet = { creep = 0.1 }", "for `creep` a thickness such as"),
        ("booklet = { signature = 0 }", "a number of sheets from 1 to 200"),
        ('booklet = { marks = "yes" }', "for `marks` true or false"),
        ("wrap_cover = true", "a table: [wrap_cover]"),
        ("wrap_cover = { paper = { grams = 9 } }", "for `paper` g/m² from 30 to 300"),
        ("wrap_cover = { paper = { grams = 90, bulk = 9 } }", "a bulk in cm³/g from 0.6 to 3"),
        ('wrap_cover = { paper = { sheet = "9mm" } }', "the thickness of a sheet, at most 1 mm"),
        ('wrap_cover = { bleed = "9cm" }', "for `bleed` a bleed of at most 20 mm"),
        ("wrap_cover = { spine = 3 }", "for `spine` text, or one text for each language"),
    ],
)
def test_a_wrong_type_is_refused_with_what_was_expected(toml: str, expected: str) -> None:
    ((code, line, text),) = refusal(f"\n{toml}\n")
    assert (code, line) == ("S03", 2)
    assert expected in text


def test_front_matter_is_a_layout_with_switches() -> None:
    assert read("").front == FULL_FRONT
    assert read('front = "compact"').front == FrontMatter(
        FrontLayout.COMPACT, title_page=False, contents=False
    )
    none = read('front = "none"').front
    assert (none.title_page, none.imprint, none.contents) == (False, False, False)
    assert (none.dedication, none.epigraph) == (True, True)
    table = read("[front]\nhalf_title = true\nimprint = false\n").front
    assert table == FrontMatter(half_title=True, imprint=False)


def test_an_unknown_word_of_front_matter_is_refused_with_those_that_are_known() -> None:
    ((code, line, text),) = refusal('front = "compct"')
    assert (code, line) == ("S04", 1)
    assert "one of full, compact, none, not “compct”" in text
    ((code, _, text),) = refusal("[front]\ntitlepage = false\n")
    assert code == "S04"
    assert "the keys layout, half_title, title_page, imprint" in text
    ((code, _, text),) = refusal('front = { layout = "small" }')
    assert code == "S04"
    assert "for `layout` one of full, compact, none" in text


def test_a_page_may_have_any_trim() -> None:
    assert read('page = { width = "6in", height = "229 mm" }').page == Trim(152.4, 229)


def test_a_page_may_have_a_name_that_only_its_theme_knows() -> None:
    assert read('page = "square"').page == "square"
    assert "the name of a page of the theme" in refusal("page = 5")[0][2]


def test_settings_know_where_each_key_is_set() -> None:
    base = read_settings(Source("publish.toml", 'theme = "a"\npage = "a4"\n'), Settings())
    settings = read_settings(Source("book.toml", 'page = "a5"\n'), base)
    assert settings.span_of("theme") == Span("publish.toml", 0, 5)
    assert settings.span_of("page") == Span("book.toml", 0, 4)
    assert settings.span_of("title") == NOWHERE
    assert settings == replace(settings, toml=())


@pytest.mark.parametrize("key", ["page", "notes_pages"])
def test_a_table_takes_its_own_keys_only(key: str) -> None:
    ((code, _, _),) = refusal(f'{key} = {{ width = "148mm", height = "210mm", place = "end" }}')
    assert code == "S03"


def test_a_book_without_a_cover_says_so_where_all_others_have_one() -> None:
    everywhere = read("cover = true")
    assert everywhere.cover == Cover()
    assert read_settings(Source("book.toml", "cover = false"), everywhere).cover is None


def test_the_longest_address_is_taken_and_a_longer_one_refused_with_its_length() -> None:
    longest = "https://example.org/".ljust(LONGEST_ADDRESS, "x")
    assert read(f'address = "{longest}"').address == longest
    ((_, _, text),) = refusal(f'address = "{longest}x"')
    assert f"at most {LONGEST_ADDRESS} characters" in text
    assert f"this one has {LONGEST_ADDRESS + 1}" in text


def test_an_address_in_hebrew_is_coded_in_ascii_and_measured_so() -> None:
    url = "https://אתר.example/שער"
    ascii_url = Address(url).ascii_url
    assert ascii_url == "https://xn--4db2cf.example/%D7%A9%D7%A2%D7%A8"
    assert refusal(f'address = "https://example.org/{"ש" * 60}"')


def test_a_last_page_with_an_address_is_the_back_cover_of_a_booklet() -> None:
    assert not read("booklet = { cover = true }").booklet.back
    assert read('address = "https://example.org"\nbooklet = { cover = true }').booklet.back


def test_an_unknown_key_of_a_booklet_is_refused_with_those_there_are() -> None:
    ((code, _, text),) = refusal('[booklet]\npaper = "a4"\n')
    assert code == "S04"
    assert "the keys layout, sheet, signature" in text
    assert "not “paper”" in text


def test_an_unknown_word_is_refused_with_those_that_are_known() -> None:
    ((code, line, text),) = refusal('shape = "poem"')
    assert (code, line) == ("S04", 1)
    assert "one of excerpts, interlinear, prose, not “poem”" in text
    ((code, _, text),) = refusal('booklet = { blanks = "dotted" }')
    assert (code, "for `blanks` one of empty, ruled, not “dotted”" in text) == ("S04", True)


@pytest.mark.parametrize(
    ("toml", "part"),
    [
        ('languages = ["english"]', 'not “english” write "en"'),
        ('title = { hebrew = "א" }', 'not “hebrew” write "he"'),
        ('languages = ["en", 5]', "not the number 5"),
        ('formats = ["pdf", "epup"]', "not “epup” did you mean “epub”?"),
        ('creators = [{ name = "A", role = "translator" }]', 'write role = "trl"'),
        ("cover = { image = 5 }", "not the number 5"),
        ('severity = { Q03 = "fatal" }', "not “fatal”"),
        ('page = { width = "wide", height = "210mm" }', "not “wide”"),
        ('booklet = { sheet = "a9" }', "not “a9” “a9” is not a sheet; sheets: a3"),
        ("publisher = false", "not false"),
    ],
)
def test_an_error_names_the_part_of_the_value_that_is_wrong(toml: str, part: str) -> None:
    ((_, _, text),) = refusal(toml)
    assert part in text
    assert "not a list" not in text


def test_codes_of_packages_are_codes() -> None:
    settings = read('ignore = ["Z01", "Z"]\nseverity = { Z02 = "error" }\n')
    assert settings.verdicts == Verdicts(("Z01", "Z"), (("Z02", Severity.ERROR),))
    for code in ("Z1", "Y01", "Z001"):
        ((_, _, text),) = refusal(f'ignore = ["{code}"]')
        assert code in text


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


@pytest.mark.parametrize(
    ("toml", "fit"),
    [
        ("fit = 8", Fit(pages=8)),
        ("fit = { pages = 8 }", Fit(pages=8)),
        ('fit = "sheets"', Fit()),
        ("fit = false", None),
    ],
)
def test_a_fit_is_a_number_of_pages_or_of_sheets(toml: str, fit: Fit | None) -> None:
    assert read(toml).fit == fit
