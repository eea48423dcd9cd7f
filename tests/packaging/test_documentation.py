"""The documentation: reference pages made from the code, and links between the pages."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from publish.cli import COMMANDS, main
from publish.config.setting_descriptions import WORKSPACE_TABLES
from publish.config.setting_keys import KEYS
from publish.config.settings import TABLES
from publish.diagnostics.rules import RULES
from tools.documentation import write_pages
from tools.reference_pages import REFERENCE, anchor

ROOT = Path(__file__).parents[2]
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")


def headings(page: str) -> set[str]:
    return set(re.findall(r"^#+ (.+)$", page, re.MULTILINE))


def test_the_page_of_settings_has_every_key() -> None:
    page = REFERENCE["settings"]()
    assert {*KEYS, *TABLES, *WORKSPACE_TABLES} <= headings(page)


def test_the_page_of_commands_has_every_command_and_option() -> None:
    page = REFERENCE["commands"]()
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


def test_the_page_of_messages_has_every_code() -> None:
    page = REFERENCE["messages"]()
    assert {f"{rule.code} {rule.name}" for rule in RULES.values()} <= headings(page)
    assert all(f"(#{anchor(rule)})" in page for rule in RULES.values())


def test_every_page_is_in_the_navigation(tmp_path: Path) -> None:
    write_pages(tmp_path)
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
