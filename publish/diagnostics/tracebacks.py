"""Exceptions in words and in the log."""

from __future__ import annotations

LOGGER = "publish"
"""The name of the logger of tracebacks."""

_LONGEST = 200
"""The number of characters of an exception's text that a message quotes."""


def log_traceback(message: str, error: BaseException) -> None:
    """Log the traceback of an exception, which ``publish --debug`` prints."""
    import logging

    logging.getLogger(LOGGER).debug(message, exc_info=error)


def describe_exception(error: BaseException) -> str:
    """Return the type and the text of an exception on one line."""
    match error:
        case RecursionError():
            return "something is nested too deeply"
        case _:
            text = " ".join(str(error).split())[:_LONGEST]
            return f"{type(error).__name__}: {text}".removesuffix(": ")
