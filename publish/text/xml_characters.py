"""The characters that XML cannot contain."""

from __future__ import annotations

import re

# The complement of the few ranges of Char takes a hundred times as long to compile.
NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""A character that is not a Char of XML 1.0: https://www.w3.org/TR/xml/#charsets."""
