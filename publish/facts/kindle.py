"""Kindles: the languages, contents and sizes of the e-books that they take.

The languages are those of https://kdp.amazon.com/en_US/help/topic/G200673300, as the tool
kindle-epub-fix has them (September 2022).  A book in another one may be refused (E999).
Kindle Publishing Guidelines 2019.2, 5.2: two levels of contents.
Mail: https://www.amazon.co.uk/gp/help/customer/display.html?nodeId=201974220
"""

from __future__ import annotations

KINDLE_LANGUAGES = frozenset(
    "af ar br ca co cy da de en es eu fi fr frr fy ga gd gl gsw gu gv hi is it ja kw lb ml mr nb "
    "nl nn no oc pl pt rm sco stq sv ta zh".split()
)

CONTENTS_LEVELS = 2
"""Levels of contents that Kindles show."""

MOST_BYTES_BY_MAIL = 50_000_000
"""Bytes of the files of one mail to the address of a Kindle."""
