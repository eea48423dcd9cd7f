"""Style sheets of the project, by which an edit lays out only a few pages."""

from __future__ import annotations

import pytest

from publish.writers.pdf.engine.page_breaks import looks_ahead
from tests.conftest import ROOT


@pytest.mark.parametrize("sheet", ["common.css", "print.css"])
def test_the_theme_of_the_project_does_not_look_ahead(sheet: str) -> None:
    assert not looks_ahead((ROOT / "styles" / "classic" / sheet).read_text("utf-8"))
