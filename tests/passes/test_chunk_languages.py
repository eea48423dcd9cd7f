"""Languages of the chunks of a draft: chunks vote together, and settings decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publish.document.draft import Call, Chunk, Draft, Part, chunk
from publish.passes.languages.chunk_languages import detect_languages, languages_of
from publish.text.source import Source
from tests.text.language_lines import lines


def chunks(texts: Iterable[str], part: Part | None = None) -> list[Chunk]:
    source = Source("x.txt", "\n".join(texts))
    return [replace(chunk(line), part=part) for line in source.lines()]


def test_lines_of_one_language_are_in_it_together() -> None:
    for lang in ("en", "es", "pt", "fr", "de", "it", "ru", "uk", "he", "yi", "arc", "lad"):
        assert set(languages_of(chunks(lines(lang)))) == {lang}


def test_a_line_of_three_words_does_not_change_the_language() -> None:
    texts = [*lines("en")[:6], "y nadie sabe", *lines("en")[6:]]
    assert set(languages_of(chunks(texts))) == {"en"}
    texts = [*lines("he")[:6], "מאן שושנה דא", *lines("he")[6:]]
    assert set(languages_of(chunks(texts))) == {"he"}


def test_several_lines_of_another_language_are_in_it() -> None:
    spanish = lines("es")[:-1]
    texts = [*lines("en"), *spanish, *lines("en")]
    around = ["en"] * len(lines("en"))
    assert languages_of(chunks(texts)) == [*around, *["es"] * len(spanish), *around]


def test_words_of_aramaic_in_a_hebrew_text_are_hebrew() -> None:
    texts = [*lines("he"), 'משום ד"כולא קמיה כלא חשיב",', *lines("he")]
    assert set(languages_of(chunks(texts))) == {"he"}


def test_originals_and_translations_vote_by_themselves() -> None:
    originals = chunks(lines("arc")[:4], Part.ORIGINAL)
    originals[3] = replace(originals[3], text=chunks(["רבי חזקיה פתח כתיב"])[0].text)
    translations = chunks(lines("he")[:4], Part.TRANSLATION)
    pairs = [each for pair in zip(originals, translations, strict=True) for each in pair]
    assert languages_of(pairs) == ["arc", "he"] * 4


def test_an_original_with_many_english_words_is_in_the_language_of_the_others() -> None:
    texts = [*lines("he")[:4], "אמר לקרוא ב-Guide for the Perplexed, פרק א,"]
    assert set(languages_of(chunks(texts, Part.ORIGINAL))) == {"he"}


def test_the_languages_of_the_settings_are_the_only_candidates() -> None:
    assert set(languages_of(chunks(lines("yi")), ("en", "he"))) == {"he"}
    assert set(languages_of(chunks(lines("arc")), ("he", "tmr"))) == {"tmr"}
    assert set(languages_of(chunks(lines("ru")), ("en", "he"))) == {"ru"}


def test_bodies_of_notes_have_a_language_and_chunks_without_letters_have_none() -> None:
    text, note, number = chunks(["El pan recuerda el campo y la mano", "y quien lo come", "7"])
    noted = replace(text, calls=(Call(2, 3, "1", (note,)),))
    first, last = detect_languages(Draft("x.txt", (noted, number))).value.chunks
    assert (first.lang, first.calls[0].body[0].lang, last.lang) == ("es", "es", "")
