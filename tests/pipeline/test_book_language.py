"""The language of a book and of its passages, from the words of a text and from its settings."""

from __future__ import annotations

import pytest

from publish import read
from publish.document.model import Foreign, Note, Paragraph, Passage, Segment, Text, Work
from publish.document.walk import descend, texts_by_language
from tests.text.language_lines import lines


def prose(lang: str, title: str = "") -> str:
    own = lines(lang)
    title = title or own[0]
    return "\n\n".join([title, *(f"{'. '.join(own[1:7])}.", f"{'. '.join(own[7:])}.")])


def languages_in(work: Work) -> dict[str, str]:
    """Return the language of each text of a work."""
    return {text.text: lang for text, lang in texts_by_language(work)}


@pytest.mark.parametrize(
    "lang", ["en", "es", "pt", "fr", "de", "it", "ru", "uk", "he", "yi", "arc"]
)
def test_a_book_is_in_the_language_of_its_words(lang: str) -> None:
    work = read(prose(lang)).value
    assert work.lang == lang
    assert set(languages_in(work).values()) == {lang}
    assert {tag for tag, _ in work.meta.title.forms} == {lang}


def test_the_settings_decide_the_language() -> None:
    assert read(prose("yi"), settings={"languages": ["he"]}).value.lang == "he"
    assert read(prose("pt"), settings={"languages": ["pt-BR"]}).value.lang == "pt-BR"


def test_a_title_of_the_settings_is_in_the_language_of_the_book() -> None:
    work = read(prose("es"), settings={"title": "Luz"}).value
    assert work.meta.title.forms == (("es", "Luz"),)
    work = read(prose("es"), settings={"title": {"en": "The Light and the Oil"}}).value
    assert work.meta.title.forms == (("en", "The Light and the Oil"),)


def test_a_paragraph_in_another_language_of_the_script_is_a_passage() -> None:
    spanish = ". ".join(lines("es")[:6]) + "."
    english = prose("en", "On the Lamp")
    work = read(f"{english}\n\n{spanish}\n\n{'. '.join(lines('en')[:6])}.").value
    (passage,) = [node for node in descend(work) if isinstance(node, Passage)]
    assert (work.lang, passage.lang, len(passage.blocks)) == ("en", "es", 1)


def test_an_aramaic_paragraph_of_a_hebrew_book_is_a_passage() -> None:
    aramaic = ". ".join(lines("arc")[:6]) + "."
    work = read(f"{prose('he', 'שער')}\n\n{aramaic}\n\n{'. '.join(lines('he')[:6])}.").value
    (passage,) = [node for node in descend(work) if isinstance(node, Passage)]
    assert (work.lang, passage.lang) == ("he", "arc")


def test_a_pair_of_yiddish_and_english_has_both_languages() -> None:
    pairs = zip(lines("yi")[:5], lines("en")[:5], strict=True)
    work = read("\n\n".join(f"{yiddish},\n{english}," for yiddish, english in pairs)).value
    segments = [node for node in descend(work) if isinstance(node, Segment)]
    assert {s.original.lang for s in segments} == {"yi"}
    assert {each.lang for s in segments for each in s.translations} == {"en"}
    assert work.lang == "en"


def test_yiddish_keeps_its_apostrophes() -> None:
    work = read(prose("yi") + "\n\nהאָט ער'ן נאָך אַ מאָל געפֿרעגט, און ס'איז געוואָרן קאַלט.").value
    text = "".join(node.text for node in descend(work) if isinstance(node, Text))
    assert "ער’ן" in text
    assert "ס’איז" in text
    assert "׳" not in text


def test_a_note_in_another_language_than_its_paragraph_is_a_passage() -> None:
    body = ". ".join(lines("es")[:4]) + "."
    text = prose("en", "On the Lamp") + f"\n\nThe lamp has a note.1\n\nNotes\n\n1. {body}"
    work = read(text).value
    (note,) = [node for node in descend(work) if isinstance(node, Note)]
    assert [block.lang for block in note.blocks if isinstance(block, Passage)] == ["es"]


def test_a_hebrew_paragraph_of_a_russian_book_is_a_passage() -> None:
    hebrew = ". ".join(lines("he")[:4]) + "."
    work = read(f"{prose('ru')}\n\n{hebrew}").value
    assert [node.lang for node in descend(work) if isinstance(node, Passage)] == ["he"]
    assert work.lang == "ru"


def test_a_hebrew_sentence_with_english_words_is_a_hebrew_paragraph() -> None:
    text = (
        "Title\n\nThe first line of the book.\n\nהוא קרא ב־Guide את הספר.\n\nThe last line of it."
    )
    work = read(text, settings={"languages": ["en", "he"]}).value
    (passage,) = [node for node in descend(work) if isinstance(node, Passage)]
    (paragraph,) = passage.blocks
    assert passage.lang == "he"
    assert isinstance(paragraph, Paragraph)
    assert [node.lang for node in paragraph.inlines if isinstance(node, Foreign)] == ["en"]


CLOSE = "The book of the scribe is here and האור של הספר הזה נמצא כאן עכשיו"


def test_a_close_call_is_a_warning_with_the_mark_that_settles_it() -> None:
    text = f"Title\n\nThe first line of it.\n\n{CLOSE}.\n\nThe last line of it."
    outcome = read(text)
    (warning,) = [each for each in outcome.diagnostics if each.code == "B02"]
    assert warning.message.startswith("set from left to right")
    assert warning.hints[0].endswith('as = "text"\nlang = "he"')
    for lang in ("he", "en"):
        marked = read(text, settings={"mark": [{"line": CLOSE[:20], "as": "text", "lang": lang}]})
        (passage,) = [node for node in descend(marked.value) if isinstance(node, Passage)]
        assert (passage.lang, len(passage.blocks)) == (lang, 1)
        assert "B02" not in {each.code for each in marked.diagnostics}
