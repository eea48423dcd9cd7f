"""J: builds on a cluster of machines."""

from publish.diagnostics import Rule, Severity

NOT_INSTALLED = Rule(
    "J01",
    "cluster-not-installed",
    Severity.ERROR,
    summary="Building on a cluster needs packages that are not installed.",
    why="The packages of Dask are an extra of publish, because a build on one machine does not use "
    "them.",
    advice="Install the extra in the folder of publish, as docs/cluster.md says. The package "
    "`publish` of PyPI is another program.",
)
UNREACHABLE = Rule(
    "J02",
    "cluster-not-reachable",
    Severity.ERROR,
    summary="The scheduler of the cluster does not answer, or answers no longer.",
    why="Books are handed to workers by a scheduler. What was finished before is in its place and "
    "is not made again.",
    advice="Look whether the scheduler runs, whether its port is open to this machine, and whether "
    "the certificates are of the same authority. Then run the command again.",
)
CERTIFICATES_MISSING = Rule(
    "J03",
    "certificates-missing",
    Severity.ERROR,
    summary="A scheduler under TLS is named without the certificates for it.",
    why="Scheduler, workers and clients prove to each other by certificates of one authority that "
    "they belong together.",
    advice="Name the files with --cluster-ca, --cluster-cert and --cluster-key, or in the "
    "configuration of Dask under distributed.comm.tls.",
)
WORKER_DIFFERS = Rule(
    "J04",
    "worker-differs",
    Severity.WARNING,
    summary="A worker with other programs than this machine is left out.",
    why="Another version of a program or of a font can break lines and pages in other places, and "
    "a book would depend on the machine that made it.",
    advice="Install the same versions on all machines, at best from one image of a container; the "
    "message names what differs.",
)
SCHEDULER_DIFFERS = Rule(
    "J05",
    "scheduler-differs",
    Severity.ERROR,
    summary="The scheduler has another version of Python or of Dask than this machine.",
    why="Dask promises to work among equal versions alone.",
    advice="Install the same versions on all machines, at best from one image of a container.",
)
NO_WORKERS = Rule(
    "J06",
    "no-workers",
    Severity.ERROR,
    summary="The cluster has no worker that could make books.",
    why="No worker is connected to the scheduler, none answers, or all have other programs. What "
    "was finished before is in its place and is not made again.",
    advice="Start workers with `dask worker`, or correct what the messages about them say.",
)
BOOK_NOT_MADE = Rule(
    "J07",
    "book-not-made-by-workers",
    Severity.ERROR,
    summary="Several workers could not make a book, and it is not tried again.",
    why="A worker may end for a reason of its own, so that a book is tried on others. After three "
    "tries the book itself is the likely reason.",
    advice="Build it alone on one machine, where its own messages are shown: `publish build BOOK`.",
)
MADE_HERE = Rule(
    "J08",
    "made-on-own-machine",
    Severity.INFO,
    summary="A book cannot be sent to workers and is made on this machine.",
    why="Workers get the files of the workspace alone. A book that names files of other places is "
    "made where these are.",
    advice="Put the files into the workspace.",
)

ALL = (
    NOT_INSTALLED,
    UNREACHABLE,
    CERTIFICATES_MISSING,
    WORKER_DIFFERS,
    SCHEDULER_DIFFERS,
    NO_WORKERS,
    BOOK_NOT_MADE,
    MADE_HERE,
)
