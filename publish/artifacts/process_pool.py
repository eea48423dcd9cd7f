"""Making of several artifacts by several processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress

from publish.artifacts.make import fail, fail_with, find_fresh, make
from publish.artifacts.plan import Artifact
from publish.artifacts.result import Result
from publish.config.options import Format
from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import files
from publish.exceptions import show_tracebacks, shows_tracebacks


def make_all(
    artifacts: Sequence[Artifact],
    *,
    force: bool = False,
    strict: bool = False,
    jobs: int | None = None,
) -> Iterator[Result]:
    """Yield the result of each artifact as soon as it is done; ``jobs`` processes share the work.

    ``jobs`` is the number of processors by default.  Booklets come last, after their PDFs.  With
    ``strict`` an artifact with warnings is not written.
    """
    booklets = [artifact for artifact in artifacts if artifact.format is Format.BOOKLET]
    others = [artifact for artifact in artifacts if artifact.format is not Format.BOOKLET]
    for group in filter(None, (others, booklets)):
        yield from _make_group(group, force=force, strict=strict, jobs=jobs or os.cpu_count() or 1)


def _make_group(
    artifacts: Sequence[Artifact], *, force: bool, strict: bool, jobs: int
) -> Iterator[Result]:
    stale = []
    for artifact in artifacts:
        # Fresh artifacts are recognised here, so a run with nothing to do starts no process.
        result = None if force else _try_to_find_fresh(artifact, strict=strict)
        if result:
            yield result
        else:
            stale.append(artifact)
    # `force` skips a second search for fresh artifacts.
    if min(jobs, len(stale)) <= 1:
        for artifact in stale:
            yield make(artifact, force=True, strict=strict, jobs=jobs)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(
        min(jobs, len(stale)), initializer=_start_worker, initargs=(shows_tracebacks(),)
    ) as pool:
        futures = {}
        try:
            # A process can end, and break the pool, before all artifacts are submitted.
            with suppress(BrokenProcessPool):
                for artifact in stale:
                    futures[pool.submit(make, artifact, force=True, strict=strict)] = artifact
            for future in as_completed(futures):
                try:
                    yield future.result()
                except BrokenProcessPool:
                    yield fail(futures[future], (_process_ended(futures[future]),))
                except Exception as error:  # noqa: BLE001  # of passing the result on
                    yield fail_with(futures[future], error)
            for artifact in stale[len(futures) :]:
                yield fail(artifact, (_process_ended(artifact),))
        finally:
            for future in futures:
                future.cancel()


def _start_worker(debug: bool) -> None:
    """Prepare a worker process: Ctrl-C ends it silently, and so does the end of its parent.

    With ``debug`` tracebacks are printed, as the parent prints them.
    """
    import signal

    from publish.storage.parent_process import end_with_parent

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_with_parent()
    if debug and not shows_tracebacks():
        show_tracebacks().__enter__()  # until the process ends


def _try_to_find_fresh(artifact: Artifact, *, strict: bool) -> Result | None:
    try:
        return find_fresh(artifact, strict=strict)
    except Exception:  # noqa: BLE001  # `make` meets and reports it
        return None


def _process_ended(artifact: Artifact) -> Diagnostic:
    return files.PROCESS_ENDED.anywhere(
        f"{artifact.path.name} was not made: a process that made books was ended by the system",
        "run it again: finished artifacts are not made again, and `-j 1` needs the least memory",
    )
