"""Reference pages of the documentation, made from the code: settings, commands, messages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import click

from publish.artifacts.sarif_log import anchor
from publish.cli import COMMANDS, main
from publish.cli.explain import example_lines
from publish.config.booklet_table import KEYS as BOOKLET_KEYS
from publish.config.design_table import DESIGN_KEYS
from publish.config.edition_descriptions import EDITION_SETTINGS, EDITIONS
from publish.config.edition_options import EditionOptions
from publish.config.edition_table import EDITION_KEYS
from publish.config.setting_descriptions import (
    GROUPS,
    WORKSPACE_TABLES,
    describe_accepted,
    describe_value_of,
)
from publish.diagnostics import Rule, Severity
from publish.diagnostics.rules import FAMILIES, RULES


def join(function: Callable[[], Iterator[str]]) -> Callable[[], str]:
    """Return a function that makes one text of the lines of a page."""
    return lambda: "\n".join(function()) + "\n"


_TABLES = {"booklet": BOOKLET_KEYS, "design": DESIGN_KEYS, "edition": EDITION_KEYS}
"""The readers of keys in tables, by the key of the table."""


def settings_page() -> Iterator[str]:
    """Yield the lines of the page about settings."""
    yield "# Settings"
    yield (
        "\nSettings are lines of [TOML](https://toml.io): a key, an equals sign and a value. Those "
        "of a book stand beside its text, in `NAME.toml`, or in `book.toml` of a folder; those for "
        "all books in `publish.toml`. All are optional. `publish explain KEY` shows the entry of a "
        "key."
    )
    for group, entries in GROUPS.items():
        yield f"\n## {group}"
        for key, description in entries.items():
            yield f"\n### {key}\n"
            yield description.text
            if value := describe_value_of(key):
                yield f"\nValue: {quote_code(value)}."
            yield f"\n```toml\n{description.example}\n```"
            if key in _TABLES:
                yield "\n| key | value |\n|---|---|"
                for name, reader in _TABLES[key].items():
                    yield f"| `{name}` | {quote_code(describe_accepted(reader))} |"
    yield "\n## Tables of publish.toml"
    for table, description in WORKSPACE_TABLES.items():
        yield f"\n### {table}\n\n{description.text}\n\n```toml\n{description.example}\n```"


def edition_settings_table() -> Iterator[str]:
    """Yield the table of the keys of ``[edition]`` in docs/editions.md; a default comes first."""
    yield "| key | values | |"
    yield "|---|---|---|"
    usual = EditionOptions()
    for key, description in EDITION_SETTINGS.items():
        accepted = describe_accepted(EDITION_KEYS[key]).removeprefix("one of ")
        default = str(getattr(usual, key)).lower()
        values = re.split(r", | or ", accepted) if ":" not in accepted else []
        if default in values:
            values = [default, *(value for value in values if value != default)]
        shown = ", ".join(f"`{value}`" for value in values) or f"`{description.example}`"
        yield f"| `{key}` | {shown} | {description.text} |"


def editions_table() -> Iterator[str]:
    """Yield the table of editions in docs/editions.md."""
    yield "| edition | |"
    yield "|---|---|"
    yield from (f"| [`{edition}`](#{edition}) | {text} |" for edition, text in EDITIONS.items())


def quote_code(text: str) -> str:
    """Return a description of a value with its examples, in quotation marks or braces, as code."""
    return _CODE.sub(r"`\g<0>`", text)


_CODE = re.compile(r"""\[\w+\]|\[[^]]*\]|\{[^}]*\}|\w+ = "[^"]*"|"[^"]*"|\d{4}-\d\d-\d\d""")
"""Parts of a description that are TOML."""


def commands_page() -> Iterator[str]:
    """Yield the lines of the page about commands."""
    yield "# Commands"
    yield "\nA BOOK is a name under `sources/`, or the path of any text file."
    yield "\n| command | does |\n|---|---|"
    for name, does in COMMANDS.items():
        yield f"| [publish {name}](#publish-{name}) | {does} |"
    with click.Context(main, info_name="publish", **main.context_settings) as top:
        yield f"\n## publish\n\n{help_block(main, top)}"
        for name in COMMANDS:
            command = main.get_command(top, name)
            assert command is not None
            context = click.Context(command, top, name, **main.context_settings)
            yield f"\n## publish {name}\n\n{help_block(command, context)}"


def help_block(command: click.Command, context: click.Context) -> str:
    """Return what ``--help`` prints, as a block of Markdown."""
    context.terminal_width = context.max_content_width = 88
    return f"```\n{command.get_help(context)}\n```"


def messages_page() -> Iterator[str]:
    """Yield the lines of the page about messages."""
    yield "# Messages"
    yield (
        "\nEach message has a code. With an **error** no book is made. A **warning** is worth a "
        "minute of an editor's time. An **info** says what publish did by itself. "
        "`publish explain CODE` shows the entry of a code."
    )
    for letter, family in FAMILIES.items():
        rules = sorted((r for r in RULES.values() if r.code[0] == letter), key=lambda r: r.code)
        yield f"\n## {letter}: {family}"
        yield "\n| code | severity | message |\n|---|---|---|"
        for rule in rules:
            yield f"| [{rule.code}](#{anchor(rule)}) | {rule.severity.value} | {rule.summary} |"
        for rule in rules:
            yield from entry(rule)


def entry(rule: Rule) -> Iterator[str]:
    """Yield the lines about a rule."""
    yield f"\n### {rule.code} {rule.name}\n\n{rule.summary} {rule.why}"
    yield f"\n**What to do:** {rule.advice}"
    lines = list(example_lines(rule))
    if lines:
        yield "\n" + "\n".join(["```", *lines[:-1], "```"])
    if rule.severity is not Severity.ERROR:
        yield f'\nTo ignore it in a book: `ignore = ["{rule.code}"]` in its settings.'


REFERENCE = {
    "settings": join(settings_page),
    "commands": join(commands_page),
    "messages": join(messages_page),
}
"""The functions that make the reference pages, by the names of these."""
