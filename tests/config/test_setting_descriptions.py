"""The descriptions of settings: each key has one, and its example is read without an error."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from publish.config.bind_table import inspect_binds
from publish.config.booklet_table import KEYS as BOOKLET_KEYS
from publish.config.design_table import DESIGN_KEYS
from publish.config.folders import inspect_folders
from publish.config.library_options import inspect_library
from publish.config.limits import inspect_limits
from publish.config.printer_table import PRINTER_KEYS, inspect_printers
from publish.config.setting_descriptions import (
    DESCRIPTIONS,
    WORKSPACE_TABLES,
    describe_accepted,
    describe_value_of,
)
from publish.config.setting_keys import KEYS
from publish.config.settings import TABLES, Settings, parse_settings
from publish.text.source import Source


def test_every_key_of_settings_has_a_description() -> None:
    described = set(DESCRIPTIONS) - set(WORKSPACE_TABLES)
    assert described == {*KEYS, *TABLES}, "describe new keys in config/setting_descriptions.py"


@pytest.mark.parametrize("key", sorted(set(DESCRIPTIONS) - set(WORKSPACE_TABLES)))
def test_the_example_of_a_key_is_a_valid_setting(key: str) -> None:
    table = tomllib.loads(DESCRIPTIONS[key].example)
    assert set(table) == {key}
    parse_settings(table, Settings())


def test_the_examples_of_tables_of_a_workspace_are_valid() -> None:
    source = Source("publish.toml", "\n".join(d.example for d in WORKSPACE_TABLES.values()))
    assert inspect_folders(source).diagnostics == ()
    assert inspect_limits(source).diagnostics == ()
    assert inspect_library(source).diagnostics == ()
    assert inspect_printers(source, Path()).diagnostics == ()
    assert inspect_binds(source, Settings(), Path()).diagnostics == ()


def test_every_key_tells_which_values_it_accepts() -> None:
    assert all(map(describe_value_of, KEYS))
    assert all(map(describe_accepted, BOOKLET_KEYS.values()))
    assert all(map(describe_accepted, DESIGN_KEYS.values()))
    assert all(map(describe_accepted, PRINTER_KEYS.values()))
