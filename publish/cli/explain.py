"""``publish explain``: why a diagnostic exists and how to mend it."""

from __future__ import annotations

import click

from publish.diagnostics.rules import RULES


@click.command()
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say why the diagnostic CODE exists and how to mend it; without CODE, list them all.

    The code is what stands in brackets in a message: in “warning[N01]” it is N01.
    """
    if code is None:
        for rule in RULES.values():
            click.echo(f"{rule.code}  {rule.severity.value:8}{rule.name}")
        return
    found = RULES.get(code.strip("[]").upper())
    if found is None:
        raise click.UsageError(f"there is no diagnostic {code}; `publish explain` lists them all")
    click.echo(f"{click.style(found.code, bold=True)} {found.name} ({found.severity.value})\n")
    click.echo(click.wrap_text(found.why, 78))
    click.echo()
    click.echo(click.wrap_text(f"What to do: {found.advice}", 78))
