"""References in running text, shown by cases that an editor can review."""

import pytest

from publish.passes.references.check import report_locus
from publish.passes.references.find import find_mentions
from publish.text.source import Span
from tests.support.casefile import Case, cases


def read(case_text: str) -> str:
    text = case_text.rstrip("\n")
    lines: list[str] = []
    for mention in find_mentions(text):
        reference = mention.locus.reference
        lines.append(
            f"{text[mention.start : mention.end]}  =  {reference.work} {':'.join(reference.locus)}"
        )
        for diagnostic in report_locus(mention.locus, Span("case.txt", mention.start, mention.end)):
            lines.append(f"! {diagnostic.code} {diagnostic.message}")
            lines += [f"  {hint}" for hint in diagnostic.hints]
    return "\n".join(lines) or "nothing"


@pytest.mark.parametrize("case", cases("references"))
def test_references(case: Case) -> None:
    case.holds(read)
