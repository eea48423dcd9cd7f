"""The directives of a gold, held against the result of reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.understanding.evidence import Evidence
from tests.understanding.gold import Directive, Gold
from tests.understanding.messages import find_loud
from tests.understanding.normal_forms import letters, words
from tests.understanding.placement import PlacedLines
from tests.understanding.tree import Json, book_words, walk

_REACH = 2
"""The number of lines that a warning may stand from its place in the gold."""


def violations(gold: Gold, evidence: Evidence, placed: PlacedLines) -> Iterator[str]:
    """Yield a sentence for each directive that does not hold."""
    for directive in gold.directives:
        fault = _fault(directive, evidence, placed)
        if fault:
            yield fault


def _fault(directive: Directive, evidence: Evidence, placed: PlacedLines) -> str:
    """Return the fault of one directive, empty where it holds; calls are scored elsewhere."""
    value, messages = directive.value, evidence.messages
    match directive.name:
        case "milestones":
            labels = _milestones(evidence.work)
            expected = [letters(label) for label in value.split(",")]
            return "" if labels == expected else f"milestones {','.join(labels) or '–'}"
        case "lang":
            number, languages = directive.words
            lang = _language(placed, int(number))
            return "" if lang in languages.split("|") else f"lang {number} is {lang or '–'}"
        case "warn":
            code, number = directive.words
            is_told = find_loud(messages, int(number), int(number), _REACH, code)
            return "" if is_told else f"no warning {value}"
        case "never":
            return f"says {value}" if any(each.code == value for each in messages) else ""
        case "quiet":
            codes = [f"{each.code}@{each.extents[0].first}" for each in messages if each.is_loud]
            return f"not quiet: {', '.join(codes[:4])}" if codes else ""
        case "atmost":
            return f"{len(messages)} messages" if len(messages) > int(value) else ""
        case "pdf":
            return "" if evidence.has_pdf else "no pdf"
        case "text" | "not" as name:
            is_printed = words(value) in book_words(evidence.work)
            return "" if is_printed is (name == "text") else f"{name}: {value}"
        case _:
            return ""


def _milestones(work: Json) -> list[str]:
    marks = (node for _, node in walk(work) if node["type"] == "Milestone")
    return [letters(str(mark.get("label", ""))) for mark in marks if mark.get("kind") != "section"]


def _language(placed: PlacedLines, number: int) -> str:
    """Return the language of most characters of a line, empty for a line without a place."""
    weights: Counter[str] = Counter()
    for placement in placed.placements[number]:
        weights[placement.lang] += placement.weight
    return max(weights, key=lambda lang: weights[lang], default="")
