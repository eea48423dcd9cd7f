"""Titles and headings are lines set over a text, never its first verse or half a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import check, read
from publish.diagnostics import Severity
from publish.document.walk import plain
from tests.faults.reading import understand

COMMENTARY = """\
קריאת שמע

מצווה לומר פרשה זו בכל יום, בבוקר וגם בערב, ויש בה שלוש פרשיות זו אחר זו.

{first}

אחריו אומרים בלחש פסוק נוסף, ורק אחר כך ממשיכים בנחת ובכוונה עד סוף הפרשה.

{second}

כך נהגו בכל הדורות בכל ישראל, ואין בדבר שום מחלוקת.
"""
SHEMA = "שְׁמַע יִשְׂרָאֵל יהוה אֱלֹהֵינוּ יהוה אֶחָד"
BLESSED = "בָּרוּךְ שֵׁם כְּבוֹד מַלְכוּתוֹ לְעוֹלָם וָעֶד"


@pytest.mark.parametrize("end", ["׃", "׃ {פ}", "׃ {ס}", "׃[1]", "׃ פ", ":", "."])
@pytest.mark.parametrize("settings", [{}, {"languages": ["he"]}, {"shape": "prose"}])
def test_a_verse_between_explanations_is_no_chapter(end: str, settings: dict[str, object]) -> None:
    text = COMMENTARY.format(first=SHEMA + end, second=BLESSED + end)
    reading = understand(text, **settings)
    assert reading.title == "קריאת שמע"
    assert reading.subtitle == ""
    assert [line.split(":")[0] for line in reading.outline] == ["text"] * 5
    assert SHEMA in reading.outline[1]


SCRIPTURE = [
    "וַיֹּאמֶר אֱלֹהִים יְהִי אוֹר וַיְהִי־אוֹר׃",
    "וַיַּרְא אֱלֹהִים אֶת־הָאוֹר כִּי־טוֹב",
    "וַיַּבְדֵּל אֱלֹהִים בֵּין הָאוֹר וּבֵין הַחֹשֶׁךְ׃",
]


@pytest.mark.parametrize("title", ["בראשית פרק א", "Genesis 1"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_verses_under_a_title_are_neither_subtitles_nor_chapters(title: str, gap: str) -> None:
    reading = understand(f"{title}\n\n" + gap.join(SCRIPTURE * 3) + "\n")
    assert reading.title == title
    assert reading.subtitle == ""
    assert {line.split(":")[0] for line in reading.outline} <= {"text", "verse"}
    printed = " ".join(reading.outline)
    assert all(printed.count(verse) == 3 for verse in SCRIPTURE)


@pytest.mark.parametrize(
    "cut",
    [
        (
            "A man who writes by hand looks long at the white of his page before a\n"
            "drop of ink is on it."
        ),
        (
            "A man who writes by hand looks long at the white of his page and be-\n"
            "gins when his heart is at rest."
        ),
    ],
)
def test_the_first_line_of_a_cut_paragraph_is_no_subtitle(cut: str) -> None:
    reading = understand(f"The Hand of the Writer\n\n{cut}\n\nWhat he wrote is not to be undone.\n")
    assert reading.title == "The Hand of the Writer"
    assert reading.subtitle == ""
    paragraph = cut.replace("be-\n", "be").replace("\n", " ")
    assert reading.outline == [f"text: {paragraph}", "text: What he wrote is not to be undone."]


def test_a_question_under_the_title_is_no_subtitle() -> None:
    question = "What is the life of a letter?"
    reading = understand(f"On Ink\n\n{question}\n\nIts ink is its life, and its paper the body.\n")
    assert (reading.title, reading.subtitle) == ("On Ink", "")
    assert reading.outline[0].endswith(question)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_only_paragraph_of_a_text_with_marks_of_notes_is_no_subtitle(gap: str) -> None:
    paragraph = "Its ink is the life of a letter† and its paper the body.*"
    reading = understand(f"On Ink\n\n{paragraph}\n\nNotes{gap}† See there.\n* Or elsewhere.\n")
    assert (reading.title, reading.subtitle) == ("On Ink", "")
    assert reading.outline[0] == f"text: {paragraph}"


TITLES = {
    "he": [
        "על האותיות והשורות",
        "On Letters and Lines",
        "What Is Above Reason in the Work?",
        "הוקוס Pocus",
        "On the Many Ways in Which a Letter Comes Down from Its Root to the Page of a Reader",
    ],
    "en": [
        "5 דברים על הספר",
        "סיום וחתימה, ותודה לכל מי שעזר",
        "On Letters and Lines",
        "על הדרכים הרבות שבהן האות יורדת משורשה אל הדף שהקורא מחזיק בידו בשעה שהוא קורא לאור הנר",
    ],
}
TEXTS = {
    "he": "האות נכתבת פעם אחת, ומי שכתב אותה אינו מוחק. כך נהגו הסופרים בכל הדורות.",
    "en": "A letter is written once, and its writer does not rub it out. So they did of old.",
}


@pytest.mark.parametrize("lang", ["he", "en"])
def test_each_file_of_a_folder_book_is_a_chapter_with_its_title(lang: str, tmp_path: Path) -> None:
    for number, title in enumerate(TITLES[lang], 1):
        (tmp_path / f"{number}.txt").write_text(f"{title}\n\n{TEXTS[lang]}\n", "utf-8")
    work = read(tmp_path, settings={"languages": [lang], "title": "A Book"}).value
    assert [plain(section.title) for section in work.body] == TITLES[lang]


def test_a_file_of_a_folder_book_without_a_title_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(f"On Letters\n\n{TEXTS['en']}\n", "utf-8")
    (tmp_path / "2.txt").write_text(f"{TEXTS['en']}\n\n{TEXTS['en']}\n", "utf-8")
    diagnostics = check(tmp_path, settings={"title": "A Book"}).diagnostics
    warnings = [each for each in diagnostics if each.severity is Severity.WARNING]
    assert [(each.code, Path(each.span.file).name) for each in warnings] == [("T26", "2.txt")]
