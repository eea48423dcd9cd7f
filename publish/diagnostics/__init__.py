"""Diagnostics: messages with a code, a place and hints, and the rules behind the codes."""

from publish.diagnostics.diagnostic import (
    Confidence,
    Diagnostic,
    Diagnostics,
    Fix,
    Outcome,
    PublishError,
    Rule,
    Severity,
    Tells,
    Verdicts,
    worst,
)

__all__ = [
    "Confidence",
    "Diagnostic",
    "Diagnostics",
    "Fix",
    "Outcome",
    "PublishError",
    "Rule",
    "Severity",
    "Tells",
    "Verdicts",
    "worst",
]
