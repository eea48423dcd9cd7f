"""The programs of a machine, by which workers are compared with the client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from publish.cluster.messages import ProgramReport
from publish.diagnostics import PublishError
from publish.diagnostics.rules.cluster import SCHEDULER_DIFFERS
from publish.storage.program_digest import program_digest, program_parts

if TYPE_CHECKING:
    from distributed import Client


def describe_programs() -> ProgramReport:
    """Return the programs of this machine: ours, and the packages that Dask compares."""
    return ProgramReport(program_digest(), dict(program_parts()), describe_dask())


def describe_dask() -> dict[str, str]:
    """Return the versions of Python, of Dask and of the packages by which its machines talk."""
    from distributed.versions import get_versions, required_packages

    packages = get_versions()["packages"]
    return {name: str(packages[name]) for name in ("python", *required_packages)}


def check_scheduler(client: Client) -> None:
    """Raise PublishError where the scheduler has other versions of Python or of Dask."""
    versions = client.run_on_scheduler(describe_dask)  # type: ignore[no-untyped-call]  # Dask's
    if differences := list(_compare(describe_dask(), versions)):
        message = f"the scheduler differs: {'; '.join(differences)}"
        raise PublishError(SCHEDULER_DIFFERS.anywhere(message))


def list_differences(here: ProgramReport, there: ProgramReport) -> Iterator[str]:
    """Yield how the programs of another machine differ: ``harfbuzz 8.3.0 here, 7.1.0 there``."""
    yield from _compare(here.dask, there.dask)
    yield from _compare(here.parts, there.parts)
    if here.digest != there.digest and here.parts == there.parts:
        yield "the digests of the programs"


def _compare(here: Mapping[str, str], there: Mapping[str, str]) -> Iterator[str]:
    for name in {**here, **there}:
        own, other = here.get(name, "missing"), there.get(name, "missing")
        if own != other:
            yield f"{name} {own} here, {other} there"
