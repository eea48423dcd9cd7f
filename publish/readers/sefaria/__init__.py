"""Reader of texts of Sefaria: files of its export and answers of its API, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from publish.diagnostics import Outcome
from publish.readers import Reader

if TYPE_CHECKING:
    from publish.document.draft import Draft
    from publish.document.model import Work
    from publish.readers.sefaria.editions import Edition
    from publish.text.source import Source


def decode_json(data: bytes, file: str) -> Outcome[Source]:
    """Return the text of a JSON file, with the paths of its strings as places.

    Raises PublishError where the file is JSON and no text of Sefaria.
    """
    from publish.readers.decode import decode
    from publish.readers.sefaria.editions import read_edition
    from publish.readers.sefaria.json_values import JsonError, name_strings, parse_text

    outcome = decode(data, file)
    try:
        root = parse_text(outcome.value.text)
    except JsonError:
        return outcome  # ``read`` reports the fault, at its line
    read_edition(outcome.value)
    return replace(outcome, value=replace(outcome.value, places=tuple(name_strings(root))))


def read_json(source: Source) -> Outcome[Draft | Work]:
    """Return the text of a JSON file and of those with other versions of it.

    Raises PublishError where a file is no JSON.
    """
    from publish.readers.sefaria.editions import read_edition

    return build([read_edition(each) for each in (source, *source.versions)])


def build(editions: Sequence[Edition]) -> Outcome[Draft | Work]:
    """Return the Work that the editions of one text are."""
    from publish.readers.sefaria.alignment import merge_versions
    from publish.readers.sefaria.work import build_work

    outcome = merge_versions(editions).then(build_work)
    return Outcome(outcome.value, outcome.diagnostics)


def name_text(source: Source) -> str:
    """Return the name of the text that a JSON file is a version of."""
    from publish.readers.sefaria.editions import read_edition

    return read_edition(source).title


READER = Reader("sefaria", read_json, decode=decode_json, name_text=name_text)
