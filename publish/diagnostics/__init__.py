"""Diagnostics: messages with a code, a place and hints, and the rules behind the codes."""

from publish.diagnostics.diagnostic import (
    TRACKER,
    Confidence,
    Diagnostic,
    Diagnostics,
    Effect,
    Example,
    Fix,
    Outcome,
    PublishError,
    Rule,
    Severity,
    Verdicts,
    stops,
    worst,
)

__all__ = [
    "TRACKER",
    "Confidence",
    "Diagnostic",
    "Diagnostics",
    "Effect",
    "Example",
    "Fix",
    "Outcome",
    "PublishError",
    "Rule",
    "Severity",
    "Verdicts",
    "stops",
    "worst",
]
