"""Handouts of 8 pages on a Dask cluster of processes of this machine, beside a build without it.

Processor time tells what machines of one's own would take: that of workers divides by their
number, and that of the client and of the scheduler does not.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import books
import psutil
from common import ROOT, Cost, make_parser, measure, replace_tables

# Beside the benchmarks, as in the tests.
sys.path.insert(0, str(ROOT))

from publish.artifacts.plan import Request, plan
from publish.cluster.messages import pack
from publish.cluster.order_writing import OrderOptions, write_order
from publish.config import find_workspace, open_book
from tests.support.dask_cluster import DaskCluster

BUILD = (sys.executable, "-m", "publish", "build")


@dataclass(frozen=True)
class Shares:
    """The processor time of each part of a build on a cluster, in seconds."""

    client: Cost
    scheduler: float
    workers: float


def measure_cluster(workspace: Path, cluster: DaskCluster) -> Shares:
    """Return the costs of a build on a cluster whose workers have made a book before."""
    files = cluster.certificates
    names = {"ca": files.authority, "cert": files.certificate, "key": files.key}
    options = [str(word) for name in names for word in (f"--cluster-{name}", names[name])]
    command = (*BUILD, "--cluster", cluster.address, *options)
    before = [cpu_of(pid) for pid in cluster.processes]
    client, _ = measure(command, workspace)
    scheduler, *workers = (
        cpu_of(pid) - earlier for pid, earlier in zip(cluster.processes, before, strict=True)
    )
    return Shares(client, scheduler, sum(workers))


def cpu_of(pid: int) -> float:
    """Return the processor time of a process and of the child processes that have ended."""
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system + times.children_user + times.children_system


def size_of_orders(workspace: Path, sample: int) -> float:
    """Return the bytes of an order, on average of some books."""
    opened = find_workspace(workspace)
    names = opened.book_names()[:sample]
    orders = (write_order(plan(open_book(name, opened)), OrderOptions(Request())) for name in names)
    return sum(len(pack(order)) for order in orders) / len(names)


def size_of_files(workspace: Path, count: int) -> float:
    """Return the bytes of the files of a book, on average."""
    files = (path for path in (workspace / "output").glob("*/*") if path.parent.name[0] != ".")
    return sum(path.stat().st_size for path in files) / count


def main() -> int:
    """Measure, print the table and write it if asked."""
    parser = make_parser(__doc__, rounds=1)
    parser.add_argument("--books", type=int, default=40, help="the handouts (default: 40)")
    parser.add_argument("--workers", type=int, default=2, help="the workers (default: 2)")
    options = parser.parse_args()
    count = options.books
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace = folder / "workspace"
        handouts = {f"handout-{number:05}": books.make_handout(number) for number in range(count)}
        books.write_workspace(handouts, workspace)
        (workspace / "publish.toml").write_text('formats = ["pdf", "epub"]\n')
        sent = size_of_orders(workspace, 10)
        measure((*BUILD, next(iter(handouts))), workspace)  # Python compiles all modules
        cluster = DaskCluster(folder)
        try:
            for _ in range(options.workers):
                cluster.add_worker()
            rows = []
            for _ in range(options.rounds):
                shutil.rmtree(workspace / "output")
                here, _ = measure((*BUILD, "-j", str(options.workers)), workspace)
                shutil.rmtree(workspace / "output")
                shares = measure_cluster(workspace, cluster)
                rows.append((here, shares))
        finally:
            cluster.close()
        received = size_of_files(workspace, count)
    table = format_table(rows, count, options.workers, sent, received)
    print(table)
    if options.write:
        replace_tables(table, "cluster", options.write)
    return 0


def format_table(
    rounds: list[tuple[Cost, Shares]], count: int, workers: int, sent: float, received: float
) -> str:
    """Return the means of the rounds, for each book, as a Markdown table."""
    milliseconds = 1000 / count / len(rounds)
    here = sum(cost.cpu for cost, _ in rounds) * milliseconds
    client = sum(shares.client.cpu for _, shares in rounds) * milliseconds
    scheduler = sum(shares.scheduler for _, shares in rounds) * milliseconds
    of_workers = sum(shares.workers for _, shares in rounds) * milliseconds
    memory = max(shares.client.memory for _, shares in rounds)
    wall_here = sum(cost.wall for cost, _ in rounds) * milliseconds
    wall = sum(shares.client.wall for _, shares in rounds) * milliseconds
    return "\n".join(
        (
            f"| {count:,} handouts, PDF and EPUB; {workers} workers | CPU ms a book | wall ms |",
            "|---|---|---|",
            f"| `publish build -j {workers}` | {here:.0f} | {wall_here:.0f} |",
            f"| `publish build --cluster`: client ({memory:.0f} MB) | {client:.0f} | {wall:.0f} |",
            f"| scheduler | {scheduler:.0f} | |",
            f"| workers | {of_workers:.0f} | |",
            f"| books an hour of a processor of a worker: {3.6e6 / of_workers:,.0f} | | |",
            f"| kB of an order: {sent / 1000:.1f}; of the files: {received / 1000:.0f} | | |",
        )
    )


if __name__ == "__main__":
    sys.exit(main())
