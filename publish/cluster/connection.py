"""Connections to a Dask cluster: under TLS to a scheduler, or to a cluster of this machine."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from publish.artifacts.process_pool import count_processors
from publish.cluster.addresses import LOCAL
from publish.cluster.local_worker import LOGGERS, SILENCE
from publish.diagnostics import PublishError
from publish.diagnostics.rules import cluster as rules
from publish.storage.parent_process import delay_interrupts
from publish.storage.temporary_folder import create_temporary_folder
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from distributed import Client, LocalCluster, Security

CONNECT_SECONDS = 20.0
"""Seconds after which a scheduler that does not answer is not reachable."""

_CONFIGURATION = {
    # A book with its pictures is one argument of a task.
    "distributed.admin.large-graph-warning-threshold": "4 GB",
    # No lines of this program are sent along for the dashboard.
    "distributed.diagnostics.computations.nframes": 0,
}


@dataclass(frozen=True, slots=True)
class Certificates:
    """The files by which this machine and a cluster know each other; None as Dask is configured."""

    authority: Path | None = None
    certificate: Path | None = None
    key: Path | None = None


@contextmanager
def connect(
    address: str, certificates: Certificates, processes: int | None = None
) -> Iterator[Client]:
    """Provide the client of a cluster; of this machine alone one with so many processes.

    Raises PublishError where Dask is not installed, or the scheduler cannot be reached.
    """
    try:
        import dask.config
        from distributed import Client
    except ImportError:
        message = "--cluster needs Dask, which is not installed"
        # By the folder: the package of this name on PyPI is another program.
        hint = 'in the folder of publish: .venv/bin/python -m pip install --editable ".[cluster]"'
        raise PublishError(rules.NOT_INSTALLED.anywhere(message, hint)) from None
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(_CONFIGURATION))
        stack.enter_context(_quiet_loggers())
        security = _find_security(address, certificates)
        if address == LOCAL:
            cluster = stack.enter_context(_local_cluster(security, processes or count_processors()))
            address = cluster.scheduler_address
        try:
            client = Client(  # type: ignore[no-untyped-call]  # Dask's
                address, security=security, timeout=CONNECT_SECONDS, set_as_default=False
            )
        except OSError as error:
            message = f"the scheduler at {address} cannot be reached: {_describe(error)}"
            raise PublishError(rules.UNREACHABLE.anywhere(message)) from error
        stack.enter_context(client)
        yield client


@contextmanager
def _quiet_loggers() -> Iterator[None]:
    """Let Dask log nothing on the terminal: what counts is told as diagnostics."""
    loggers = [logging.getLogger(name) for name in LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(SILENCE)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _find_security(address: str, certificates: Certificates) -> Security | None:
    from distributed import Security

    if address == LOCAL:
        return cast("Security", Security.temporary())  # type: ignore[no-untyped-call]  # Dask's
    if address.startswith("tcp:"):
        return None
    files = {
        "tls_ca_file": certificates.authority,
        "tls_client_cert": certificates.certificate,
        "tls_client_key": certificates.key,
    }
    named = {field: str(path) for field, path in files.items() if path}
    security: Any = Security(require_encryption=True, **named)  # type: ignore[no-untyped-call]  # Dask's
    if not (security.tls_ca_file and security.tls_client_cert):
        raise PublishError(
            rules.CERTIFICATES_MISSING.anywhere(
                f"{address} needs certificates",
                "name them with --cluster-ca, --cluster-cert and --cluster-key, or as "
                "DASK_DISTRIBUTED__COMM__TLS__CA_FILE, …__CLIENT__CERT and …__CLIENT__KEY",
            )
        )
    for path in filter(None, (security.tls_ca_file, security.tls_client_cert)):
        if not Path(path).is_file():
            message = f"there is no file {path}, which should have a certificate"
            raise PublishError(rules.CERTIFICATES_MISSING.anywhere(message))
    return cast("Security", security)


@contextmanager
def _local_cluster(security: Security | None, processes: int) -> Iterator[LocalCluster]:
    """Provide a scheduler in this process and one worker, whose threads have a process each."""
    import dask.config
    from distributed import LocalCluster

    folder, lock = create_temporary_folder("publish-cluster-")
    try:
        # A folder of Dask's own would stay.
        with delay_interrupts(), dask.config.set({"temporary-directory": str(folder)}):
            cluster = LocalCluster(  # type: ignore[no-untyped-call]  # Dask's
                n_workers=1,
                threads_per_worker=processes,
                host="127.0.0.1",
                dashboard_address=None,
                local_directory=str(folder),
                preload=["publish.cluster.local_worker"],
                silence_logs=SILENCE,
                security=security,
            )
        with cluster:
            yield cluster
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _describe(error: BaseException) -> str:
    """Return the reason of an error: that of its first cause, which names the certificate."""
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error) or type(error).__name__
