"""A small file system of its own, which can be full or read-only. Only root may mount one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class SmallDisk:
    """A file system mounted at a folder."""

    folder: Path

    def make_read_only(self, *, is_read_only: bool = True) -> None:
        """Forbid each change of a file, or allow it again."""
        mode = "ro" if is_read_only else "rw"
        subprocess.run(["mount", "-o", f"remount,{mode}", self.folder], check=True)

    def fill(self) -> None:
        """Fill the disk to its last block."""
        with (self.folder / "filling").open("wb", buffering=0) as stream:
            try:
                while True:
                    stream.write(bytes(4096))
            except OSError:
                pass

    def empty(self) -> None:
        """Make room again."""
        (self.folder / "filling").unlink()


@contextmanager
def mount_small_disk(folder: Path, size: str = "16m") -> Iterator[SmallDisk]:
    """Mount a file system in memory at a new folder; skip the test where that is not allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a file system cannot be mounted here")
    try:
        yield SmallDisk(folder)
    finally:
        # Lazily: a process of this test may still have a file open.
        subprocess.run(["umount", "--lazy", folder], check=True)
