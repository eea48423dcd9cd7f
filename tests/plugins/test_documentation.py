"""The examples of docs/plugins.md are the files of the example package."""

from __future__ import annotations

import re

import pytest

from publish.themes.theme_file import EPUB_STYLES, PRINT_STYLES
from tests.plugins.packages import EXAMPLE, ROOT

PAGE = (ROOT / "docs" / "plugins.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
CODE = [
    path.relative_to(EXAMPLE).as_posix()
    for path in sorted(EXAMPLE.rglob("*"))
    if path.name in {"pyproject.toml", "theme.toml", *PRINT_STYLES, *EPUB_STYLES}
    or (path.suffix == ".py" and path.name != "__init__.py")
]


@pytest.mark.parametrize("name", CODE)
def test_the_page_has_each_file_as_it_is(name: str) -> None:
    assert BLOCKS[name] == (EXAMPLE / name).read_text("utf-8")


def test_the_page_has_no_other_files() -> None:
    assert set(BLOCKS) == set(CODE)
