"""The places of a table and of its keys in a TOML file."""

from __future__ import annotations

import re

from publish.config.toml_file import find_key, key_span
from publish.text.dataclass import dataclass
from publish.text.source import Source, Span


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table of a TOML file: its name, and its index where several have this name."""

    source: Source
    name: str
    index: int = 0

    @property
    def span(self) -> Span:
        """The span of its header."""
        header = self._header()
        if header is None:
            return key_span(self.source, self.name.partition(".")[0])
        return Span(self.source.file, header.start("name"), header.end("name"))

    def span_of(self, key: str) -> Span:
        """Return the span of one of its keys."""
        header = self._header()
        if header is None:
            return self.span
        following = re.compile(r"^[ \t]*\[", re.MULTILINE).search(self.source.text, header.end())
        end = following.start() if following else len(self.source.text)
        return find_key(self.source, key, header.end(), end) or self.span

    def _header(self) -> re.Match[str] | None:
        parts = (rf"[\"']?{re.escape(part)}[\"']?" for part in self.name.split(".", 1))
        name = r"\s*\.\s*".join(parts)
        headers = re.finditer(
            rf"^[ \t]*\[+[ \t]*(?P<name>{name})[ \t]*\]+", self.source.text, re.MULTILINE
        )
        return next((match for n, match in enumerate(headers) if n == self.index), None)
