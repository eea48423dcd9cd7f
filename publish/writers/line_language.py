"""The language of a line of metadata, such as a publisher or a rights line."""

from __future__ import annotations

from publish.text.languages import language, script_code


def own_language(line: str, lang: str) -> str:
    """Return the language of a line of metadata: ``lang`` unless it is in another script."""
    own = language(line, lang)
    return lang if script_code(own) == script_code(lang) else own
