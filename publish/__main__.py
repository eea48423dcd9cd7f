"""The command ``publish``, and ``python -m publish``: the command line in a process of its own."""

from __future__ import annotations

import gc

from publish import precompiled

# Nodes are small, many, and never in cycles: left alone, the collector spends a fifth of the time
# of `check` on looking through them for nothing.
gc.set_threshold(200_000, 50, 50)
# Before all that has patterns or dataclasses.
precompiled.install()

from publish.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
