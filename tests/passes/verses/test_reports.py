"""Reports of the verses pass: wrong references, words that differ, notes, missing references."""

import random
import re
from collections.abc import Callable

import pytest

from publish import facts, read
from publish.facts import Corpus, codex
from publish.facts.codex import VerseNumber
from tests.support.verse_texts import diagnostics, reports, verse_text

# --- references


def test_a_reference_to_another_verse_is_reported_with_the_right_one() -> None:
    (wrong,) = diagnostics("“ואשים דברי בפיך” (Isaiah 52:16).")
    assert wrong.code == "M01"
    assert wrong.message == "the words beside Isaiah 52:16 are Isaiah 51:16"
    assert wrong.hints == ("perhaps Isaiah 51:16",)


def test_the_right_reference_is_given_in_the_language_of_the_wrong_one() -> None:
    (wrong,) = diagnostics("“ואשים דברי בפיך” (ישעיה נב, טז).")
    assert "ישעיה נא, טז" in wrong.hints[0]


def test_a_note_that_has_another_verse_alone_is_reported() -> None:
    text = "“ואשים דברי בפיך”[1]\n\nNotes\n\n1. Isaiah 59:20."
    assert [code for code, _ in reports(text)] == ["M01"]


@pytest.mark.parametrize(
    "text",
    [
        "“ואשים דברי בפיך” (see Isaiah 59:21).",
        "“לדוד אליך ה׳ נפשי אשא” (תהלים כה).",
        "“ה׳ מה רבו צרי” (Psalms 3:1).",  # as English Bibles number it
        "“הנה אנכי שולח לכם את אליה הנביא” (Malachi 4:5).",
        "“ואשים דברי בפיך”[1]\n\nNotes\n\n1. Compare the promise of Isaiah 59:21.",
        "“לא תרצח” (שמות כ, יב).",  # editions divide the Commandments otherwise
    ],
)
def test_a_reference_that_may_be_meant_so_is_not_reported(text: str) -> None:
    assert "M01" not in [code for code, _ in reports(text)]


def test_a_verse_like_that_of_the_reference_is_compared_with_it() -> None:
    # II Samuel 22 and Psalm 18 are one song in two texts.
    assert "M01" not in [code for code, _ in reports("“ה׳ סלעי ומצודתי ומפלטי” (תהלים יח, ג)")]


# --- letters and points


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("“ואשים דבריך בפיך ובצל ידי כסיתיך”", "דבריך for דְּבָרַי"),
        ("“ואשים בפיך ובצל ידי כסיתיך”", "דְּבָרַי is left out"),
        ("“ואשים דברי נא בפיך ובצל ידי כסיתיך”", "נא is added"),
        ("“לשוני עט סופר מהור” (תהלים מה, ב)", "מהור for מָהִיר"),
        ("“לא תגזול” (שמות כ, יג)", ""),
    ],
)
def test_other_words_are_reported_beside_those_of_the_codex(text: str, message: str) -> None:
    messages = [each for code, each in reports(text) if code == "M02"]
    assert [each.partition(": ")[2] for each in messages] == ([message] if message else [])


@pytest.mark.parametrize(
    "text",
    [
        "“ואשים דברי בפיך … לנטוע שמים וליסוד ארץ”",
        "“ואשים דברי בפיך וגו׳ לנטוע שמים וליסוד ארץ”",
        "“שואשים דברי בפיך ובצל ידי כיסיתיך”",
        "“אֵלֶיךָ אֲדֹנָי נַפְשִׁי אֶשָּׂא”",
        "“מחרף עצל לא יחרש [ושאל] בקציר ואין”",
        "שנאמר: לשוני עט סופר מהיר את הכל",
        "“וזהב הארץ ההיא טוב שם הבדולח”",
        # one word for two of the codex
        "“כל הנשמה תהלל יה הללויה”",
        # the first words of a paragraph, which goes on in words of its own
        "ויקם יונה לברוח תרשישה. מפני מה ברח? מפני כבוד הבן.",
        "וירד יפו. שם מצא אניה באה תרשיש ונתן שכרה.",
        "“ויהי דבר ה׳ אל יונה בן אמתי”",
        # two quotations, and a word between them
        "“סור מרע ועשה טוב” ו“בקש שלום ורדפהו”",
        "“כי גבר עלינו חסדו ואמת ה׳ לעולם הללויה”",
    ],
)
def test_what_quotations_do_with_words_is_no_difference(text: str) -> None:
    assert not [code for code, _ in reports(text) if code in ("M02", "M03")]


def test_other_points_are_reported() -> None:
    (points,) = [m for code, m in reports("“אֶלֶיךָ ה׳ נַפְשִׁי אֶשָּׂא”") if code == "M03"]
    assert points == "the points differ from Psalms 25:1: אֶלֶיךָ for אֵלֶיךָ"
    assert not [code for code, _ in reports("“אֵלֶיךָ יְהֹוָה נַפְשִׁי אֶשָּׂא”") if code == "M03"]


def test_a_dagesh_that_is_left_out_is_told_without_a_warning() -> None:
    dagesh = reports("“זָכוֹר אֶת־יוֹם הַשַׁבָּת לְקַדְּשׁוֹ”")
    assert ("M06", "the points differ by a dagesh from Exodus 20:8: הַשַׁבָּת for הַשַּׁבָּת") in dagesh
    assert "M03" not in [code for code, _ in dagesh]
    vowel = [code for code, _ in reports("“זָכוֹר אֶת־יוֹם הַשַּׁבַּת לְקַדְּשׁוֹ”")]
    assert "M03" in vowel
    assert "M06" not in vowel


def test_a_verse_of_which_one_word_is_missing_is_reported() -> None:
    words = "דברי בפיך ובצל ידי כסיתיך לנטע שמים וליסד ארץ ולאמר לציון עמי אתה"
    for text in (f"“{words}”", f"{words} (ישעיה נא, טז)."):
        (message,) = [message for code, message in reports(text) if code == "M02"]
        assert message.endswith("וָאָשִׂים is left out")


@pytest.mark.parametrize(
    "text",
    [
        "“דברי בפיך ובצל ידי כסיתיך”",
        "“ברא אלהים את השמים ואת הארץ”",  # of a short verse
        "“אליך ה׳ נפשי אשא”",
        "“… דברי בפיך ובצל ידי כסיתיך לנטע שמים וליסד ארץ ולאמר לציון עמי אתה”",
        "“ואשים דברי בפיך ובצל ידי כסיתיך לנטע שמים וליסד ארץ ולאמר לציון עמי וגו׳”",
    ],
)
def test_a_part_of_a_verse_may_be_quoted(text: str) -> None:
    assert not [code for code, _ in reports(text) if code == "M02"]


# --- notes, and verses without a reference


def test_a_note_without_a_body_may_be_the_verse_beside_it() -> None:
    (note,) = [each for each in diagnostics("אמר “ואשים דברי בפיך”[1] והבן.") if each.code == "M04"]
    assert note.hints == ("note 1 may be Isaiah 51:16",)


def test_a_translation_may_stand_before_the_note() -> None:
    text = (
        "It says “ואשים דברי בפיך” (“I have placed My words in your mouth”),[1] and of the scribe "
        "“לשוני עט סופר מהיר,” “my tongue is the pen of a ready writer.”[2]"
    )
    hints = [each.hints for each in diagnostics(text) if each.code == "M04"]
    assert hints == [("note 1 may be Isaiah 51:16",), ("note 2 may be Psalms 45:2",)]


def test_a_note_of_a_translation_may_be_the_verse_of_the_original() -> None:
    text = (
        "as it says, “I have placed My words in your mouth.”[1]\n\n"
        "כמו שכתוב: “ואשים דברי בפיך”,\n\n"
        "“His right hand embraces me,”[2] through kindness.\n\n"
        "“וימינו תחבקני” בגמילות חסדים."
    )
    hints = [each.hints for each in diagnostics(text, "interlinear") if each.code == "M04"]
    assert hints == [
        ("note 1 may be Isaiah 51:16",),
        ("note 2 may be Song of Songs 2:6 or 8:3",),
    ]


def test_a_verse_without_a_reference_is_told() -> None:
    assert reports("אמר: לשוני עט סופר מהיר.") == [
        ("M05", "Psalms 45:2 is quoted without a reference")
    ]


def test_verses_that_follow_one_another_are_one_message() -> None:
    text = (
        "עזרי מעם ה׳ עשה שמים וארץ.\n\nאל יתן למוט רגלך אל ינום שמרך.\n\n"
        "הנה לא ינום ולא יישן שומר ישראל.\n\nבינתיים: לשוני עט סופר מהיר."
    )
    passage, verse = [each for each in diagnostics(text) if each.code == "M05"]
    assert passage.message == "Psalms 121:2-4 is quoted without a reference"
    assert [len(each.also) for each in (passage, verse)] == [2, 0]


def test_a_phrase_of_many_verses_is_compared_with_those_that_spell_it_so() -> None:
    message = "I Kings 17:2 or 17:8 is quoted without a reference"
    assert reports("“ויהי דבר ה׳ אליו לאמר”") == [("M05", message)]


def test_a_passage_ends_with_its_book() -> None:
    text = "וימת יוסף בן מאה ועשר שנים.\n\nואלה שמות בני ישראל הבאים מצרימה את יעקב."
    assert [message.split()[0] for _, message in reports(text)] == ["Genesis", "Exodus"]


def test_a_verse_under_its_reference_has_one() -> None:
    sheet = "Source 1: Psalms 45:2\n\nלשוני עט סופר מהיר\n\nSource 2: {}\n\nואשים דברי בפיך\n"
    assert not reports(sheet.format("Isaiah 51:16"), None)


def test_a_heading_with_another_reference_than_its_verse_is_reported() -> None:
    sheet = "Source 1: Psalms 45:2\n\nלשוני עט סופר מהיר\n\nSource 2: Isaiah 52:16\n\n{}\n"
    ((code, message),) = reports(sheet.format("ואשים דברי בפיך"), None)
    assert (code, message) == ("M01", "the words beside Isaiah 52:16 are Isaiah 51:16")
    # a commentary on the verse, which quotes another one
    commentary = "הנביא מדבר על השליחות ועל האור שבאותיות, כמו שכתוב ואשים דברי בפיך, והבן."
    assert [code for code, _ in reports(sheet.format(commentary), None)] == ["M05"]


def test_a_title_may_be_the_reference() -> None:
    psalm = "אשא עיני אל ההרים מאין יבא עזרי\n\nעזרי מעם ה׳ עשה שמים וארץ\n"
    for title, codes in (("Psalm 121", []), ("Psalm 122", ["M05"]), ("תהלים קכא", [])):
        outcome = read(f"{title}\n\n{psalm}")
        assert [each.code for each in outcome.diagnostics if each.code.startswith("M")] == codes


# --- random verses

Change = Callable[[random.Random, str, VerseNumber], tuple[str, VerseNumber] | None]
_VOWELS = "\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bb"
_CONSONANTS = "אבגדהזחטכלמנסעפצקרשת"


def other_letter(
    chance: random.Random, text: str, verse: VerseNumber
) -> tuple[str, VerseNumber] | None:
    place = chance.choice([match.start() for match in re.finditer("[א-ת]", text)])
    letter = chance.choice(_CONSONANTS.replace(text[place], ""))
    return text[:place] + letter + text[place + 1 :], verse


def other_vowel(
    chance: random.Random, text: str, verse: VerseNumber
) -> tuple[str, VerseNumber] | None:
    places = [match.start() for match in re.finditer(f"[{_VOWELS}]", text)]
    if not places:
        return None
    place = chance.choice(places)
    return text[:place] + chance.choice(_VOWELS.replace(text[place], "")) + text[place + 1 :], verse


def word_left_out(
    chance: random.Random, text: str, verse: VerseNumber
) -> tuple[str, VerseNumber] | None:
    words = text.split()
    if len(words) < 3:
        return None
    del words[chance.randrange(len(words))]
    return " ".join(words), verse


def other_chapter(
    chance: random.Random, text: str, verse: VerseNumber
) -> tuple[str, VerseNumber] | None:
    counts = facts.chapters(Corpus.TANAKH)[verse.book]
    others = [n for n, most in enumerate(counts, 1) if n != verse.chapter and verse.verse <= most]
    return (text, verse._replace(chapter=chance.choice(others))) if others else None


FAULTS: tuple[Change, ...] = (other_letter, other_vowel, word_left_out, other_chapter)
COUNT = 500


def plant(
    chance: random.Random, number: int, verse: VerseNumber, faults: tuple[Change, ...] = FAULTS
) -> tuple[str, VerseNumber]:
    """Return a verse and its reference with one fault."""
    text = verse_text(verse)
    for change in (*faults[number % len(faults) :], *faults):
        faulty = change(chance, text, verse)
        if faulty:
            return faulty
    raise AssertionError(verse)


def check_verses(lines: list[tuple[str, VerseNumber]], form: str) -> dict[int, list[str]]:
    """Return the messages about each of the lines, which stand in a form, by its number."""
    texts = [form.format(text, *verse) for text, verse in lines]
    source = "\n\n".join(texts)
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 2)
    messages: dict[int, list[str]] = {}
    offset = len("A Book of Verses\n\n")
    for each in diagnostics(source):
        if each.code in ("M01", "M02", "M03", "M06"):
            line = sum(start <= each.span.start - offset for start in starts) - 1
            messages.setdefault(line, []).append(f"{each.message} {each.hints}")
    return messages


@pytest.fixture(scope="module")
def sample() -> list[VerseNumber]:
    """Verses drawn at random, the same ones at each run."""
    chance = random.Random(20)
    return [codex.verse_number(n) for n in chance.sample(range(codex.verse_count()), COUNT)]


CITED = "“{0}” ({1} {2}:{3})."
ALONE = ("{0}.", "“{0}”", "והנה כתוב: {0}. כך אמרו.")
"""The forms of a verse without a reference: a paragraph, a quotation, and in a sentence."""


def count_right(sample: list[VerseNumber], messages: dict[int, list[str]]) -> int:
    return sum(
        f"{verse.chapter}:{verse.verse}" in " ".join(messages.get(number, []))
        for number, verse in enumerate(sample)
    )


@pytest.mark.thorough
def test_planted_faults_are_reported_with_the_right_verse(
    sample: list[VerseNumber], figures: Callable[[str], None]
) -> None:
    chance = random.Random(5)
    lines = [plant(chance, number, verse) for number, verse in enumerate(sample)]
    right = count_right(sample, check_verses(lines, CITED))
    figures(f"planted faults reported with the right verse: {right} of {COUNT}")
    assert right >= 0.96 * COUNT


@pytest.mark.thorough
@pytest.mark.parametrize("form", ALONE)
def test_planted_faults_are_reported_without_a_reference(
    form: str, sample: list[VerseNumber], figures: Callable[[str], None]
) -> None:
    chance = random.Random(5)
    faults = FAULTS[:3]
    lines = [plant(chance, number, verse, faults) for number, verse in enumerate(sample)]
    right = count_right(sample, check_verses(lines, form))
    figures(f"planted faults reported without a reference, {form}: {right} of {COUNT}")
    assert right >= 0.95 * COUNT


@pytest.mark.thorough
@pytest.mark.parametrize("form", [CITED, *ALONE])
def test_verses_without_a_fault_are_not_reported(
    form: str, sample: list[VerseNumber], figures: Callable[[str], None]
) -> None:
    messages = check_verses([(verse_text(verse), verse) for verse in sample], form)
    figures(f"verses without a fault reported, {form}: {len(messages)} of {COUNT}")
    assert len(messages) <= 0.01 * COUNT
