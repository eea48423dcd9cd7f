"""The choices of a view as a client sends them."""

from __future__ import annotations

from publish.desk.refusals import Refusal
from publish.text.languages import TAG


def check_languages(languages: str) -> None:
    """Raise Refusal where ``languages`` are no language tags with commas between them."""
    if languages and not all(map(TAG.fullmatch, languages.split(","))):
        raise Refusal(422, f"there are no languages “{languages}”")
