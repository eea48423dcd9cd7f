"""The documentation: reference pages made from the code, and links between the pages."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

from publish.cli import COMMANDS, main
from publish.config.setting_keys import KEYS
from publish.diagnostics.rules import RULES

ROOT = Path(__file__).parents[2]
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    path = ROOT / "tools" / "reference_pages.py"
    spec = importlib.util.spec_from_file_location("reference_pages", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def headings(page: str) -> set[str]:
    return set(re.findall(r"^#+ (.+)$", page, re.MULTILINE))


def test_the_page_of_settings_has_every_key(reference: ModuleType) -> None:
    page = reference.REFERENCE["settings"]()
    assert {*KEYS, "mark", "folders", "limits"} <= headings(page)


def test_the_page_of_commands_has_every_command_and_option(reference: ModuleType) -> None:
    page = reference.REFERENCE["commands"]()
    assert {f"publish {name}" for name in COMMANDS} <= headings(page)
    with click.Context(main) as context:
        commands = [main.get_command(context, name) for name in COMMANDS]
    options = {
        name
        for command in commands
        if command
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
        for name in parameter.opts
    }
    assert options
    assert all(re.search(rf"(?<![\w-]){name}(?![\w-])", page) for name in options)


def test_the_page_of_messages_has_every_code(reference: ModuleType) -> None:
    page = reference.REFERENCE["messages"]()
    assert {f"{rule.code} {rule.name}" for rule in RULES.values()} <= headings(page)
    assert all(f"(#{reference.anchor(rule)})" in page for rule in RULES.values())


def test_every_page_is_in_the_navigation(
    tmp_path: Path, reference: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "reference_pages", reference)
    path = ROOT / "tools" / "documentation.py"
    spec = importlib.util.spec_from_file_location("documentation", path)
    assert spec
    assert spec.loader
    documentation = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(documentation)
    documentation.write_pages(tmp_path)
    index = (tmp_path / "index.md").read_text(encoding="utf-8").splitlines()
    pages = {f"docs/{path.stem}" for path in (ROOT / "docs").glob("*.md")}
    assert pages <= set(index)
    assert all(index.count(page) == 1 for page in pages)


@pytest.mark.parametrize(
    "page",
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "tests/bench/README.md"],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_links_of_a_page_lead_to_files_of_the_repository(page: Path) -> None:
    text = re.sub(
        r"^```.*?^```$|`[^`]*`",
        "",
        page.read_text(encoding="utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    targets = [target for target in _LINK.findall(text) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []
