"""The words that stand over the columns of a text and its translation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.text.patterns import late_pattern

_NAME = late_pattern(
    r"(?:the )?(?:hebrew|english|aramaic|yiddish|french|german|spanish|russian|original|source"
    r"|translation|transliteration|commentary|notes?)(?: (?:text|original|translation|version))?"
    r"|ה?(?:עברית|אנגלית|ארמית|יידיש|מקור|תרגום|תעתיק|פירוש|ביאור|הערות)(?: ל?(?:עברית|אנגלית))?"
    r"|иврит|русский|оригинал|перевод|hebreo|español|traducción|hébreu|français|traduction"
    r"|hebräisch|deutsch|übersetzung",
    re.IGNORECASE,
)


def are_column_names(cells: Iterable[str]) -> bool:
    """Return whether the cells of a row that have words name a text and its translation."""
    words = [bare for cell in cells if (bare := cell.strip(" \n:."))]
    return len(words) > 1 and all(_NAME.fullmatch(each) for each in words)
