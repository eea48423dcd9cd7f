"""``publish plugins``: the packages that extend publish, and whether they work."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import click

from publish import plugins
from publish.artifacts.diagnostic_objects import describe, with_settings
from publish.artifacts.plugin_check import Extension, ExtensionPackage, check_packages
from publish.cli.messages import show_messages
from publish.text.invisible import printable


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A list for people, or JSON for programs.",
)
@click.pass_context
def command(ctx: click.Context, /, form: str) -> None:
    """List the installed packages that extend publish, and what each of them adds.

    A package adds readers of formats, passes over texts, themes and writers. Each is loaded and
    checked; messages name what is wrong with it. The exit code is 1 where one does not work.

    \b
      publish plugins
      publish plugins --format json
    """
    packages = tuple(check_packages())
    if form == "json":
        click.echo(json.dumps(_describe(packages), ensure_ascii=False, indent=1))
    else:
        for line in _list(packages):
            click.echo(line)
        extensions = [extension for package in packages for extension in package.extensions]
        show_messages([d for extension in extensions for d in extension.diagnostics])
    if not all(package.works for package in packages):
        ctx.exit(1)


def _list(packages: Sequence[ExtensionPackage]) -> Iterator[str]:
    """Yield the lines of the list: a package, and its extensions under it."""
    if not packages:
        yield "No package that extends publish is installed."
    for package in packages:
        head = click.style(printable(f"{package.name} {package.version}"), bold=True)
        yield f"{head}  (interface {', '.join(package.interface) or 'not stated'})"
        width = max((len(each.name) for each in package.extensions), default=0)
        for each in package.extensions:
            yield f"  {each.kind:7} {printable(each.name):{width}}  {_state(each)}"


def _state(extension: Extension) -> str:
    codes = ", ".join(dict.fromkeys(each.code for each in extension.diagnostics))
    return "works" if extension.works else f"does not work: {codes}"


def _describe(packages: Sequence[ExtensionPackage]) -> dict[str, Any]:
    """Return the packages as an object."""
    return {
        "interface": plugins.VERSION,
        "packages": [
            {
                "name": package.name,
                "version": package.version,
                "interface": package.interface,
                "works": package.works,
                "extensions": list(map(_describe_extension, package.extensions)),
            }
            for package in packages
        ],
    }


def _describe_extension(extension: Extension) -> dict[str, Any]:
    texts = with_settings({}, extension.diagnostics)
    return {
        "kind": extension.kind,
        "name": extension.name,
        "value": extension.value,
        "works": extension.works,
        "diagnostics": [describe(each, texts) for each in extension.diagnostics],
    }
