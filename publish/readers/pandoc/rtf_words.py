"""Control words of Rich Text Format, by what they mean for the words of a text."""

from __future__ import annotations

CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""The code pages of fonts by their ``\\fcharset``."""

ENDS = frozenset({"par", "sect", "page", "line", "cell", "row", "nestcell", "nestrow", "column"})
SPACES = frozenset({"tab", "emspace", "enspace", "qmspace"})
SKIPPED = frozenset(
    {
        *("fonttbl", "colortbl", "stylesheet", "info", "pict", "themedata", "colorschememapping"),
        *("latentstyles", "datastore", "objdata", "listtable", "listoverridetable", "rsidtbl"),
        *(
            "generator",
            "xmlnstbl",
            "nonshppict",
            "listtext",
            "pntext",
            "fldinst",
            "xe",
            "tc",
            "tcn",
        ),
        *("bkmkstart", "bkmkend", "atnid", "atnauthor", "filetbl", "revtbl", "pgdsctbl", "private"),
    }
)
"""Destinations whose words no page shows, or which are labels that a list makes again."""

LEFT_OUT = {
    "annotation": "comments",
    **dict.fromkeys(
        (
            *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
            *("ftnsep", "ftnsepc", "aftnsep", "aftnsepc"),
        ),
        "headers and footers",
    ),
}
SHOWN = frozenset({"footnote", "shptxt", "result", "fldrslt", "dptxbxtext"})
"""Destinations whose words are shown, also within others that are not."""

STORIES = frozenset({"footnote", "shptxt", "dptxbxtext"})
"""Destinations with paragraphs of their own, within the paragraph in which they stand."""

HIDDEN, DELETED = "hidden text", "deleted text"
SKIP = "-"
OTHER_LOOKS = {"ab": "b", "ai": "i"}
"""The looks of Hebrew and Arabic words, which Pandoc does not read, as those of others."""
