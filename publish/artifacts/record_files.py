"""The file of the record of what was printed of an edition, beside the texts of a workspace."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from publish.artifacts.plan import Artifact, file_name
from publish.config.file_access import read_bytes
from publish.config.options import Format
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules.reprint import RECORD_UNREADABLE
from publish.document.printed_pages import PageFlow
from publish.text.source import Span

T = TypeVar("T")

FOLDER = "printed"
"""The folder of the records in a workspace."""

VERSION = 1
"""The version of the form of a record; others are refused."""


def record_path(pdf: Artifact) -> Path:
    """Return the file of the record of an edition: ``printed/lesson-5.json``."""
    name = file_name(replace(pdf, format=Format.PDF))
    return pdf.book.workspace.root / FOLDER / f"{name.removesuffix('.pdf')}.json"


def read_record_bytes(pdf: Artifact) -> list[bytes]:
    """Return the content of the record of an edition, nothing where there is none.

    Raises PublishError where it cannot be read.
    """
    path = record_path(pdf)
    return [read_bytes(path)] if path.is_file() else []


def parse_record(pdf: Artifact, decode: Callable[[dict[str, Any]], T]) -> T | None:
    """Return what ``decode`` makes of the record of an edition, None where there is none.

    Raises PublishError where the file is damaged, or of another version of this program.
    """
    path = record_path(pdf)
    contents = read_record_bytes(pdf)
    if not contents:
        return None
    try:
        table: Any = json.loads(contents[0])
        version = table["publish-printed"]
        value = decode(table) if version == VERSION else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        reason = str(error) or type(error).__name__
        message = f"{path} is not a record of printed pages: {reason}"
        raise PublishError(_unreadable(path, message)) from error
    if value is None:
        message = f"{path} was written by another version of publish (form {version!r})"
        raise PublishError(_unreadable(path, message))
    return value


def _unreadable(path: Path, message: str) -> Diagnostic:
    return RECORD_UNREADABLE.at(Span(str(path), 0, 0), message)


def list_flows(pdf: Artifact) -> tuple[PageFlow, ...]:
    """Return the places of the printed pages in the flow of the text; none without a record.

    Raises PublishError as ``parse_record`` does.
    """
    return parse_record(pdf, _decode_flows) or ()


def _decode_flows(table: dict[str, Any]) -> tuple[PageFlow, ...]:
    flows = map(decode_flow, table["pages"])
    return tuple(flow for flow in flows if flow.part)


def decode_flow(page: dict[str, Any]) -> PageFlow:
    """Return the place of a page in the flow, as a record states it."""
    part, size, opening = page.get("flow", ("", 0, ""))
    if not (isinstance(part, str) and isinstance(opening, str)):
        raise TypeError("the flow of a page is a text, a number and a text")
    return PageFlow(part, int(size), opening)
