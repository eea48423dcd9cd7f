"""Texts as Google Docs and Word export them as web pages, a paragraph for each line."""

from __future__ import annotations

import random
import re
import textwrap
from html import escape

_HEBREW = re.compile("[\u0590-\u05ff]")
_RUNS = re.compile("[\u0590-\u05ff][\u0590-\u05ff .,:;!?()\"'-]*|[^\u0590-\u05ff]+")

_GOOGLE_HEAD = (
    '<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">'
    '<style type="text/css">@import url(https://themes.googleusercontent.com/fonts/css?kit=fpjTOV);'
    "ol{margin:0;padding:0}table td,table th{padding:0}"
    ".c1{color:#000000;font-weight:400;text-decoration:none;vertical-align:baseline;font-size:11pt;"
    'font-family:"Arial";font-style:normal}'
    ".c0{padding-top:0pt;padding-bottom:0pt;line-height:1.15;orphans:2;widows:2;text-align:left}"
    ".c3{padding-top:0pt;padding-bottom:0pt;line-height:1.15;orphans:2;widows:2;text-align:right}"
    ".c2{height:11pt}.c4{background-color:#ffffff;max-width:451.4pt;padding:72pt 72pt 72pt 72pt}"
    ".title{padding-top:0pt;color:#000000;font-size:26pt;padding-bottom:3pt;"
    'font-family:"Arial";line-height:1.15}li{color:#000000;font-size:11pt;font-family:"Arial"}'
    'p{margin:0;color:#000000;font-size:11pt;font-family:"Arial"}'
    '</style></head><body class="c4 doc-content">'
)


def save_as_google_docs(text: str) -> str:
    """Return the page that Google Docs exports of a document into which a text was typed."""
    chance = random.Random(len(text))
    lines = text.rstrip("\n").split("\n")
    return f"{_GOOGLE_HEAD}{''.join(_google_line(line, chance) for line in lines)}</body></html>"


def _google_line(line: str, chance: random.Random) -> str:
    if not line.strip():
        return '<p class="c0 c2"><span class="c1"></span></p>'
    opening = '<p class="c3" dir="rtl">' if _HEBREW.search(line) else '<p class="c0">'
    cut = chance.randrange(len(line)) if chance.random() < 0.4 else 0
    spans = (f'<span class="c1">{_google_text(each)}</span>' for each in (line[:cut], line[cut:]))
    return f"{opening}{''.join(spans)}</p>"


def _google_text(text: str) -> str:
    """Return characters with references for no-break spaces, for tabs, and between spaces."""
    text = escape(text, quote=False).replace('"', "&quot;").replace("'", "&#39;")
    text = text.replace("\u00a0", "&nbsp;").replace("\v", "<br>")
    text = re.sub("  +", lambda match: ("&nbsp; " * len(match[0]))[: 7 * len(match[0]) // 2], text)
    return text.replace("\t", "&nbsp; &nbsp; &nbsp; &nbsp; ")


_WORD_HEAD = """<html>

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15 (filtered)">
<style>
<!--
 /* Font Definitions */
 @font-face
	{font-family:David;
	panose-1:2 14 5 2 6 4 1 1 1 1;}
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{margin-top:0in;
	margin-right:0in;
	margin-bottom:8.0pt;
	margin-left:0in;
	line-height:107%;
	font-size:11.0pt;
	font-family:"Calibri",sans-serif;}
.MsoChpDefault
	{font-size:10.0pt;}
 /* Page Definitions */
 @page WordSection1
	{size:595.3pt 841.9pt;
	margin:72.0pt 90.0pt 72.0pt 90.0pt;}
div.WordSection1
	{page:WordSection1;}
-->
</style>

</head>

<body lang=EN-US style='word-wrap:break-word'>

<div class=WordSection1 dir=RTL>

"""
_RTL = "<p class=MsoNormal dir=RTL style='text-align:right;direction:rtl;unicode-bidi:embed'>"
_LTR = "<p class=MsoNormal>"


def save_as_word_page(text: str) -> str:
    """Return the page that Word saves of a document into which a text was typed, filtered."""
    lines = "\n\n".join(map(_word_line, text.rstrip("\n").split("\n")))
    return f"{_WORD_HEAD}{lines}\n\n</div>\n\n</body>\n\n</html>\n"


def _word_line(line: str) -> str:
    opening = _RTL if _HEBREW.search(line) else _LTR
    if not line.strip():
        return f"{opening}&nbsp;</p>"
    content = "".join(_word_run(each[0]) for each in _RUNS.finditer(line))
    return "\n".join(
        textwrap.wrap(
            f"{opening}{content}</p>",
            76,
            break_long_words=False,
            break_on_hyphens=False,
            replace_whitespace=False,
        )
    )


def _word_run(text: str) -> str:
    shown = escape(text, quote=False).replace("\u00a0", "&nbsp;").replace("\v", "<br>\n")
    shown = shown.replace("\t", f"{'&nbsp;' * 10} ")
    if _HEBREW.search(text):
        return f"<span lang=HE style='font-family:\"David\",sans-serif'>{shown}</span>"
    return f"<span dir=LTR></span><span dir=LTR>{shown}</span>"
