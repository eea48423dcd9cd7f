"""The page docs/editions.md has the editions, the settings and the messages of the program."""

from __future__ import annotations

import re
import tomllib

import pytest

from publish import read
from publish.config.edition_descriptions import EDITION_SETTINGS, EDITIONS
from publish.config.edition_table import EDITION_KEYS
from publish.config.options import Edition
from publish.config.settings import Settings, parse_settings
from publish.diagnostics import Severity
from publish.document.model import Segment
from publish.document.walk import descend
from tests.conftest import ROOT
from tools.reference_pages import edition_settings_table, editions_table

PAGE = (ROOT / "docs" / "editions.md").read_text("utf-8")
TOML = re.findall(r"^```toml[^\n]*\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("name", "lines"),
    [("editions", [*editions_table()]), ("settings", [*edition_settings_table()])],
)
def test_a_table_of_the_page_is_made_from_the_code(name: str, lines: list[str]) -> None:
    table = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", PAGE, re.DOTALL)
    assert table is not None
    assert table[1].strip() == "\n".join(lines), "paste this table into docs/editions.md"


def test_every_edition_and_every_key_is_described() -> None:
    assert set(EDITIONS) == set(Edition)
    assert set(EDITION_SETTINGS) == set(EDITION_KEYS)
    headings = re.findall(r"^### (.+)$", PAGE, re.MULTILINE)
    assert headings == list(Edition)


@pytest.mark.parametrize("key", EDITION_SETTINGS)
def test_the_example_of_a_key_of_editions_is_valid(key: str) -> None:
    choices = tomllib.loads(EDITION_SETTINGS[key].example)
    assert set(choices) == {key}
    parse_settings({"edition": choices}, Settings())


@pytest.mark.parametrize("settings", TOML)
def test_the_settings_of_the_page_are_valid(settings: str) -> None:
    parse_settings(tomllib.loads(settings), Settings())


def test_the_text_of_the_page_has_pairs_and_commentary() -> None:
    example = re.search(r"^```text lesson-5.txt\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert example is not None
    outcome = read(example[1], settings=tomllib.loads(TOML[1]))
    assert all(d.severity is Severity.INFO for d in outcome.diagnostics)
    segments = [node for node in descend(outcome.value) if isinstance(node, Segment)]
    assert [bool(each.commentary) for each in segments] == [True, False, False]
