"""Decoding of a file of any format, which its content says, or else its ending."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish.diagnostics import Outcome
from publish.readers import PLAIN_TEXT, load, readers_of, table
from publish.readers.decode import decode
from publish.readers.formats import recognise, unread_error
from publish.readers.mojibake import DamageFinder, find_damage
from publish.text.source import Source


def decode_file(data: bytes, file: str, find: DamageFinder = find_damage) -> Outcome[Source]:
    """Return the text of a file; ``find`` returns the damage of a plain text.

    Raises PublishError where it has none, is damaged, or is of a format that is not read.
    """
    ending = recognise(data)
    if ending and ending not in table():
        raise unread_error(ending, file)
    for entry in readers_of(ending or Path(file).suffix.lower()):
        # A run that shows messages alone does not load the reader of plain text, and the model.
        decode_format = None if entry is PLAIN_TEXT else load(entry, file).decode
        if decode_format is not None:
            outcome = decode_format(data, file)
            return replace(outcome, value=replace(outcome.value, format=entry.name))
    return decode(data, file, find)
