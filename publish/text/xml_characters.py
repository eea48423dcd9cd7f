"""The characters that XML cannot contain."""

from __future__ import annotations

import re

NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that is not a Char of XML 1.0: https://www.w3.org/TR/xml/#charsets."""
