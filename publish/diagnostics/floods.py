"""Floods of diagnostics: those of one rule in one file become one message."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Diagnostics, Rule

FEW = 5
"""The number of diagnostics of one rule in one file up to which each stays a message."""

_KINDS = 4
"""The number of different messages that the one message repeats."""

_HINTS = 3
"""The number of different hints of the one message."""


def sum_up(diagnostics: Iterable[Diagnostic], rules: Mapping[str, Rule]) -> Diagnostics:
    """Return ``diagnostics`` with one for each flood: more than ``FEW`` of a rule in a file.

    Only those of the ``rules`` with a text ``many`` are summed up.  The one message stands where
    the first of them stood; its ``also`` are all other places, and its fixes are those of all.
    """
    diagnostics = tuple(dict.fromkeys(diagnostics))
    groups: dict[tuple[str, str, str], list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        rule = rules.get(diagnostic.code)
        if diagnostic.span.file and rule and rule.many:
            groups[_key(diagnostic)].append(diagnostic)
    floods = {key: group for key, group in groups.items() if len(group) > FEW}
    if not floods:
        return diagnostics
    result: list[Diagnostic] = []
    for diagnostic in diagnostics:
        key = _key(diagnostic)
        if key not in floods:
            result.append(diagnostic)
        elif diagnostic is floods[key][0]:
            result.append(_merge(floods[key], rules[diagnostic.code]))
    return tuple(result)


def _key(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return diagnostic.code, diagnostic.severity, diagnostic.span.file


def _merge(flood: Sequence[Diagnostic], rule: Rule) -> Diagnostic:
    """Return one diagnostic for those of ``rule`` in a file."""
    places = sorted(
        dict.fromkeys(span for diagnostic in flood for span in diagnostic.places),
        key=lambda span: (span.start, span.end),
    )
    counts = Counter(diagnostic.message for diagnostic in flood)
    messages = [message for message, _ in counts.most_common(_KINDS)]
    more = "; …" if len(counts) > _KINDS else ""
    message = rule.many.format(count=f"{len(places):,}", messages="; ".join(messages) + more)
    first, *others = places
    return replace(
        flood[0],
        message=message,
        span=first,
        hints=tuple(dict.fromkeys(hint for each in flood for hint in each.hints))[:_HINTS],
        also=tuple(others),
        fixes=tuple(dict.fromkeys(fix for diagnostic in flood for fix in diagnostic.fixes)),
    )
