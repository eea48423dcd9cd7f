"""Books that workers made: their files put into the workspace, and the results of a build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.artifacts.make import fail_with
from publish.artifacts.plan import Artifact
from publish.artifacts.related_files import list_with_origins, origin_of
from publish.artifacts.result import Result, Status
from publish.cluster import finished_files
from publish.cluster.book_making import show_root
from publish.cluster.messages import BookOrder, DamagedMessage, MadeBook
from publish.cluster.order_writing import is_current


def check_answer(artifacts: Sequence[Artifact], answer: MadeBook) -> None:
    """Raise DamagedMessage where an answer is not about these artifacts, or lacks a file."""
    if [each.name for each in answer.results] != [each.path.name for each in artifacts]:
        raise DamagedMessage("an answer is about other files than its order")
    every = {each.path.name: each for each in list_with_origins(artifacts)}
    for file in answer.files:
        artifact = every.get(file.name)
        if artifact is None or not finished_files.endings_beside(artifact) >= file.beside.keys():
            raise DamagedMessage("an answer has files that were not ordered")
    names = {file.name for file in answer.files}
    if any(each.result.status is Status.MADE and each.name not in names for each in answer.results):
        raise DamagedMessage("an answer lacks files that were made")


def put_book(artifacts: Sequence[Artifact], order: BookOrder, answer: MadeBook) -> Iterator[Result]:
    """Put the files of a book into their places, and yield the result of each artifact.

    Files whose inputs have changed since they were ordered are written without a stamp.
    """
    book = artifacts[0].book
    root = book.workspace.root
    every = {each.path.name: each for each in list_with_origins(artifacts)}
    unchanged = is_current(order, book, tuple(every.values()))
    errors: dict[str, Exception] = {}
    for file in answer.files:
        try:
            shown = replace(file, lines=show_root(file.lines, root))
            finished_files.put(every[file.name], shown, is_current=unchanged)
        except Exception as error:  # noqa: BLE001  # a fault in one file leaves the others alone
            errors[file.name] = error
    for each in answer.results:
        artifact = every[each.name]
        origin = origin_of(artifact)
        fault = errors.get(origin.path.name if origin else "") or errors.get(each.name)
        if fault:
            yield fail_with(artifact, fault)
            continue
        shown_result = replace(each.result, lines=show_root(each.result.lines, root))
        yield shown_result.of_artifact(artifact)
