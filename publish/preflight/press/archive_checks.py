"""Checks of a PDF for an archive by the rules of PDF/A (ISO 19005)."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics import Severity
from publish.diagnostics.rules import preflight_files as rules
from publish.preflight.archive_rules import PARTS, find_archive_faults
from publish.preflight.press.demands import Demands
from publish.preflight.press.finding import Finding


def check_archive_rules(data: bytes, demands: Demands) -> Iterator[Finding]:
    """Yield what breaks the part of PDF/A that the profile asks for, or that the file claims."""
    variant = demands.profile.variant
    name = str(variant) if variant.is_for_archive else demands.claims.archive
    if not name:
        return
    part = name.removeprefix("PDF/A-")[:1]
    if part not in PARTS:
        fact = f"the rules of {name} are not known here: veraPDF checks them"
        yield Finding(rules.ARCHIVE_UNCHECKED, Severity.INFO, fact)
        return
    for fault in find_archive_faults(data, part):
        if fault.is_proved:
            yield Finding(rules.ARCHIVE_RULE, demands.standard, fault.fact, fault.page)
        else:
            yield Finding(rules.ARCHIVE_UNCHECKED, Severity.INFO, fault.fact, fault.page)
