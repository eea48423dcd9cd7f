"""The table ``[folders]`` of ``publish.toml``: where texts, books and themes lie."""

from __future__ import annotations

from publish.config.toml_file import InvalidValue, key_span, load_toml
from publish.config.values import read_path
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules import settings as rules
from publish.text.source import Source

FOLDERS = {"sources": "sources", "output": "output", "styles": "styles"}
"""The usual names of the folders of a workspace."""


def inspect_folders(source: Source) -> Outcome[dict[str, str]]:
    """Return the names of the folders of a workspace, the usual ones where they are wrong."""
    try:
        named = load_toml(source).get("folders", {})
    except PublishError:
        return Outcome(FOLDERS)  # the reader of the settings reports the error
    is_table = isinstance(named, dict) and not set(named) - set(FOLDERS)
    if is_table and all(map(_is_path, named.values())):
        return Outcome(FOLDERS | named)
    error = rules.WRONG_TYPE.at(
        key_span(source, "folders"),
        "`folders` takes the names of folders",
        '[folders] may have: sources = "…", output = "…", styles = "…"',
    )
    return Outcome(FOLDERS, (error,))


def _is_path(value: object) -> bool:
    """Return whether a value is the path of a folder; an empty one is the workspace."""
    try:
        return value == "" or bool(read_path(value))
    except InvalidValue:
        return False
