"""Points of the codex: on words without points, in any spelling, and no letter is changed."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish import read
from publish.config.edition_options import EditionOptions, Points
from publish.config.options import Edition
from publish.document.lazy_book import split_chapters
from publish.document.model import Citation, Note, Reference, Strong, Text, Work
from publish.document.walk import descend, plain, rewrite, texts_by_language
from publish.facts.codex import codex, verse_count
from publish.passes.verses import verses
from publish.passes.verses.pointing import point_word
from publish.passes.verses.spelling import sounds
from publish.pipeline.editions import arrange
from publish.pipeline.editions.codex_points import add_points
from publish.pipeline.editions.points import bare_letters
from tests.support.examples import examples
from tests.support.verse_texts import read_text

CODEX = {"points": "codex"}


def words_of(work: Work) -> str:
    """Return the words of the body of a work."""
    return "".join(text.text for text, _ in texts_by_language(work.body))


def edition(text: str, points: Points, settings: dict[str, object] | None = None) -> Work:
    """Return an edition of a text of a book with these settings."""
    work = read(text, settings={"edition": CODEX} if settings is None else settings).value
    options = EditionOptions(points=points)
    return arrange(split_chapters(work), Edition.INTERLINEAR, options).value.work


def point(text: str) -> str:
    """Return the words of a text with the points of the codex."""
    work = verses(read_text(text).value, points_verses=True).value
    return words_of(add_points(work)).strip()


def test_words_with_points_are_counted() -> None:
    outcome = verses(read_text("ונאמר “לשוני עט סופר מהיר” שם").value, points_verses=True)
    (counted,) = [each for each in outcome.diagnostics if each.code == "M12"]
    assert counted.message == "4 words of Psalms 45:2 with points of the codex"


def left_bare(text: str) -> list[str]:
    """Return the messages about words that stay without points."""
    outcome = verses(read_text(text).value, points_verses=True)
    return [re.sub("[\u2068\u2069]", "", d.message) for d in outcome.diagnostics if d.code == "M13"]


# --- words


@pytest.mark.parametrize(
    ("word", "form", "pointed"),
    [
        ("בראשית", "בְּרֵאשִׁית", "בְּרֵאשִׁית"),
        ("הלוחות", "הַלֻּחֹת", "הַלּוּחוֹת"),
        ("גדל", "גָּדוֹל", "גָּדֹל"),
        ("דויד", "דָּוִד", "דָּוִיד"),
        ("ירושלים", "יְרוּשָׁלִַם", "יְרוּשָׁלַיִם"),
        ("ירושלם", "יְרוּשָׁלִַם", "יְרוּשָׁלִַם"),
        ("אלקים", "אֱלֹהִים", "אֱלֹקִים"),
        ("צבקות", "צְבָאוֹת", "צְבָקוֹת"),
        ("יהוה", "יְהוָה", "יְהוָה"),
    ],
)
def test_a_word_has_the_vowels_of_the_codex_in_its_own_spelling(
    word: str, form: str, pointed: str
) -> None:
    assert point_word(word, form) == pointed


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("חוכמה", "חָכְמָה"),
        ("היא", "הִוא"),
        ("שבראשית", "בְּרֵאשִׁית"),
        ("הויה", "יְהוָה"),
        ("אדני", "יְהוָה"),
        ("הוצא", "הוצא"),  # a ketiv
        ("תרצח", "תִּרְצ\u05b7\u05b8ח"),  # two readings
        ("פני", "פָּנָי\u05b7"),
        ("דוד", "דּוֹדִי"),  # the vowel at the end of a word has its letter
        ("שם", "שְׁמוֹ"),
    ],
)
def test_a_word_that_the_points_do_not_fit_has_none(word: str, form: str) -> None:
    assert point_word(word, form) == ""


# --- quotations


def test_a_quotation_has_points_with_a_reference_and_without() -> None:
    assert "“כְּתוֹב חָזוֹן וּבָאֵר עַל הַלּוּחוֹת” (Habakkuk 2:2)" in point(
        "He said “כתוב חזון ובאר על הלוחות” (Habakkuk 2:2)."
    )
    assert "לְשׁוֹנִי עֵט סוֹפֵר מָהִיר" in point("ונאמר “לשוני עט סופר מהיר” שם")


def test_words_around_a_quotation_have_no_points() -> None:
    text = point("הסופר אמר “לשוני עט סופר מהיר” וחזר על דבריו")
    assert text.startswith("הסופר אמר “ל")
    assert text.endswith("” וחזר על דבריו")


def test_words_with_points_keep_them_and_the_others_get_theirs() -> None:
    assert "לְשׁוֹנֵי עֵט סוֹפֵר מָהִיר" in point("ונאמר “לְשׁוֹנֵי עט סופר מהיר” שם")


def test_maqaf_omissions_and_names_stay_as_they_are() -> None:
    assert point("“על־פני תהום וכו׳ מרחפת”") == "“עַל־פְּנֵי תְהוֹם וכו׳ מְרַחֶפֶת”"
    assert "ה׳ אֱלֹקֵינוּ ה׳ אֶחָד" in point("“שמע ישראל ה׳ אלקינו ה׳ אחד”")


def test_a_word_with_other_letters_stays_bare_and_is_named() -> None:
    text = "“כתוב חזיון ובאר על הלוחות למען ירוץ קורא בו”"
    assert "כְּתוֹב חזיון וּבָאֵר" in point(text)
    (message,) = left_bare(text)
    assert message == "without points in Habakkuk 2:2: חזיון (חָזוֹן)"


def test_a_word_that_verses_point_in_two_ways_stays_bare() -> None:
    text = "“ויאמר ה׳ אלהים”"
    assert not left_bare("“לשוני עט סופר מהיר”")
    assert bare_letters(point(text)) == bare_letters(text)


def test_a_word_of_a_verse_with_a_ketiv_has_the_points_of_its_reading() -> None:
    assert "וַיֵּלֶךְ דָּוִד וַאֲנָשָׁיו קְעִילָה" in point("“וילך דוד ואנשיו קעילה”")
    assert left_bare("“וילך דוד ואנשו קעילה”") == ["without points in I Samuel 23:5: ואנשו (ואנשו)"]


def test_a_word_of_which_only_a_last_vowel_is_missing_is_another_word() -> None:
    text = "“דוד לי ואני לו הרעה בשושנים”"
    assert "דוד לִי וַאֲנִי לוֹ" in point(text)
    assert left_bare(text) == ["without points in Song of Songs 2:16: דוד (דּוֹדִי)"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("“לדבר הזה יסלח וגו׳ לעבדך”", "II Kings 5:18: לעבדך (לְעַבְדֶּךָ)"),  # and לְעַבְדְּךָ
        (
            "“כי ירחיב יהוה וגו׳ בשר וגו׳ בשר”",
            "Deuteronomy 12:20: בשר (בָשָׂר), בשר (בָּשָׂר)",
        ),
        ("“ויאמר אין קול וגו׳ ענות”", "Exodus 32:18: ענות (עֲנוֹת)"),  # and עַנּוֹת
    ],
)
def test_a_word_after_an_omission_that_the_verse_points_in_two_ways_stays_bare(
    text: str, message: str
) -> None:
    assert left_bare(text) == [f"without points in {message}"]


def test_a_letter_in_other_type_does_not_divide_its_word() -> None:
    words = (Strong((Text("ל"),)), Text("שוני עט"), Note("1"), Text(" סופר"))
    pointed = "לְשׁוֹנִי עֵט סוֹפֵר"
    citation = Citation(Reference("Psalms", ("45", "2")), words, inferred=True, pointed=pointed)
    assert plain(add_points((citation,))) == "לְשׁוֹנִי עֵט1 סוֹפֵר"


def test_a_part_of_a_quotation_has_the_points_of_its_words() -> None:
    words = (Text("סופר מהיר"),)
    pointed = "לְשׁוֹנִי עֵט סוֹפֵר מָהִיר"
    citation = Citation(Reference("Psalms", ("45", "2")), words, inferred=True, pointed=pointed)
    assert plain(add_points((citation,))) == "סוֹפֵר מָהִיר"


# --- editions

BOOK = """A Book of Lines

He said “ואשים דברי בפיך” and then (so it is) לשוני עט סופר מהיר, 3–4 times;
“וחשך על פני תהום”? Yes: יהי אור ויהי אור!

הסופר אמר (in English) “ואשים דברי בפיך ובצל ידי כסיתיך” and more,
וגם לשוני עט [pen] סופר מהיר, 12 פעמים. *כתוב חזון ובאר* על הלוחות.

The word לשוני [my tongue] עט סופר מהיר is *here* “וימינו תחבקני”, 5.

“בראשית ברא אלהים” 1:1 (a), “לשוני עט” (Psalms 45:2).
"""


def test_only_an_edition_that_asks_has_the_points() -> None:
    without: dict[str, object] = {}
    assert edition(BOOK, Points.GIVEN) == edition(BOOK, Points.GIVEN, without)
    assert edition(BOOK, Points.CODEX, without) == edition(BOOK, Points.GIVEN, without)
    assert words_of(edition(BOOK, Points.CODEX)) != words_of(edition(BOOK, Points.GIVEN))


def test_letters_structure_and_order_are_those_of_the_text() -> None:
    def without_points(work: Work) -> Work:
        def change(node: object) -> object:
            return Text(bare_letters(node.text)) if isinstance(node, Text) else node

        return rewrite(work, change)

    pointed, given_text = (edition(BOOK, each) for each in (Points.CODEX, Points.GIVEN))
    assert without_points(pointed).body == without_points(given_text).body
    assert "כְּתוֹב חָזוֹן וּבָאֵר" in words_of(pointed)
    assert not [n for n in descend(pointed) if isinstance(n, Citation) and n.inferred]


def spell(form: str, chance: Random) -> str:
    """Return the letters of a word of the codex, some without a vav or with one more."""
    bare = bare_letters(form)
    first, rest = bare[:1], bare[1:]
    return first + chance.choice((rest, rest, rest, rest.replace("ו", "", 1), "ו" + rest))


@given(st.integers(0, verse_count() - 1), st.integers(0, 999))
@settings(max_examples=examples(120), deadline=None)
def test_random_verses_have_the_vowels_of_the_codex_and_their_own_letters(
    place: int, seed: int
) -> None:
    chance = Random(seed)
    forms = list(map(codex().form, next(codex().readings(place))))
    text = f"“{' '.join(spell(form, chance) for form in forms)}”"
    before = read_text(text).value
    after = words_of(add_points(verses(before, points_verses=True).value))
    assert bare_letters(after) == words_of(before)
    for word, form in zip(re.findall("[\u0591-\u05ea]+", after), forms, strict=True):
        assert word == bare_letters(word) or sounds(word) == sounds(form)
