"""Quotations of verses in a text: their words, their verses, the references beside them."""

import pytest

from publish.document.model import Citation, Reference
from publish.document.walk import descend, plain
from publish.facts.codex import verse_number
from publish.passes.verses import candidates, verses
from publish.passes.verses.named_verses import verses_of
from tests.support.verse_texts import names, quotations, read_text, reports


@pytest.mark.parametrize(
    ("text", "verse"),
    [
        ("נאמר “ואשים דברי בפיך” והבן.", "Isaiah 51:16"),
        ("וְנֶאֱמַר: “וָאָשִׂים דְּבָרַי בְּפִיךָ”, וְהָבֵן.", "Isaiah 51:16"),
        ("בלי סימנים: לשוני עט סופר מהיר, כידוע.", "Psalms 45:2"),
        ("“וימינו תחבקני”", "Song of Songs 2:6 or Song of Songs 8:3"),
        # spelling
        ("“כתוב חזון ובאר על הלוחות”", "Habakkuk 2:2"),
        ("“וחושך על פני תהום”", "Genesis 1:2"),
        # maqaf and hyphen
        ("“וחשך על־פני תהום”", "Genesis 1:2"),
        ("“וחשך על-פני תהום”", "Genesis 1:2"),
        # the Name and its substitutes
        ("“אליך ה׳ נפשי אשא”", "Psalms 25:1"),
        ("“אליך ד׳ נפשי אשא”", "Psalms 25:1"),
        ("“אליך יי נפשי אשא”", "Psalms 25:1"),
        ("“אליך יי׳ נפשי אשא”", "Psalms 25:1"),
        ("“שויתי אדוני לנגדי תמיד”", "Psalms 16:8"),
        ("“בראשית ברא אלקים”", "Genesis 1:1"),
        ("“קדוש קדוש קדוש ה׳ צבקות”", "Isaiah 6:3"),
        ("“שמע ישראל י-ה-ו-ה אלהינו י-ה-ו-ה אחד”", "Deuteronomy 6:4"),
        ("“בראשית ברא א-להים את השמים”", "Genesis 1:1"),
        ("“וה׳ הטיל רוח גדולה אל-הים”", "Jonah 1:4"),
        # letters that are joined before
        ("וידוע שכתוב חזון ובאר על הלוחות למען ירוץ.", "Habakkuk 2:2"),
        ("דְּ“כְתוֹב חָזוֹן וּבָאֵר”", "Habakkuk 2:2"),
        ("וכדכתיב: הרה עמל וילד שקר, כי כן הוא.", "Psalms 7:15"),  # not Job 15:35
        # a common phrase between two parts
        ("אזנים להם לא ישמעו אף להם לא יריחון", "Psalms 115:6"),
        # signs of omission
        ("“ואהבת.. בכל לבבך ובכל נפשך”", "Deuteronomy 6:5"),
        ("“ואהבת וגו׳ בכל לבבך ובכל נפשך וגו׳”", "Deuteronomy 6:5"),
        ("“ואהבת… בכל לבבך ובכל נפשך”", "Deuteronomy 6:5"),
        ("“והיו הדברים האלה וגו׳, ודברת בם וגו׳”", "Deuteronomy 6:6-7"),
        # abbreviations
        ("“שמע ישר׳ ה׳ אלקינו ה׳ אחד”", "Deuteronomy 6:4"),
        # ketiv and qere
        ("“ובכל הרמש הרמש על הארץ הוצא אתך”", "Genesis 8:17"),
        ("“ובכל הרמש הרמש על הארץ היצא אתך”", "Genesis 8:17"),
        # a word between brackets
        ("“ובכל הרמש הרמש על הארץ הוצא [היצא] אתך”", "Genesis 8:17"),
        # Aramaic
        ("“חלם חזית וידחלנני”", "Daniel 4:2"),
        # inside an English sentence
        ("It is written, ואשים דברי בפיך ובצל ידי כסיתיך, and so it is.", "Isaiah 51:16"),
    ],
)
def test_a_verse_is_found(text: str, verse: str) -> None:
    assert names(text) == [verse]


@pytest.mark.parametrize(
    "text",
    [
        "הסופר כותב כל אות בכוונה וקורא את השורה שוב לפני שהדיו יבשה.",
        "בני ישראל יצאו ביום ההוא, ויאמר משה אל העם כי כן הוא.",
        "עד עצם היום הזה גרים אנשים רבים בתל אביב ובראשון לציון.",
        "הוא רכב על סוס ופתאום עמד על רגליו, באמת ובתמים.",
        "“הרי את מקודשת לי” “אשר קדשנו במצוותיו” “אין אמת”",
        "“ארץ ישראל” “ראש השנה” “בית המקדש”",
        "“תל אביב” “ראשון לציון” “עד עצם היום הזה” “כהנה וכהנה”",
        "לששון ולשמחה",
        # the letters of a verse but for vav and yod, in other words
        "הוא גר מול הרי גליל, ועדיין מחזיק בביתו.",
    ],
)
def test_common_words_and_idioms_are_no_verse(text: str) -> None:
    assert names(text) == []


def test_quotations_between_the_same_marks_have_a_verse_each() -> None:
    text = "“אשרי יושבי ביתך עוד יהללוך סלה, אשרי העם שככה לו אשרי העם שה׳ אלהיו”"
    assert names(text) == ["Psalms 84:5-6", "Psalms 144:15"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("אמר: “הכתוב אומר ‘לשוני עט סופר מהיר’ ולא יותר”", "לשוני עט סופר מהיר"),
        ("אמר ‘אליך ה’ נפשי אשא’ ולא יותר", "אליך ה’ נפשי אשא"),
        ("אמר: לשוני עט סופר מהי’, וכך", "לשוני עט סופר מהי’"),  # the geresh of a word cut short
        ("“תולה ארץ על בלימה”, והבן", "תולה ארץ על בלימה"),  # two words of the codex
    ],
)
def test_a_quotation_has_all_of_its_words_and_no_mark(text: str, words: str) -> None:
    assert [each.words for each in quotations(text)] == [words]


def test_idioms_are_rare_enough_to_need_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_IDIOMS", frozenset())
    for idiom in ("תל אביב", "ראשון לציון", "עד עצם היום הזה", "כהנה וכהנה"):
        text = f"אמרו {idiom} אמרו"
        finder = candidates.CandidateFinder(text, 0, len(text))
        assert max(each.bits for each in finder.candidates()) >= 11


def test_letters_of_another_script_end_a_quotation() -> None:
    assert names("לשוני עט (pen) סופר מהיר") == ["Psalms 45:2"]
    assert names("לשוני עט and then סופר מהיר") == []


def test_a_title_is_no_quotation() -> None:
    work = read_text("Chapter One: לשוני עט סופר מהיר\n\nThe text of the chapter.", None).value
    assert all(
        node.target.work != "Psalms"
        for node in descend(verses(work).value)
        if isinstance(node, Citation)
    )


# --- references


@pytest.mark.parametrize(
    "text",
    [
        "“ואשים דברי בפיך” (ישעיה נא, טז).",
        "“ואשים דברי בפיך”, ישעיה נא, טז.",
        "כמו שכתוב (ישעיה נא, טז): “ואשים דברי בפיך”.",
        "שנאמר (ישעיה נא, טז) ואשים דברי בפיך, ואמרו בגמרא (שבת י, א) כן.",
        "“ואשים דברי בפיך” (Isaiah 51:16).",
        "“ואשים דברי בפיך” (Isaiah 51:15-16).",
        "“ואשים דברי בפיך” (Isaiah 51).",
        "“ואשים דברי בפיך”, “I have put My words in your mouth” (Isaiah 51:16).",
        "“ואשים דברי בפיך” והבן.[1]\n\nNotes\n\n1. Isaiah 51:16.",
        "ואשים דברי בפיך ובצל ידי כסיתיך\n\nSo it is written in Isaiah 51:16, in our copy.",
    ],
)
def test_a_reference_beside_its_verse_is_seen(text: str) -> None:
    (quotation,) = quotations(text)
    assert (quotation.is_inferred, quotation.wrong, quotation.notes) == (False, False, ())


def test_a_reference_may_leave_out_the_book() -> None:
    text = "“ואשים דברי בפיך” (ישעיה נא, טז), “הוי אריאל אריאל” (שם {})."
    (right,) = [each for each in quotations(text.format("כט, א")) if "אריאל" in each.words]
    assert (right.is_inferred, right.wrong) == (False, False)
    assert [code for code, _ in reports(text.format("כט, א"))] == []
    assert [code for code, _ in reports(text.format("ל, א"))] == ["M01"]
    # the chapter of the book, or the verse of the chapter: no word about it
    assert "M01" not in [code for code, _ in reports(text.format("כז"))]


def test_a_reference_of_other_words_is_no_wrong_one() -> None:
    text = "“ואשים דברי בפיך” “לשוני עט סופר מהיר” (תהלים מה, ב)."
    assert [code for code, _ in reports(text)] == ["M05"]


@pytest.mark.parametrize(
    "text",
    [
        # words of the author between two quotations, and after one
        "שנאמר וירץ לקראתם, ועוד וישתחו ארצה (בראשית יח, ב).",
        "כמו שכתוב והאמן בה׳ ויחשבה לו צדקה ואמר לולא האמנתי לראות (תהלים כז, יג).",
        "שנאמר ויתועדו יחדו לבוא לנוד לו וגו׳, ועוד דברים (איוב ב, יא).",
        "(ויקרא יא, מז) להבדיל בין הטמא ובין הטהור, ובא הפירוש לרבותינו.",
        "דבר קדמת פנה ארץ יצרת ועי״כ ואתה הוא ושנותיך לא יתמו",
    ],
)
def test_words_of_the_author_are_no_part_of_a_verse(text: str) -> None:
    assert "M02" not in [code for code, _ in reports(text)]


def test_each_quotation_has_its_own_reference() -> None:
    text = "שנאמר (תהלים מה, ב): “לשוני עט סופר מהיר”, ועוד “ואשים דברי בפיך” (ישעיה נא, טז)."
    assert [(each.is_inferred, each.wrong) for each in quotations(text)] == [(False, False)] * 2


def test_a_reference_narrows_the_verses_that_have_the_words() -> None:
    assert names("“וימינו תחבקני” (Song of Songs 8:3)") == ["Song of Songs 8:3"]


def test_a_few_common_words_are_a_verse_where_a_reference_says_so() -> None:
    assert names("“ויאמר ה׳ אל משה”") == []
    assert names("“ויאמר ה׳ אל משה” (שמות ו, א)") == ["Exodus 6:1"]


@pytest.mark.parametrize(
    ("locus", "places"),
    [
        (("3", "1"), {"Psalms 3:1", "Psalms 3:2"}),  # in Jewish editions and in English Bibles
        (("1", "5-2:2"), {"Psalms 1:5", "Psalms 1:6", "Psalms 2:1", "Psalms 2:2"}),
        (("151",), set()),
        (("1", "99"), set()),
        (("9" * 5000,), None),
        (("1", "1-9999"), {f"Psalms 1:{verse}" for verse in range(1, 7)}),
        (("a", "b"), None),
        (("1", "2", "3"), None),
    ],
)
def test_a_reference_names_verses(locus: tuple[str, ...], places: set[str] | None) -> None:
    named = verses_of(Reference("Psalms", locus))
    assert (named and {str(verse_number(place)) for place in named.verses}) == places


def test_only_references_to_the_tanakh_name_verses() -> None:
    assert verses_of(Reference("Bavli Shabbat", ("31a",))) is None


# --- the model


def test_a_verse_without_a_reference_is_an_inferred_citation() -> None:
    text = "נאמר “ואשים דברי בפיך” והבן, ועוד “לשוני עט סופר מהיר” (תהלים מה, ב)."
    before = read_text(text).value
    after = verses(before).value
    cited = [node for node in descend(after) if isinstance(node, Citation)]
    assert [(node.target, node.inferred, plain(node.inlines)) for node in cited] == [
        (Reference("Isaiah", ("51", "16")), True, "ואשים דברי בפיך"),
        (Reference("Psalms", ("45", "2")), False, "תהלים מה, ב"),
    ]
    assert verses(after).value is after
    start = ("A Book of Verses\n\n" + text).index("ואשים")
    assert (cited[0].span.start, cited[0].span.end) == (start, start + len("ואשים דברי בפיך"))


def test_a_text_without_verses_is_the_same_object() -> None:
    work = read_text("הסופר כותב כל אות בכוונה.").value
    assert verses(work).value is work
