"""Records of files that could not be made: the messages of the last time, until it succeeds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import assert_never

from publish.artifacts.diagnostic_lines import Lines
from publish.artifacts.freshness import find_stamp
from publish.artifacts.result import Result, Status
from publish.storage.cache_paths import stamp_store
from publish.storage.digests import digest


def note_result(result: Result) -> None:
    """Record that a file failed, or that it is up to date after a failure.

    Without an output folder nothing is recorded: a book that fails makes none.
    """
    output = result.artifact.book.workspace.output
    if not output.is_dir():
        return
    store = stamp_store(output)
    key = _key(result.path)
    match result.status:
        case Status.FAILED:
            store.put(key, result.lines, remember=False)
            store.trim()
        case Status.MADE | Status.FRESH:
            if find_failure(result.path, output):
                store.put(key, (), remember=False)
        case _:
            assert_never(result.status)


def find_failure(path: Path, output: Path) -> Lines:
    """Return the messages of the last making of a file if it failed; else none."""
    return stamp_store(output).get(_key(path), tuple, remember=False) or ()


def find_lines(path: Path, output: Path) -> Lines:
    """Return the messages of the last making of a file, whether it failed or not."""
    stamp = find_stamp(path, output)
    return find_failure(path, output) or (stamp.record.lines if stamp else ())


def _key(path: Path) -> str:
    return digest("failure", os.fsencode(os.path.abspath(path)))  # noqa: PTH100  # links stay
