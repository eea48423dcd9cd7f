"""Regular expressions that are compiled when they are first used.

The package has 385 patterns, and a short text needs a third of them: compiling the others took 7 %
of the first build of a handout.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class LatePattern:
    """A stand-in for a compiled pattern: each attribute is that of the pattern."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def compile(self) -> re.Pattern[Any]:
        """Return the compiled pattern."""
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the compiled pattern, which stays an attribute of this one."""
        value = getattr(self.compile(), name)
        setattr(self, name, value)
        return value


def late_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern that is compiled at its first use.

    Its methods are called as usual; functions of ``re`` do not accept it.
    """
    return cast("re.Pattern[AnyStr]", LatePattern(pattern, flags))
