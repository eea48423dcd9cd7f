"""Pastes as the web pages from which they could come: chrome, an article, a style block, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

_HEAD = """<!DOCTYPE html>
<!-- saved from url=(0042)https://library.example.org/texts/12345 -->
<html lang="en"><head><meta charset="utf-8">
<title>{title} - The Library</title>
<link rel="stylesheet" href="page_files/site.css">
<style type="text/css">
/* the looks of the site */
@import url("https://fonts.example.org/css?family=David");
.c0{{margin:0 0 1em 0}} p.c1{{font-weight:400;text-align:justify}} .c2{{font-style:normal}}
@media print {{ .content {{ display: none }} }}
.screen-reader-text{{display:none}}
</style>
<script>window.dataLayer = []; if (1 < 2) {{ gtag("<p>not text</p>"); }}</script>
</head>
<body class="single postid-12345 with-sidebar">
<a class="skip-link screen-reader-text" href="#content">Skip to the content</a>
<div id="cookie-notice" role="dialog"><p>We use 3 cookies.</p><button>Accept</button></div>
<header id="masthead"><a href="/"><img src="page_files/logo.png" alt="The Library"></a>
<nav><ul><li><a href="/">Home</a><li><a href="/texts">Texts 1-100</a><li>
<a href="/he">עברית</a></ul></nav>
<form role="search"><input type="search" name="q"><button>Search</button></form></header>
<div class="wrap"><ol class="breadcrumbs"><li>{crumbs}</li></ol>
<main id="content"><article class="post">
"""
_FOOT = """
<div class="sharedaddy"><h3>Share this:</h3>
<ul><li><a href="https://x.example">X (opens in 1)</a></ul></div>
</article>
<section id="comments" class="comments-area"><h2>2 thoughts on this text</h2>
<ol class="commentlist"><li><p>Reader: A good text!</p><li><p>קורא: תודה רבה</p></ol>
<div id="respond"><form><textarea name="comment">Write here</textarea></form></div></section>
</main>
<aside class="sidebar"><h2>Recent texts</h2><ul><li><a href="/1">Another text</a></ul></aside></div>
<footer><p>© 2024 The Library. All rights reserved.</p></footer>
<noscript>Turn scripts on.</noscript><script src="page_files/a.js"></script>
</body></html>
"""
_CALL = re.compile(r"\[(\d+)\]")
_BODY = re.compile(r"\[(\d+)\] (.*)")
_CHROME = re.compile(r"<- .*|.* ->|.* / ?$")


def save_as_page(text: str, title: str = "", above: int = 0) -> str:
    """Return a paste as a saved page; lines of chrome at its beginning are in the head of the page.

    So are as many lines as are ``above`` the article.  The line that is the title is its heading.
    Lines that follow one another are one paragraph with breaks, lines with tabs a table, and notes
    in brackets are linked both ways.
    """
    lines = text.replace("\r\n", "\n").strip("\n").split("\n")
    crumbs = lines[:above]
    lines = lines[above:]
    while lines and (not lines[0].strip() or _CHROME.match(lines[0])):
        crumbs.append(lines.pop(0))
    bodies = {match[1] for line in lines if (match := _BODY.fullmatch(line))}
    called = {number for line in lines if not _BODY.match(line) for number in _CALL.findall(line)}
    numbers = bodies & called
    head = _HEAD.format(title=escape(title or lines[0].strip()), crumbs=escape(" ".join(crumbs)))
    return head + "\n".join(_article(lines, title, numbers)) + _FOOT


def _article(lines: list[str], title: str, numbers: set[str]) -> Iterator[str]:
    for is_blank, group in groupby(lines, key=lambda line: not line.strip()):
        own = list(group)
        if is_blank:
            yield from ["<p>&nbsp;</p>"] * (len(own) - 1)
        elif own == [title]:
            yield f'<h1 class="entry-title">{_inline(own[0], numbers)}</h1>'
        elif all(_begins_with_cell(line) for line in own):
            rows = ("".join(f"<td>{_inline(c, numbers)}" for c in line.split("\t")) for line in own)
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        elif any(_is_note(line, numbers) for line in own):
            yield '<div class="footnotes"><hr>'
            yield from (_note(each, numbers) for each in own)
            yield "</div>"
        else:
            body = "<br>\n".join(_inline(line, numbers) for line in own)
            yield f'<p class="c1"><span class="c2">{body}</span></p>'


def _begins_with_cell(line: str) -> bool:
    cell, tab, _ = line.partition("\t")
    return bool(tab) and any(map(str.isalnum, cell))


def _is_note(line: str, numbers: set[str]) -> bool:
    match = _BODY.fullmatch(line)
    return match is not None and match[1] in numbers


def _note(line: str, numbers: set[str]) -> str:
    match = _BODY.fullmatch(line)
    if match is None or match[1] not in numbers:
        return f"<p>{_inline(line, numbers)}</p>"
    return (
        f'<p id="fn{match[1]}"><a href="#fnref{match[1]}">[{match[1]}]</a> {escape(match[2])}</p>'
    )


def _inline(line: str, numbers: set[str]) -> str:
    def link(match: re.Match[str]) -> str:
        number = match[1]
        if number not in numbers:
            return match[0]
        return f'<sup id="fnref{number}"><a href="#fn{number}">[{number}]</a></sup>'

    return _CALL.sub(link, escape(line.strip(), quote=False).replace("\u00a0", "&nbsp;"))
