"""``publish explain``: messages by their codes, and settings by their keys."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

import click

from publish.config.edition_descriptions import EDITION_SETTINGS, list_editions
from publish.config.edition_table import EDITION_KEYS
from publish.config.options import Edition
from publish.config.setting_descriptions import (
    DESCRIPTIONS,
    Description,
    describe_accepted,
    describe_value_of,
)
from publish.diagnostics import Effect, Rule, Severity
from publish.diagnostics.rules import FAMILIES, PACKAGES, RULES
from publish.text.invisible import show_invisible

_WIDTH = 78


_CODE = re.compile(r"(?:^|\[)([A-Za-z]\d\d)\b")
"""A code, also as a message begins: ``warning[N01]: …``."""


@click.command()
@click.argument("code", required=False, metavar="[CODE]")
def command(code: str | None) -> None:
    """Explain a message by its CODE: its reason, what to do, and an example.

    Without CODE, list all messages. In “warning[N01]” the code is N01. CODE may also be a key of
    settings, such as title, or the name of an edition.

    \b
      publish explain N01
      publish explain title
      publish explain editions    every edition, and for whom it is
      publish explain             all codes, each with a sentence
    """
    if code is None:
        lines = list_rules()
    elif (match := _CODE.search(code)) and match[1].upper() in RULES:
        lines = explain_rule(RULES[match[1].upper()])
    elif code in DESCRIPTIONS:
        lines = explain_setting(code)
    elif code.removeprefix("edition.") in tuple(Edition):
        lines = explain_setting("editions")
    elif code.removeprefix("edition.") in EDITION_SETTINGS:
        lines = explain_edition_setting(code.removeprefix("edition."))
    else:
        raise click.UsageError(_unknown(code))
    for line in lines:
        click.echo(line)


def _unknown(code: str) -> str:
    names = [*RULES, *DESCRIPTIONS, *EDITION_SETTINGS, *Edition]
    near = difflib.get_close_matches(code, names, 1) or ["N01"]
    if (match := _CODE.search(code)) and match[1].upper().startswith(PACKAGES):
        return f"{match[1]} is a code of a package; `publish plugins` lists those here"
    if match:
        return f"no message has the code {code}; `publish explain` lists all codes, as {near[0]}"
    return f"there is no setting and no edition “{code}”; did you mean “{near[0]}”?"


def list_rules() -> Iterator[str]:
    """Yield the lines of the list of all rules: code, severity and summary, by families."""
    for letter, family in FAMILIES.items():
        yield click.style(f"{letter}: {family}", bold=True)
        for code in sorted(code for code in RULES if code[0] == letter):
            rule = RULES[code]
            yield f"  {code}  {rule.severity.value:8}{rule.summary}"


def explain_rule(rule: Rule) -> Iterator[str]:
    """Yield the lines about a rule."""
    yield f"{click.style(rule.code, bold=True)} {rule.name} ({rule.severity.value})"
    for paragraph in (f"{rule.summary} {rule.why}", f"What to do: {rule.advice}"):
        yield ""
        yield click.wrap_text(paragraph, _WIDTH)
    yield ""
    yield from example_lines(rule)
    if rule.severity is Severity.ERROR:
        yield "An error cannot be ignored: no book can be made with it."
    else:
        yield f'To ignore it in a book: ignore = ["{rule.code}"] in its settings.'


def explain_setting(key: str) -> Iterator[str]:
    """Yield the lines about a key of settings."""
    yield from _description_lines(key, DESCRIPTIONS[key], describe_value_of(key))
    if key in {"edition", "editions"}:
        yield from ("", "Editions:", *(f"    {line}" for line in list_editions()))
    if key == "edition":
        yield from ("", "Keys of [edition], each with an entry: publish explain edition.numbers")
        yield click.wrap_text(", ".join(EDITION_SETTINGS), _WIDTH, "    ", "    ")


def explain_edition_setting(key: str) -> Iterator[str]:
    """Yield the lines about a key of the table ``[edition]``."""
    description = EDITION_SETTINGS[key]
    example = f"[edition]\n{description.example}"
    value = describe_accepted(EDITION_KEYS[key])
    yield from _description_lines(f"edition.{key}", Description(description.text, example), value)


def _description_lines(key: str, description: Description, value: str) -> Iterator[str]:
    yield click.style(key, bold=True)
    for paragraph in filter(None, (description.text, value and f"Value: {value}.")):
        yield ""
        yield click.wrap_text(paragraph, _WIDTH)
    yield from ("", "Example:", *(f"    {line}" for line in description.example.splitlines()))


def example_lines(rule: Rule) -> Iterator[str]:
    """Yield the lines of the example: the text before and after, and the setting that decides."""
    if rule.example is None:
        return
    changed = rule.effect in (Effect.CHANGED, Effect.DROPPED)
    parts = (
        ("Example:", rule.example.before),
        ("The book prints:" if changed else "Corrected:", rule.example.after),
        ("The setting that decides:", rule.example.setting),
    )
    for heading, text in parts:
        if text:
            yield heading
            yield from (f"    {line}".rstrip() for line in show_invisible(text).splitlines())
            yield ""
