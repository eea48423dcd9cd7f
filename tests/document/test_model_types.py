"""Values of other types than the model declares."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from publish.config import Settings
from publish.diagnostics import Diagnostic, Severity
from publish.document.draft import Draft
from publish.document.model import Paragraph, Role, Section, Text, Work
from publish.document.model_types import find_wrong_type
from publish.pipeline.assemble import assemble
from publish.pipeline.pass_table import draft_passes, work_passes
from publish.readers import read
from publish.text.source import Source

PASTES = Path(__file__).parents[1] / "understanding" / "pastes"
SECTION = Section(Role.CHAPTER, (Text("A Title"),), ())

WRONG_TEXT = replace(SECTION, children=(Paragraph((Text(3),)),))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (replace(SECTION, title="A Title"), "Section.title has type `str`, not `tuple`"),
        (
            replace(SECTION, title=("A",)),
            "Section.title[0] has type `str`, not `Text`, `LineBreak`, `Emphasis` or another",
        ),
        (
            replace(SECTION, children=(Text("A"),)),
            "Section.children[0] has type `Text`, not `Section`, `Excerpt`, `Paragraph` or another",
        ),
        (WRONG_TEXT, "Section.children[0].inlines[0].text has type `int`, not `str`"),
        (replace(SECTION, role="chapter"), "Section.role has type `str`, not `Role`"),
        (replace(SECTION, span=None), "Section.span has type `NoneType`, not `Span`"),
        ("A Title", "Section has type `str`, not `Section`"),
        (SECTION, ""),
    ],
)
def test_the_first_wrong_type_is_named_with_its_path(value: Any, words: str) -> None:
    assert find_wrong_type(value, Section) == words


def test_a_truth_value_is_no_number() -> None:
    wrong = find_wrong_type(Diagnostic("Z01", Severity.INFO, True), Diagnostic)  # type: ignore[arg-type]
    assert wrong == "Diagnostic.message has type `bool`, not `str`"


@pytest.mark.parametrize("name", ["columns-by-tab", "dialogue-hebrew", "german-lesson"])
def test_every_stage_gives_what_the_model_declares(name: str) -> None:
    """The passes of this package keep to the types, as those of other packages have to."""
    source = Source(name, (PASTES / f"{name}.txt").read_text("utf-8"))
    outcome = read(source, Settings())
    for each in draft_passes():
        outcome = outcome.then(partial(each.apply, settings=Settings()))
        assert find_wrong_type(outcome.value, Draft) == ""
    work = assemble((outcome.value,), Settings(), name)
    for each in work_passes():
        work = work.then(partial(each.apply, settings=Settings()))
        assert find_wrong_type(work.value, Work) == ""
