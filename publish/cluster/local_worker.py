"""The worker of a cluster of one machine: Ctrl-C is for the client, which then ends it."""

from __future__ import annotations

import logging
import signal

LOGGERS = ("distributed", "distributed.client")
"""The loggers to which the configuration of Dask gives levels."""

SILENCE = logging.CRITICAL + 1


def dask_setup(_worker: object) -> None:
    """Prepare the process of a worker; Dask calls it by this name.

    https://distributed.dask.org/en/stable/customize-initialization.html
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in LOGGERS:
        logging.getLogger(name).setLevel(SILENCE)
