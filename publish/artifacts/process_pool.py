"""Making of several artifacts by several processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress

from publish.artifacts.make import fail, fail_with, find_fresh, make
from publish.artifacts.plan import Artifact
from publish.artifacts.result import Result
from publish.config.limits import NO_LIMITS, Limits
from publish.config.options import Format
from publish.exceptions import shows_tracebacks


def make_all(
    artifacts: Sequence[Artifact],
    *,
    force: bool = False,
    strict: bool = False,
    jobs: int | None = None,
    limits: Limits = NO_LIMITS,
) -> Iterator[Result]:
    """Yield the result of each artifact as soon as it is done; ``jobs`` processes share the work.

    ``jobs`` is the number of processors by default.  PDFs come first, because EPUBs have their page
    numbers and binds their pages, and files made from others come last.  With ``strict`` an
    artifact with warnings is not written.  With ``limits`` each artifact is made in a process of
    its own.
    """
    groups = ([each for each in artifacts if _turn(each) == turn] for turn in range(3))
    for group in filter(None, groups):
        stale = []
        for artifact in group:
            # Fresh artifacts are recognised here, so a run with nothing to do starts no process.
            result = None if force else _try_to_find_fresh(artifact, strict=strict)
            if result:
                yield result
            else:
                stale.append(artifact)
        processes = jobs or os.cpu_count() or 1
        if limits and stale:
            yield from _make_limited(stale, strict=strict, jobs=processes, limits=limits)
        else:
            yield from _make_stale(stale, strict=strict, jobs=processes)


def _turn(artifact: Artifact) -> int:
    """Return when an artifact is made, 0 for the first ones."""
    return (
        2
        if artifact.format.origin
        else int(artifact.format is Format.EPUB or artifact.book.bind is not None)
    )


def _make_limited(
    stale: Sequence[Artifact], *, strict: bool, jobs: int, limits: Limits
) -> Iterator[Result]:
    """Yield the result of each artifact, made in a process of its own."""
    from publish.artifacts.limit_diagnostics import limit_diagnostic
    from publish.artifacts.limited_process import Call, Failure, call_all

    calls = [Call(_make_one, (artifact, strict)) for artifact in stale]
    for index, result in call_all(calls, limits, jobs):
        artifact = stale[index]
        if isinstance(result, Failure):
            yield fail(artifact, (limit_diagnostic(artifact.path.name, result, limits),))
        else:
            yield result


def _make_one(artifact: Artifact, strict: bool) -> Result:
    return make(artifact, force=True, strict=strict)


def _make_stale(stale: Sequence[Artifact], *, strict: bool, jobs: int) -> Iterator[Result]:
    # `force` skips a second search for fresh artifacts.
    if min(jobs, len(stale)) <= 1:
        for artifact in stale:
            yield make(artifact, force=True, strict=strict, jobs=jobs)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    from publish.artifacts.limit_diagnostics import process_ended
    from publish.artifacts.worker import start_worker
    from publish.storage.parent_process import delay_interrupts

    with ProcessPoolExecutor(
        min(jobs, len(stale)), initializer=start_worker, initargs=(shows_tracebacks(),)
    ) as pool:
        futures = {}
        try:
            # A process can end, and break the pool, before all artifacts are submitted.
            with suppress(BrokenProcessPool), delay_interrupts():
                for artifact in stale:
                    futures[pool.submit(make, artifact, force=True, strict=strict)] = artifact
            for future in as_completed(futures):
                try:
                    yield future.result()
                except BrokenProcessPool:
                    yield fail(futures[future], (process_ended(futures[future].path.name),))
                except Exception as error:  # noqa: BLE001  # of passing the result on
                    yield fail_with(futures[future], error)
            for artifact in stale[len(futures) :]:
                yield fail(artifact, (process_ended(artifact.path.name),))
        finally:
            # Not by `Future.cancel`: the thread of a broken pool fails on a future of that kind.
            pool.shutdown(cancel_futures=True)


def _try_to_find_fresh(artifact: Artifact, *, strict: bool) -> Result | None:
    try:
        return find_fresh(artifact, strict=strict)
    except Exception:  # noqa: BLE001  # `make` meets and reports it
        return None
