"""Builds on a scheduler and workers that are processes of their own, under TLS."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.artifacts.book_job import BookJob, plan_jobs
from publish.artifacts.make import find_fresh
from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.process_pool import make_all
from publish.artifacts.result import Result, Status
from publish.cluster.book_attempts import Timeouts
from publish.cluster.cluster_build import Cluster, make_on_cluster
from publish.cluster.connection import Certificates
from publish.cluster.order_writing import OrderOptions
from publish.config import find_workspace, open_book
from publish.diagnostics import Diagnostic, PublishError
from tests.support.cluster_books import KINDS, make_books
from tests.support.dask_cluster import DaskCluster, WorkerProcess, make_certificates
from tests.support.processes import ROOT, wait_until

SHORT = Timeouts(silence=3.0)
PUBLISH = (sys.executable, "-m", "publish")


def plan_all(root: Path) -> list[Artifact]:
    workspace = find_workspace(root)
    names = workspace.book_names()
    return [artifact for name in names for artifact in plan(open_book(name, workspace))]


class ClusterBuild:
    """A build of all books of a workspace on a cluster."""

    def __init__(
        self,
        cluster: DaskCluster,
        root: Path,
        timeouts: Timeouts = SHORT,
        certificates: Certificates | None = None,
    ) -> None:
        self.root = root
        self.messages: list[Diagnostic] = []
        jobs = plan_jobs(plan_all(root), force=False, strict=False)
        self.results = make_on_cluster(
            [job for job in jobs if isinstance(job, BookJob)],
            Cluster(cluster.address, certificates or cluster.certificates, timeouts=timeouts),
            OrderOptions(Request()),
            self.messages.append,
        )

    def run(self) -> list[Result]:
        return list(self.results)

    def run_meanwhile(self) -> threading.Thread:
        """Start the build in a thread, which ends with it."""
        thread = threading.Thread(target=self.run)
        thread.start()
        return thread

    @property
    def files(self) -> dict[str, bytes]:
        """The files that were made."""
        return _read_files(self.root)

    @property
    def local_files(self) -> dict[str, bytes]:
        """The files that a build on one machine makes, in a copy of the workspace."""
        copy = self.root.with_name("copy")
        shutil.copytree(self.root, copy, ignore=shutil.ignore_patterns("output"))
        list(make_all(plan_all(copy), jobs=1))
        return _read_files(copy)

    @property
    def stale(self) -> set[str]:
        """The names of the books that a build on one machine would make again."""
        return {each.book.name for each in plan_all(self.root) if find_fresh(each) is None}


def _read_files(root: Path) -> dict[str, bytes]:
    output = root / "output"
    paths = (path for path in output.glob("*/*") if not path.parent.name.startswith("."))
    return {str(path.relative_to(output)): path.read_bytes() for path in paths}


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[DaskCluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    processes = DaskCluster(folder)
    yield processes
    processes.close()


@pytest.fixture
def workers(cluster: DaskCluster) -> tuple[WorkerProcess, WorkerProcess]:
    return cluster.add_worker(), cluster.add_worker()


def make_other_version(folder: Path) -> dict[str, str]:
    """Copy this program with one change; return the variables of a process that runs the copy."""
    shutil.copytree(
        ROOT / "publish", folder / "publish", ignore=shutil.ignore_patterns("__pycache__")
    )
    (folder / "styles").symlink_to(ROOT / "styles")
    with (folder / "publish/artifacts/make.py").open("a") as module:
        module.write("# changed\n")
    return {"PYTHONPATH": str(folder)}


def begin_to_work(workers: tuple[WorkerProcess, ...]) -> WorkerProcess:
    """Wait until a worker has the texts of a book; return it."""
    wait_until(lambda: any(worker.texts for worker in workers))
    return next(worker for worker in workers if worker.texts)


@pytest.mark.thorough
def test_workers_make_the_files_of_a_local_build_and_one_of_another_version_none(
    tmp_path, cluster, workers
):
    other = cluster.add_worker(make_other_version(tmp_path / "other"))
    build = ClusterBuild(cluster, make_books(tmp_path / "books", *KINDS, copies=4))
    statuses = {result.path.name: result.status for result in build.run()}
    failures = [name for name, status in statuses.items() if status is Status.FAILED]
    assert sorted(failures) == ["faulty.epub", "faulty.pdf"]
    assert build.files == build.local_files
    assert build.stale == {"faulty"}
    assert [worker.folders + worker.children for worker in workers] == [[], []]
    (message,) = (each.message for each in build.messages if each.code == "J04")
    assert "is left out: publish 0." in message
    assert f":{other.port} " in message


@pytest.mark.thorough
def test_the_books_of_a_worker_that_is_killed_are_made_by_the_other(tmp_path, cluster, workers):
    build = ClusterBuild(cluster, make_books(tmp_path / "books", "plain", copies=5))
    making = build.run_meanwhile()
    begin_to_work(workers).kill()
    making.join()
    assert build.stale == set()
    assert build.files == build.local_files


@pytest.mark.thorough
def test_the_books_of_a_worker_that_is_stopped_are_made_by_the_other(tmp_path, cluster, workers):
    build = ClusterBuild(cluster, make_books(tmp_path / "books", "plain", copies=5))
    making = build.run_meanwhile()
    begin_to_work(workers).stop()
    making.join()  # with the worker still stopped
    assert build.stale == set()
    assert build.files == build.local_files


@pytest.mark.thorough
def test_a_build_ends_with_the_reason_when_its_scheduler_is_killed(tmp_path, cluster):
    cluster.add_worker()
    build = ClusterBuild(cluster, make_books(tmp_path / "books", "plain", copies=5))
    first = next(build.results)
    cluster.kill_scheduler()
    with pytest.raises(PublishError, match="the scheduler answers no longer"):
        list(build.results)
    assert find_fresh(first.artifact)


@pytest.mark.slow
def test_a_scheduler_of_another_authority_is_refused_with_the_reason(tmp_path, cluster):
    others = make_certificates(tmp_path / "others")
    build = ClusterBuild(cluster, make_books(tmp_path / "books", "plain"), certificates=others)
    with pytest.raises(PublishError, match="certificate verify failed"):
        list(build.results)


@pytest.mark.long
def test_a_worker_that_is_stopped_for_a_minute_costs_no_book_and_keeps_nothing(
    tmp_path, cluster, workers
):
    root = make_books(tmp_path / "books", "plain", copies=5)
    build = ClusterBuild(cluster, root, Timeouts())
    making = build.run_meanwhile()
    worker = begin_to_work(workers)
    worker.stop()
    threading.Timer(60.0, worker.go_on).start()
    making.join()
    assert build.stale == set()
    assert build.files == build.local_files
    wait_until(lambda: not worker.folders)
    assert worker.children == []


def start_command(root: Path, temporary: Path, *words: object) -> subprocess.Popen[bytes]:
    """Start a build on a cluster by the command, in a session of its own."""
    temporary.mkdir()
    return subprocess.Popen(
        [*PUBLISH, "build", *map(str, words)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def interrupt(command: subprocess.Popen[bytes]) -> bytes:
    """Send Ctrl-C to the session of a command, as a terminal does; return its messages."""
    os.killpg(command.pid, signal.SIGINT)
    _, messages = command.communicate()
    return messages


def list_processes(*choice: str) -> list[str]:
    """Return the processes that ``pgrep`` finds."""
    listed = subprocess.run(["pgrep", *choice], capture_output=True, text=True, check=False)
    return listed.stdout.split()


@pytest.mark.thorough
def test_an_interrupted_build_leaves_nothing_on_the_workers(tmp_path, cluster, workers):
    root = make_books(tmp_path / "books", "plain", copies=5)
    files = cluster.certificates
    words = ("--cluster-ca", files.authority, "--cluster-cert", files.certificate)
    words = ("--cluster", cluster.address, *words, "--cluster-key", files.key)
    command = start_command(root, tmp_path / "temporary", *words)
    begin_to_work(workers)
    assert b"Traceback" not in interrupt(command)
    assert command.returncode == 1
    wait_until(lambda: not any(worker.folders or worker.children for worker in workers))
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.thorough
def test_an_interrupted_build_on_a_local_cluster_leaves_no_process_and_no_folder(tmp_path):
    root, temporary = make_books(tmp_path / "books", "plain", copies=5), tmp_path / "temporary"
    command = start_command(root, temporary, "--cluster", "local")
    wait_until(lambda: any(temporary.glob("publish-worker-*/process-*/workspace/sources/*")))
    assert b"Traceback" not in interrupt(command)
    assert command.returncode == 1
    assert list(temporary.iterdir()) == []
    wait_until(lambda: not list_processes("-s", str(command.pid)))
    assert list_processes("-f", str(temporary)) == []
