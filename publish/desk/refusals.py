"""Refusals: requests that are not done, with the reason and the next step for the user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from publish.diagnostics import PublishError
from publish.text.dataclass import dataclass


@dataclass(frozen=True)
class Refusal(Exception):  # an answer, no fault of the program
    """The reason why a request is not done; ``status`` is that of HTTP (RFC 9110, 15.5).

    ``facts`` are what the page needs to go on: the text that another program has written.
    """

    status: int
    message: str
    hint: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, error: PublishError, status: int = 422) -> Refusal:
        """Return the refusal of a request that ended in errors; the first of them is told."""
        diagnostic, *_ = error.diagnostics
        return cls(status, diagnostic.message, "\n".join(diagnostic.hints))
