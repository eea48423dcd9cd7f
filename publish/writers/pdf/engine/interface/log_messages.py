"""Messages that WeasyPrint logs, collected without a change to the host's handlers."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGER = "weasyprint"


class Messages(logging.Filter):
    """Warnings and errors of one thread, withheld from every handler; others pass."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: list[str] = []
        self._thread = threading.get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        """Collect a record of this thread and withhold it."""
        if record.thread != self._thread:
            return True
        if record.levelno >= logging.WARNING:
            self._texts.append(record.getMessage())
            _total.count = total() + 1
        return False

    @property
    def texts(self) -> tuple[str, ...]:
        """The messages so far, each once, in the order in which they were first logged."""
        return tuple(dict.fromkeys(self._texts))


_total = threading.local()


def total() -> int:
    """Return how many messages this thread has collected since it started."""
    count: int = getattr(_total, "count", 0)
    return count


@contextmanager
def collect() -> Iterator[Messages]:
    """Collect the messages that this thread logs through WeasyPrint while the block runs.

    A filter is added to the logger ``weasyprint`` and removed again; handlers and propagation stay
    as they are.  A level above WARNING is lowered meanwhile: diagnostics must not depend on how the
    host configures its logging.
    """
    logger = logging.getLogger(_LOGGER)
    messages = Messages()
    level = logger.level
    if logger.getEffectiveLevel() > logging.WARNING:
        logger.setLevel(logging.WARNING)
    logger.addFilter(messages)
    try:
        yield messages
    finally:
        logger.removeFilter(messages)
        logger.setLevel(level)
