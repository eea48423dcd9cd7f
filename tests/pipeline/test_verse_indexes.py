"""The index of references with the verses that a text quotes without naming them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from publish import read
from publish.config.edition_options import EditionOptions
from publish.config.options import Edition
from publish.document.indexes import Entry, Index
from publish.document.lazy_book import split_chapters
from publish.document.model import Citation, Section, Work
from publish.document.walk import descend, plain, texts_by_language
from publish.pipeline.editions import arrange

LESSON = """A Lesson on Light

This light is hidden in the letters,

הָאוֹר הַזֶּה גָּנוּז בָּאוֹתִיּוֹת,

as it is written, “Write the vision, and make it plain upon the tablets.”[1]

כְּמוֹ שֶׁכָּתוּב: "כְּתוֹב חָזוֹן וּבָאֵר עַל הַלּוּחוֹת",

and the scribe says of himself, “My tongue is the pen of a ready writer” (Psalms 45:1),

וְהַסּוֹפֵר אוֹמֵר עַל עַצְמוֹ: "לְשׁוֹנִי עֵט סוֹפֵר מָהִיר" (תהלים מה, ב),

for the Torah begins with light (Genesis 1:3).

שֶׁהֲרֵי הַתּוֹרָה פּוֹתַחַת: "וַיֹּאמֶר אֱלֹקִים יְהִי אוֹר וגו'".
"""
HEBREW = """ספר האור

ונאמר “כתוב חזון ובאר על הלוחות” שם. ועוד נאמר “לשוני עט סופר מהיר” (תהלים מה, ב).

וחזר ואמר “כתוב חזון ובאר על הלוחות” כאן, ואחר כך “כתוב חזון ובאר על הלוחות”.
"""


def edition(
    text: str, *indexes: str, shown: Edition = Edition.INTERLINEAR, fill: str = "verses"
) -> Work:
    work = read(text, settings={"indexes": list(indexes), "notes": {"fill": fill}}).value
    return arrange(split_chapters(work), shown, EditionOptions()).value.work


def lines(work: Work) -> list[str]:
    """Return the entries of the index of a work: works with loci, a star for inferred places."""
    (index,) = (node for node in descend(work.back) if isinstance(node, Index))
    return [f"{plain(book.term)} {_loci(book.under)}" for book in index.entries]


def _loci(entries: Iterable[Entry]) -> str:
    return ", ".join(
        plain(entry.term) + "".join(" *" if place.inferred else " +" for place in entry.places)
        for entry in entries
    )


def explanations(work: Work) -> list[str]:
    (section,) = (each for each in work.back if isinstance(each, Section))
    return [text.text for text, _ in texts_by_language(section) if "* " in text.text]


def test_an_index_has_no_inferred_reference_unless_it_is_wanted() -> None:
    work = edition(LESSON, "references")
    assert lines(work) == ["Genesis 1:3 +", "Psalms 45:2 +"]
    assert explanations(work) == []
    assert not [n for n in descend(work.body) if isinstance(n, Citation) and n.inferred]


def test_verses_join_the_index_of_references_with_a_sign_that_is_explained() -> None:
    work = edition(LESSON, "references", "verses")
    assert lines(work) == ["Genesis 1:3 +", "Habakkuk 2:2 *", "Psalms 45:2 +"]
    assert explanations(work) == ["* The text quotes the verse and does not name it."]


def test_verses_alone_are_an_index_of_references() -> None:
    assert lines(edition(LESSON, "verses")) == lines(edition(LESSON, "references", "verses"))


def test_an_index_of_a_hebrew_book_is_explained_in_hebrew() -> None:
    work = edition(HEBREW, "verses")
    # Two quotations in one paragraph are one place.
    assert lines(work) == ["חבקוק ב, ב * *", "תהלים מה, ב +"]
    assert explanations(work) == ["* הפסוק מובא בטקסט בלי מראה מקום."]


def test_an_original_and_its_translation_are_one_place_of_the_index() -> None:
    """Both name the verse, by the number of Jewish editions and by that of English Bibles."""
    work = edition(LESSON, "references")
    named = [n for n in descend(work.body) if isinstance(n, Citation) and n.target.work == "Psalms"]
    assert len(named) == 2
    assert "Psalms 45:2 +" in lines(work)


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("(Genesis 32:2), and the second (Genesis 32:3)", "Genesis 32:2 +, 32:3 +"),
        ("(Genesis 32:1), and the second (Genesis 32:2)", "Genesis 32:2 +, 32:3 +"),
    ],
)
def test_numbers_of_two_verses_are_those_of_jewish_editions(english: str, expected: str) -> None:
    text = f"""Two Verses

The first verse is about the camp {english} as well.

הפסוק הראשון הוא על המחנה (בראשית לב, ב) והשני גם כן (בראשית לב, ג) כמו שכתוב.

The pen of a scribe is quick.

לשון הסופר מהירה היא.
"""
    assert lines(edition(text, "references")) == [expected]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Edition.ORIGINAL, ["Genesis 1:3 *", "Habakkuk 2:2 *", "Psalms 45:2 +"]),
        (Edition.TRANSLATION, ["Genesis 1:3 +", "Habakkuk 2:2 *", "Psalms 45:2 +"]),
    ],
)
def test_an_edition_of_one_text_has_the_places_of_that_text(
    shown: Edition, expected: list[str]
) -> None:
    assert lines(edition(LESSON, "verses", shown=shown)) == expected


def test_an_edition_without_inferred_places_does_not_explain_the_sign() -> None:
    text = LESSON.replace(
        "“Write the vision, and make it plain upon the tablets.”[1]", "it is plain"
    )
    work = edition(text, "verses", shown=Edition.TRANSLATION)
    assert lines(work) == ["Genesis 1:3 +", "Psalms 45:2 +"]
    assert explanations(work) == []
    assert "Habakkuk 2:2 *" in lines(edition(text, "verses"))


def test_words_between_the_marks_of_a_translation_are_the_verse_of_the_original() -> None:
    translation = edition(LESSON, "verses", shown=Edition.TRANSLATION, fill="none")
    assert "Habakkuk 2:2 *" in lines(translation)
    (cited,) = [n for n in descend(translation.body) if isinstance(n, Citation) and n.inferred]
    assert plain(cited.inlines) == "Write the vision, and make it plain upon the tablets."


def test_a_translation_with_other_marks_than_its_original_is_no_quotation() -> None:
    text = LESSON.replace("as it is written", "as it is “plainly” written")
    assert "Habakkuk 2:2 *" not in lines(
        edition(text, "verses", shown=Edition.TRANSLATION, fill="none")
    )


def test_words_of_several_verses_are_listed_at_each_unless_they_are_common() -> None:
    text = "ספר האור\n\nונאמר “וימינו תחבקני” שם.\n\nועוד “וידבר ה׳ אל משה לאמר”.\n"
    assert lines(edition(text, "verses")) == ["שיר השירים ב, ו *, ח, ג *"]


def test_a_text_with_marked_verses_has_the_same_words() -> None:
    with_verses, without = (edition(LESSON, *names) for names in (("verses",), ("references",)))

    def words(work: Work) -> list[str]:
        return [
            " ".join("".join(t.text for t, _ in texts_by_language(s)).split()) for s in work.body
        ]

    assert words(with_verses) == words(without)


def test_a_line_that_is_a_verse_has_the_verse_as_its_translation() -> None:
    text = """A Song

כַּמַּיִם הַפָּנִים לַפָּנִים כֵּן לֵב־הָאָדָם לָאָדָם

As in water face answereth to face, so the heart of man to man.[1]

הוֹי כָּל־צָמֵא לְכוּ לַמַּיִם

Ho, every one that thirsteth, come ye for water.
"""
    work = edition(text, "verses", shown=Edition.TRANSLATION, fill="none")
    assert lines(work) == ["Isaiah 55:1 *", "Proverbs 27:19 *"]
    cited = [plain(n.inlines) for n in descend(work.body) if isinstance(n, Citation)]
    assert cited[0] == "As in water face answereth to face, so the heart of man to man."


def test_a_verse_under_a_heading_that_names_it_has_no_sign() -> None:
    text = """The Sources

1. Proverbs 27:19

כַּמַּיִם הַפָּנִים לַפָּנִים כֵּן לֵב־הָאָדָם לָאָדָם

As in water face answereth to face, so the heart of man to man.

2. Isaiah 55:1

הוֹי כָּל־צָמֵא לְכוּ לַמַּיִם

Ho, every one that thirsteth, come ye for water.
"""
    work = read(text, settings={"indexes": ["verses"]}).value
    assert not [n for n in descend(work.body) if isinstance(n, Citation) and n.inferred]
