"""``publish explain``: the reason for a diagnostic, the advice, and an example."""

from __future__ import annotations

from collections.abc import Iterator

import click

from publish.diagnostics import Effect, Rule, Severity
from publish.diagnostics.rules import RULES
from publish.text.invisible import show_invisible

_WIDTH = 78


@click.command()
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain the diagnostic CODE: why it exists, what to do, and an example.

    Without CODE, list all diagnostics. In the message “warning[N01]” the code is N01.

    \b
      publish explain N01
      publish explain          all codes with their names
    """
    if code is None:
        for rule in RULES.values():
            click.echo(f"{rule.code}  {rule.severity.value:8}{rule.name}")
        return
    key = code.strip("[]").upper()
    if key not in RULES:
        raise click.UsageError(f"there is no diagnostic {code}; `publish explain` lists them all")
    rule = RULES[key]
    click.echo(f"{click.style(rule.code, bold=True)} {rule.name} ({rule.severity.value})\n")
    for paragraph in (rule.why, f"What to do: {rule.advice}"):
        click.echo(click.wrap_text(paragraph, _WIDTH) + "\n")
    for line in _example(rule):
        click.echo(line)
    if rule.severity is Severity.ERROR:
        click.echo("An error cannot be ignored: no book can be made with it.")
    else:
        click.echo(f'To ignore it in a book: ignore = ["{rule.code}"] in its settings.')


def _example(rule: Rule) -> Iterator[str]:
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
