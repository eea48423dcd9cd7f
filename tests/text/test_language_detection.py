"""Detection of languages: lines of 3 to 12 words, and the candidates of settings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.text.language_detection import detect, evidence
from publish.text.languages import Script, home, script
from tests.text.language_lines import LINES, lines

LEAST = {"pt": 0.85, "fr": 0.85, "it": 0.85, "lad-Latn": 0.7, "lad": 0.85, "arc": 0.95}
"""The least share of single lines that must be right; siblings of Spanish share its small words."""


@pytest.mark.parametrize("lang", LINES)
def test_single_lines_are_recognised(lang: str) -> None:
    right = [detect(line).lang == lang for line in lines(lang)]
    assert sum(right) >= LEAST.get(lang, 1.0) * len(right)


@pytest.mark.parametrize("lang", LINES)
def test_a_certain_guess_is_right(lang: str) -> None:
    for line in lines(lang):
        guess = detect(line)
        assert guess.confidence < 0.7 or guess.lang == lang, line


@pytest.mark.parametrize("lang", LINES)
def test_a_few_lines_together_are_recognised(lang: str) -> None:
    every = lines(lang)
    for start in range(0, len(every) - 3, 4):
        assert detect(" ".join(every[start : start + 4])).lang == lang


def test_only_the_candidates_of_the_script_are_considered() -> None:
    assert detect("דער ווינט האָט געזאָגט", ("en", "he")).lang == "he"
    assert detect("A alma da letra é a tinta", ("he", "en", "pt-BR")).lang == "pt-BR"
    assert detect("מאן שושנה דא כנסת ישראל", ("he", "tmr")).lang == "tmr"
    assert detect("Хлеб помнит поле", ("en", "he")).lang == "ru"
    assert detect("Kenyér", ("hu",)).lang == "hu"


def test_without_evidence_the_language_is_the_usual_one_of_the_script() -> None:
    assert (detect("Keter").lang, detect("Keter").confidence) == ("en", 0.0)
    assert detect("כתר").lang == "he"
    assert detect("λόγος").lang == "el"
    assert detect("1:3").lang == "und"


@given(st.text())
def test_a_detected_language_is_written_in_the_script_of_the_text(text: str) -> None:
    if script(text) not in (Script.NONE, Script.OTHER):
        assert home(detect(text).lang) is script(text)
        assert all(value > 0 for value in evidence(text).values())
