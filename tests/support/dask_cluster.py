"""A Dask cluster of processes on this machine, under TLS with certificates of its own."""

from __future__ import annotations

import datetime
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from publish.cluster.connection import Certificates
from publish.cluster.worker_tasks import PREFIX
from tests.support.processes import ROOT, wait_until


def make_certificates(folder: Path) -> Certificates:
    """Write an authority, and a certificate of it with its key, for all of a cluster."""
    folder.mkdir()
    authority_key = ec.generate_private_key(ec.SECP256R1())
    authority = _certificate("authority", authority_key, "authority", authority_key)
    key = ec.generate_private_key(ec.SECP256R1())
    files = Certificates(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
    pem = serialization.Encoding.PEM
    assert files.authority and files.certificate and files.key  # noqa: PT018  # for the types
    files.authority.write_bytes(authority.public_bytes(pem))
    own = _certificate("machine", key, "authority", authority_key)
    files.certificate.write_bytes(own.public_bytes(pem))
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    files.key.write_bytes(key.private_bytes(pem, form, plain))
    return files


def _certificate(
    subject: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    now = datetime.datetime.now(datetime.UTC)
    is_authority = subject == issuer
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(issuer_key, hashes.SHA256())
    )


def find_free_port() -> int:
    """Return a port of this machine on which no program listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class WorkerProcess:
    """A worker with a temporary folder of its own, in which its work can be seen."""

    process: subprocess.Popen[bytes]
    temporary: Path
    port: int

    @property
    def folders(self) -> list[Path]:
        """The folders of publish that the worker has now."""
        return list(self.temporary.glob("publish-*"))

    @property
    def texts(self) -> list[Path]:
        """The texts of the books that the worker makes now."""
        return list(self.temporary.glob(f"{PREFIX}*/process-*/workspace/sources/*.txt"))

    @property
    def children(self) -> list[int]:
        """The processes in which the worker makes books."""
        listed = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return list(map(int, listed.stdout.split()))

    def stop(self) -> None:
        """Stop the worker and its processes, which then neither answer nor end."""
        for pid in (self.process.pid, *self.children):
            os.kill(pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let a stopped worker go on; nothing happens to others."""
        for pid in (self.process.pid, *self.children) if self.process.poll() is None else ():
            os.kill(pid, signal.SIGCONT)

    def kill(self) -> None:
        """Kill the worker at once."""
        self.process.kill()
        self.process.wait()


@dataclass
class DaskCluster:
    """A scheduler and its workers, each a process of this machine."""

    folder: Path
    certificates: Certificates = field(init=False)
    workers: list[WorkerProcess] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.certificates = make_certificates(self.folder / "certificates")
        self._file = self.folder / "scheduler.json"
        self._scheduler = self._start(
            "scheduler", "--host", "tls://127.0.0.1", "--port", "0", temporary="scheduler"
        )
        wait_until(lambda: self._file.exists() and bool(self._file.read_bytes()))

    @property
    def address(self) -> str:
        """The address of the scheduler."""
        import json

        address: str = json.loads(self._file.read_bytes())["address"]
        return address

    @property
    def processes(self) -> list[int]:
        """The processes of the scheduler and of each worker."""
        return [self._scheduler.pid, *(worker.process.pid for worker in self.workers)]

    def add_worker(self, variables: Mapping[str, str] | None = None) -> WorkerProcess:
        """Start a worker that makes one book at a time, with variables of its environment."""
        name = f"worker-{len(self.workers)}"
        port = find_free_port()
        words = ("--nthreads", "1", "--no-nanny", "--name", name, "--worker-port", str(port))
        process = self._start("worker", *words, temporary=name, variables=variables)
        worker = WorkerProcess(process, self.folder / name, port)
        self.workers.append(worker)
        log = self.folder / "scheduler.log"
        wait_until(lambda: log.read_bytes().count(b"Register worker") == len(self.workers))
        return worker

    def kill_scheduler(self) -> None:
        """Kill the scheduler at once."""
        self._scheduler.kill()
        self._scheduler.wait()

    def close(self) -> None:
        """End all processes, also those that are stopped."""
        for worker in self.workers:
            worker.go_on()
        for process in (*(worker.process for worker in self.workers), self._scheduler):
            process.kill()
            process.wait()

    def _start(
        self, *words: str, temporary: str, variables: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        files = self.certificates
        folder = self.folder / temporary
        folder.mkdir()
        tls = ("--tls-ca-file", files.authority, "--tls-cert", files.certificate)
        options = (*tls, "--tls-key", files.key, "--scheduler-file", self._file, "--no-dashboard")
        log = (self.folder / f"{temporary}.log").open("wb")
        with log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words, *map(str, options)],
                cwd=folder,
                stdout=log,
                stderr=log,
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "TMPDIR": str(folder),
                    "DASK_TEMPORARY_DIRECTORY": str(folder),
                    **(variables or {}),
                },
            )
