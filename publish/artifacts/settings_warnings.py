"""Warnings about settings that have no effect."""

from __future__ import annotations

from publish.config import Book
from publish.diagnostics import Diagnostics, Severity
from publish.diagnostics.rules import RULES
from publish.diagnostics.rules import settings as rules


def warn_of_errors(book: Book) -> Diagnostics:
    """Return a warning for each error that the settings ignore or change, in vain."""
    verdicts = book.settings.verdicts
    errors = {code for code, severity in verdicts.severity if severity is Severity.ERROR}
    named = {
        "ignore": verdicts.ignore,
        "severity": tuple(code for code, _ in verdicts.severity if code not in errors),
    }
    return tuple(
        rules.ERRORS_STAY.at(
            book.settings.span_of(key),
            f"`{key}` names {code} ({RULES[code].name}), which is an error and stays one",
            f"`publish explain {code}` says what to do about it",
        )
        for key, codes in named.items()
        for code in dict.fromkeys(codes)
        if code in RULES and RULES[code].severity is Severity.ERROR
    )
