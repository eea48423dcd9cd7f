"""Each stage, shown by cases that an editor can review (tests/cases)."""

import re
from collections.abc import Callable

import pytest

from publish.config import Settings
from publish.diagnostics import Diagnostic
from publish.document.draft import Chunk
from publish.document.model import Excerpt
from publish.document.walk import descend, plain
from publish.passes.citations import citations
from publish.pipeline.assemble import assemble
from publish.pipeline.stages import parse
from publish.text.source import Source
from tests.support.casefile import Case, cases


def show_diagnostics(diagnostics: tuple[Diagnostic, ...], source: Source) -> list[str]:
    """The diagnostics without the shape, which is reported for every text."""
    return [
        f"! {source.position(d.span.start).line}: {d.code} {d.message}"
        for d in diagnostics
        if d.code != "T05"
    ]


def stage(name: str) -> Callable[[str], str]:
    def produce(case_text: str) -> str:
        source = Source("case.txt", case_text)
        outcome = parse(source, Settings(), after=name)
        shape = [f"({outcome.value.shape})"] if outcome.value.shape and name == "shape" else []
        lines = [line(chunk) for chunk in outcome.value.chunks]
        return "\n".join(shape + lines + show_diagnostics(outcome.diagnostics, source))

    return produce


def line(chunk: Chunk) -> str:
    label = f"{chunk.part}" if chunk.part else ""
    label += f" {chunk.number}" if chunk.number is not None else ""
    shown = chunk.text.text
    for call in reversed(chunk.calls):
        body = " / ".join(part.text.text for part in call.body)
        shown = f"{shown[: call.start]}⟦{call.numeral}: {body}⟧{shown[call.end :]}"
    return f"{label}: {shown}" if label else shown


@pytest.mark.parametrize("case", cases("clean"))
def test_clean(case: Case) -> None:
    case.holds(stage("clean"))


@pytest.mark.parametrize("case", cases("shape"))
def test_shape(case: Case) -> None:
    case.holds(stage("shape"))


@pytest.mark.parametrize("case", cases("notes"))
def test_notes(case: Case) -> None:
    case.holds(stage("notes"))


@pytest.mark.parametrize("case", cases("citations"))
def test_citations(case: Case) -> None:
    def produce(case_text: str) -> str:
        source = Source("case.txt", case_text + "A text.\n")
        settings = Settings(shape="excerpts")
        outcome = citations(assemble([parse(source, settings).value], settings, "case").value)
        (excerpt,) = (node for node in descend(outcome.value) if isinstance(node, Excerpt))
        fields = re.findall(r"(\w+)=('[^']*'|\"[^\"]*\"|[\w]+)", repr(excerpt.citation))
        lines = [f"{name}: {value.strip(chr(39) + chr(34))}" for name, value in fields]
        lines = [each for each in lines if not each.endswith((": None", ": False"))]
        assert plain(excerpt.heading) == case_text.strip()[3:]
        return "\n".join(lines + show_diagnostics(outcome.diagnostics, source))

    case.holds(produce)
