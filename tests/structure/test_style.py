"""Every module keeps to the style guide, as far as a machine can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.structure.style import faults

FOLDERS = ("publish", "tools", "tests")

EXCEPTIONS: dict[str, str] = {
    "publish/document/metadata.py": "`Date.given` is a field of the JSON of `publish show`",
    "publish/writers/pdf/engine/marked_content.py": "`marked` overrides a method of WeasyPrint",
}
"""Modules with one name that is fixed elsewhere, each with the reason."""


def modules() -> list[str]:
    paths = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return sorted(path.relative_to(ROOT).as_posix() for path in paths)


@pytest.mark.parametrize("module", modules())
def test_names_docstrings_and_comments_are_plain(module: str):
    places = faults(ROOT / module)
    allowed = 1 if module in EXCEPTIONS else 0
    assert len(places) == allowed, "\n".join(places)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("def joined(): ...", "is a participle"),
        ("def read(told): ...", "is vague"),
        ("kept = 1", "is vague"),
        ('"""What a text is."""', "does not name its subject"),
        ('"""A text.\n\nIt is long.\n"""', "does not name its subject"),
        ('"""' + "word " * 21 + '"""', "more than 20 words"),
        ('"""A summary\nof two lines."""', "longer than a line"),
        ("x = 1\n# What comes next.", "does not name its subject"),
    ],
)
def test_a_fault_is_seen(tmp_path: Path, source: str, reason: str):
    module = tmp_path / "module.py"
    module.write_text(source, "utf-8")
    (fault,) = faults(module)
    assert reason in fault


def test_a_participle_as_the_name_of_a_module_is_seen(tmp_path: Path):
    module = tmp_path / "taken.py"
    module.write_text("", "utf-8")
    assert faults(module) == ["1: the module name 'taken' is a participle"]
