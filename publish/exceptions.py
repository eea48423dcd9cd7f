"""Exceptions as diagnostics: errors of the system, and internal errors with a number.

An internal error belongs to the one book in which it happens.  Its number depends on the type of
the exception and on the functions of this package in its traceback, so that two people who meet the
same fault report the same number.  The logger ``publish`` has the traceback at the level DEBUG.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from publish.diagnostics import TRACKER, Diagnostic, Diagnostics, PublishError
from publish.diagnostics.rules.files import FILE_ACCESS, INTERNAL_ERROR
from publish.diagnostics.rules.settings import MEMORY_LIMIT
from publish.diagnostics.tracebacks import LOGGER, describe_exception, log_traceback
from publish.plugins import name_packages, package_hints
from publish.text.source import NOWHERE, Span

_PACKAGE = "publish."


def diagnose(error: Exception, subject: str, span: Span = NOWHERE) -> Diagnostics:
    """Return the diagnostics of any exception; ``subject`` names what failed: ``a.pdf``."""
    match error:
        case _ if _is_of_memory(error):
            return (MEMORY_LIMIT.at(span, f"{subject} failed: memory ran out"),)
        case PublishError():
            return name_packages(error.diagnostics)
        case OSError(filename=str() | bytes() as file) if error.errno:
            return (access_error(error, "read or write", Path(os.fsdecode(file))),)
        case OSError() if error.errno:
            return (FILE_ACCESS.at(span, f"{subject} failed: {_reason(error)}"),)
        case _:
            return (internal_error(error, subject, span),)


def access_error(error: OSError, verb: str, path: Path) -> Diagnostic:
    """Return the diagnostic of an error of the system: ``cannot read a.txt: no such file``."""
    return FILE_ACCESS.anywhere(f"cannot {verb} {path}: {_reason(error)}")


def internal_error(error: Exception, subject: str, span: Span = NOWHERE) -> Diagnostic:
    """Return the diagnostic of an exception that nothing foresees; the traceback is logged."""
    number = report_number(error)
    log_traceback(f"internal error {number}", error)
    return INTERNAL_ERROR.at(
        span,
        f"{subject} failed with internal error {number}: {describe_exception(error)}",
        "this is a fault of publish; other books are made, and the last good file stays",
        f"report the number {number}, with the output of the command after `publish --debug`, "
        f"in {TRACKER}",
        *package_hints(),
    )


def report_number(error: BaseException) -> str:
    """Return six hexadecimal digits that stand for the kind and the place of an exception."""
    kind = type(error)
    frames = dict.fromkeys(_frames(error.__traceback__))  # a recursion counts once
    parts = (f"{kind.__module__}.{kind.__qualname__}", *frames)
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=3).hexdigest()


@contextmanager
def show_tracebacks() -> Iterator[None]:
    """Print the tracebacks of internal errors to standard error."""
    import logging

    logger = logging.getLogger(LOGGER)
    handler = logging.StreamHandler()
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)


def shows_tracebacks() -> bool:
    """Return whether tracebacks of internal errors are printed."""
    import logging

    return logging.getLogger(LOGGER).isEnabledFor(logging.DEBUG)


def _is_of_memory(error: BaseException | None) -> bool:
    """Return whether an exception, or one that it follows from, says that memory ran out."""
    while error is not None:
        if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
            return True
        error = error.__cause__ or error.__context__
    return False


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _frames(traceback: TracebackType | None) -> list[str]:
    """Return the functions of this package in a traceback: ``publish.artifacts.make:make``."""
    names = []
    while traceback is not None:
        frame = traceback.tb_frame
        module = frame.f_globals.get("__name__", "")
        if module.startswith(_PACKAGE):
            names.append(f"{module}:{frame.f_code.co_qualname}")
        traceback = traceback.tb_next
    return names
