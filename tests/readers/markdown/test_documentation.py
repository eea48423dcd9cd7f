"""The examples of docs/markdown.md are read without a message."""

from __future__ import annotations

import re

import pytest

from publish.diagnostics import Severity
from publish.readers.markdown import READER
from publish.text.source import Source
from tests.conftest import ROOT

_EXAMPLE = re.compile(r"^```markdown\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = _EXAMPLE.findall((ROOT / "docs" / "markdown.md").read_text("utf-8"))


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_read_without_a_message(example: str) -> None:
    outcome = READER.read(Source("a.md", example))
    assert [d.message for d in outcome.diagnostics if d.severity is not Severity.INFO] == []


def test_a_wrong_name_has_a_message() -> None:
    """The control."""
    assert READER.read(Source("a.md", "::: rubrik\nStand.\n:::\n")).diagnostics
