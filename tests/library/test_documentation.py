"""The examples of docs/library.md run as they stand, each in a folder of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "library.md"

pytestmark = pytest.mark.slow


def examples() -> list[tuple[str, str]]:
    """Return (heading, code) of each Python block."""
    parts = re.split(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [
        (heading, code)
        for heading, body in zip(parts[1::2], parts[2::2], strict=True)
        for code in re.findall(r"^```python\n(.*?)^```$", body, re.MULTILINE | re.DOTALL)
    ]


def test_every_section_has_an_example() -> None:
    with_example = {heading for heading, _ in examples()}
    assert len(with_example) == PAGE.read_text(encoding="utf-8").count("\n## ")


@pytest.mark.parametrize(("heading", "code"), examples())
def test_an_example_runs(
    heading: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(code, f"{PAGE.name}: {heading}", "exec"), {"__name__": "example"})
