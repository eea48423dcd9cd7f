"""``publish preview`` with a clock at each stage: ``desk_stages.py LOG ARGUMENT…``.

Each stage that ends is a line of JSON in the file LOG: its name, its beginning and its end in
seconds of the clock that a browser shows, and the CPU seconds of the thread that did it.
"""

from __future__ import annotations

import inspect
import json
import os
import sys
import time
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

STAGES = {
    "save noticed": ("publish.desk.session", "Session.notice_save"),
    "watched paths": ("publish.artifacts.watch", "_find_watched_paths_again"),
    "texts": ("publish.pipeline.incremental", "read_by_chapters"),
    "passes": ("publish.pipeline.incremental", "_run_phases"),
    "parts": ("publish.writers.pdf.document", "write_document"),
    "layout": ("publish.writers.pdf.book_layouts", "number_pages"),
    "PDF file": ("publish.writers.pdf.document", "write_pdf_file"),
    "checks": ("publish.preflight.pdf", "check_pdf"),
    "digests of pages": ("publish.writers.pdf.layout.page_faces", "list_faces"),
    "view": ("publish.desk.session", "Session._make"),
    "event": ("publish.desk.events", "EventHub.announce"),
    "answer": ("publish.desk.book_answers", "describe_view"),
    "picture": ("publish.desk.page_pictures", "PagePainter.paint"),
}
"""The function of each stage: its module and its name."""

INSIDE = {
    "passes": "texts",
    "layout": "parts",
    "PDF file": "parts",
    "texts": "view",
    "parts": "view",
    "checks": "view",
    "digests of pages": "view",
    "event": "view",
}
"""Stages that are a part of another one, whose own time is without theirs."""


def main() -> None:
    """Run the command with its clocks."""
    log, *arguments = sys.argv[1:]
    clocks = _Clocks(Path(log))
    for stage, (module, name) in STAGES.items():
        clocks.add(stage, module, name)
    sys.argv = ["publish", *arguments]
    from publish.__main__ import main as run

    run()


class _Clocks:
    def __init__(self, log: Path) -> None:
        self._descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def add(self, stage: str, module: str, name: str) -> None:
        """Replace a function by one that writes when it ends, and what it cost."""
        owner: Any = import_module(module)
        *path, name = name.split(".")
        for each in path:
            owner = getattr(owner, each)
        function: Callable[..., Any] = getattr(owner, name)

        @wraps(function)
        def run_and_write(*args: Any, **options: Any) -> Any:
            start, cpu = time.time(), time.thread_time()
            try:
                return function(*args, **options)
            finally:
                self._write(stage, start, time.thread_time() - cpu)

        @wraps(function)
        async def run_and_write_later(*args: Any, **options: Any) -> Any:
            start = time.time()
            try:
                return await function(*args, **options)
            finally:
                self._write(stage, start, 0.0)

        setattr(
            owner,
            name,
            run_and_write_later if inspect.iscoroutinefunction(function) else run_and_write,
        )

    def _write(self, stage: str, start: float, cpu: float) -> None:
        line = json.dumps([stage, start, time.time(), cpu])
        os.write(self._descriptor, f"{line}\n".encode())


if __name__ == "__main__":
    main()
