"""Words of a text beside those of the codex: letters, and points."""

import pytest

from publish.facts import codex
from publish.facts.codex import letters_of
from publish.passes.verses.spelling import (
    has_prefix,
    have_same_points,
    is_same_word,
    is_similar,
    stands_for,
)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("כול", "כֹּל"),
        ("הלוחות", "הַלֻּחֹת"),
        ("דיבר", "דִּבֶּר"),
        ("חוכמה", "חָכְמָה"),
        ("ציווה", "צִוָּה"),
        ("שמר", "שׁוֹמֵר"),
        ("ימר", "יוֹמַר"),
        ("דויד", "דָּוִד"),
        ("עוון", "עָוֺן"),
        ("חיילים", "חֲיָלִים"),
        ("ההיא", "הַהִוא"),
        ("יחדיו", "יַחְדָּו"),
        ("במתי", "בָּמֳותֵי"),
    ],
)
def test_plene_and_defective_spelling_is_the_same_word(word: str, form: str) -> None:
    assert is_same_word(letters_of(word), form)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("היא", "הוּא"),
        ("ידו", "יָדָיו"),
        ("דד", "דָּוִד"),
        ("ען", "עָוֺן"),
        ("דברי", "דְּבָרָיו"),
        ("דבריך", "דְּבָרַי"),
        ("דיבר", "דָּבָר"),
        # the vowel at the end of a word
        ("משעת", "מִשְׁעָתִי"),
        ("וישב", "וַיֵּשְׁבוּ"),
        ("לכו", "לְךָ"),
    ],
)
def test_other_letters_are_another_word(word: str, form: str) -> None:
    assert not is_same_word(letters_of(word), form)


def test_every_form_of_the_codex_is_itself() -> None:
    forms = [codex.codex().form(place) for place in range(0, len(codex.codex().words), 997)]
    assert all(is_same_word(letters_of(form), form) for form in forms)
    assert all(have_same_points(form, form) for form in forms)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("הַלּוּחוֹת", "הַלֻּחֹת"),  # the vowels are the same in both spellings
        ("תֹהוּ", "תֹּהוּ"),  # the dagesh of a first letter
        ("לָךְ", "לָך"),  # the sheva of a last letter
        ("חׇכְמָה", "חָכְמָה"),  # both ways to write qamats
        ("מִצְוֺת", "מִצְוֹת"),  # both ways to write holam
        ("יְרוּשָׁלַיִם", "יְרוּשָׁלִַם"),
        ("הִיא", "הִוא"),
        ("מְבָרֲכֶיךָ", "מְבָרְכֶיךָ"),  # sheva and hataf inside a word
        ("משֶׁה", "מֹשֶׁה"),  # one dot for holam and shin
        ("שׂנֵא", "שֹׂנֵא"),
        ("פָּנָ\u034fַי", "פָּנַי"),  # the vowels of both cantillations
        ("פָּנָי", "פָּנָיַ"),
    ],
)
def test_the_same_points_may_be_written_otherwise(word: str, form: str) -> None:
    assert have_same_points(word, form)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("אֶלֶיךָ", "אֵלֶיךָ"),
        ("לִמְקֹמוֵ", "לִמְקֹמוֹ"),
        ("עֲרֵלֹים", "עֲרֵלִים"),
        ("שִׂים", "שִׁים"),
        ("הִדְבַר", "הִדַּבֵּר"),
        ("מַלכוּ", "מַלְכוּ"),
        ("הִמַּלֵט", "הִמַּלֵּט"),
        ("הֵיא", "הִוא"),
        ("אְשֶׁר", "אֲשֶׁר"),
        ("אֱלהִים", "אֱלֹהִים"),
    ],
)
def test_another_vowel_or_dagesh_is_a_difference(word: str, form: str) -> None:
    assert not have_same_points(word, form)


def test_words_are_similar_where_one_letter_differs() -> None:
    assert is_similar("דבריכ", "דברי")
    assert is_similar("אבג", "אגב")
    assert is_similar("מלכ", "מלב")
    assert not is_similar("מלכ", "דרכ")
    assert not is_similar("א", "ב")


def test_a_geresh_stands_for_the_end_of_a_word() -> None:
    assert stands_for("ישר", "יִשְׂרָאֵל", is_short=True)
    assert not stands_for("ישר", "יִשְׂרָאֵל", is_short=False)
    assert stands_for("אדני", "יְהוָה", is_short=False)


def test_the_name_is_read_as_its_points_say() -> None:
    assert stands_for("אלהימ", "יְהוִה", is_short=False)
    assert not stands_for("אלהימ", "יְהוָה", is_short=False)
    assert stands_for("יהוה", "אֲדֹנָי", is_short=False)


def test_letters_may_be_joined_before_a_word() -> None:
    assert has_prefix("שבראשית", "בְּרֵאשִׁית")
    assert has_prefix("אהבת", "וְאָהַבְתָּ")
    assert has_prefix("שומע", "וְשֹׁמֵעַ")
    assert not has_prefix("מלכ", "דֶּרֶךְ")
