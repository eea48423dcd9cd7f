"""The command ``publish``, and ``python -m publish``: the command line in a process of its own."""

from __future__ import annotations

import gc

# Nodes are many, small and never in cycles: with the usual thresholds the garbage collector takes
# a fifth of the time of `publish check`.
gc.set_threshold(200_000, 50, 50)

from publish.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
