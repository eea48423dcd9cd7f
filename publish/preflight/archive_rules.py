"""The rules of PDF/A-1b, 2b and 3b (ISO 19005), by the validator of pikepdf.

The validator knows no other level and no extension of the metadata; ``preflight.archive`` checks
these for files of this program.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

PARTS = frozenset("123")
"""The parts of ISO 19005 whose rules are known."""

_OF_METADATA = ("6.6.2.3.1-1", "6.6.4-3", "6.7.9-1", "6.7.11-3")
"""Rules about the level and the schemas of metadata (ISO 19005-2 and -3, then ISO 19005-1)."""

_PAGE = re.compile(r"obj ([0-9]+) 0 \(Page\)")


class ArchiveFault(NamedTuple):
    """A rule that a file breaks, or, where ``is_proved`` is false, that cannot be judged.

    ``page`` is 0 for the file.
    """

    fact: str
    page: int
    rule: str
    is_proved: bool


def find_archive_faults(data: bytes, part: str) -> Iterator[ArchiveFault]:
    """Yield what breaks the rules of a part of ISO 19005 in a PDF."""
    import pikepdf
    from pikepdf import pdfa

    report = pdfa.validate_written(io.BytesIO(data), f"{part}b")
    findings = [each for each in report.findings if not each.rule.endswith(_OF_METADATA)]
    if not findings:
        return
    with pikepdf.open(io.BytesIO(data)) as file:
        pages = {str(page.objgen[0]): number for number, page in enumerate(file.pages, start=1)}
    for finding in findings:
        place = _PAGE.match(finding.where)
        page = pages.get(place[1], 0) if place else 0
        where = "" if page else f" ({finding.where})"
        is_proved = finding.kind == "violation"
        yield ArchiveFault(f"{finding.message}{where}", page, finding.rule, is_proved)
