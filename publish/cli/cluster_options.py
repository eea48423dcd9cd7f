"""The option ``--cluster`` and those of its certificates, and the run that they ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publish.artifacts.book_job import BookJob
from publish.artifacts.plan import Request
from publish.artifacts.result import Result
from publish.cli.messages import show_messages
from publish.cli.options import group_options, parse_option
from publish.cluster.addresses import check_address
from publish.config import Workspace
from publish.diagnostics import Diagnostic

if TYPE_CHECKING:
    from publish.cli.build_options import Options

_FILES = ("ca", "cert", "key")


def _file_option(name: str, text: str) -> Callable[..., Any]:
    return click.option(
        f"--cluster-{name}",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help=text,
    )


cluster_options = group_options(
    click.option(
        "--cluster",
        metavar="ADDRESS",
        callback=parse_option(check_address, names_text=True),
        help="The scheduler of a Dask cluster whose workers make the books, such as "
        "tls://scheduler:8786; or `local`, a cluster of this machine.",
    ),
    _file_option("ca", "The certificate of the authority of the cluster."),
    _file_option("cert", "The certificate of this machine, of that authority."),
    _file_option("key", "The key of the certificate, where it is in a file of its own."),
)
"""Adds the options to a command."""


def check_cluster_options(options: Options, workspace: Workspace) -> None:
    """Raise UsageError where options do not go with a cluster."""
    files = [name for name in _FILES if getattr(options, f"cluster_{name}")]
    if not options.cluster:
        if files:
            raise click.UsageError(f"--cluster-{files[0]} needs --cluster")
        return
    if options.output:
        raise click.UsageError(
            "-o and --cluster exclude each other: a cluster makes the output folder of a workspace"
        )
    if workspace.limits or options.limit_memory or options.limit_time:
        raise click.UsageError(
            "limits of memory and time hold on this machine alone: --cluster cannot keep those of "
            "--limit-memory, --limit-time and [limits] in publish.toml"
        )


def run_on_cluster(jobs: Iterable[BookJob], options: Options, request: Request) -> Iterator[Result]:
    """Yield the results of jobs whose files the workers of the cluster of the options make."""
    # Imported here, because most builds have no cluster.
    from publish.cluster.cluster_build import Cluster, make_on_cluster
    from publish.cluster.connection import Certificates
    from publish.cluster.order_writing import OrderOptions

    certificates = Certificates(options.cluster_ca, options.cluster_cert, options.cluster_key)
    cluster = Cluster(options.cluster or "", certificates, options.jobs)
    repeated = OrderOptions(request, strict=options.strict, force=options.force)
    yield from make_on_cluster(jobs, cluster, repeated, _tell)


def _tell(diagnostic: Diagnostic) -> None:
    show_messages((diagnostic,))
