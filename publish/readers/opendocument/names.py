"""Names of elements and attributes in OpenDocument files (OASIS OpenDocument 1.3, Part 3).

https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part3-schema/
"""

from __future__ import annotations

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"

OFFICE = f"{{{_OASIS}office:1.0}}"
TEXT = f"{{{_OASIS}text:1.0}}"
TABLE = f"{{{_OASIS}table:1.0}}"
STYLE = f"{{{_OASIS}style:1.0}}"
DRAW = f"{{{_OASIS}drawing:1.0}}"
FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
SVG = f"{{{_OASIS}svg-compatible:1.0}}"
FORMS = f"{{{_OASIS}form:1.0}}"
SCRIPT = f"{{{_OASIS}script:1.0}}"
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
LIBRE_OFFICE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
OPEN_OFFICE = "{http://openoffice.org/2004/office}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
HREF = "{http://www.w3.org/1999/xlink}href"

PARAGRAPH = f"{TEXT}p"
HEADING = f"{TEXT}h"
LIST = f"{TEXT}list"
TABLE_ELEMENT = f"{TABLE}table"
NAME = f"{STYLE}name"
STYLE_NAME = f"{TEXT}style-name"

CHANGE_START = f"{TEXT}change-start"
CHANGE_END = f"{TEXT}change-end"
DELETED_HERE = f"{TEXT}change"
CHANGE_MARKS = frozenset({CHANGE_START, CHANGE_END, DELETED_HERE})
COMMENT = f"{OFFICE}annotation"
COMMENT_END = f"{OFFICE}annotation-end"
BINARY_DATA = f"{OFFICE}binary-data"

_LARGEST = 1_000_000


def read_number(text: str | None, default: int) -> int:
    """Return a whole number that is not negative, ``default`` for any other text."""
    text = text or ""
    is_number = text.isascii() and text.isdecimal()
    return min(int(text[:9]), _LARGEST) if is_number else default
