"""The table ``[folders]`` of ``publish.toml``: where texts, books and themes lie."""

from __future__ import annotations

from publish.config.toml_file import key_span, load_toml
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
    is_table = isinstance(named, dict) and all(isinstance(path, str) for path in named.values())
    if is_table and not set(named) - set(FOLDERS):
        return Outcome(FOLDERS | named)
    error = rules.WRONG_TYPE.at(
        key_span(source, "folders"),
        "`folders` takes the names of folders",
        '[folders] may have: sources = "…", output = "…", styles = "…"',
    )
    return Outcome(FOLDERS, (error,))
