"""Texts made to be slow to read, each of a number of units, for tests and benchmarks of costs."""

from __future__ import annotations

from collections.abc import Callable

_WORDS = "the scribe writes each letter with care and reads the line again before the ink is dry"
_HEBREW_WORDS = "הסופר כותב כל אות בכוונה וקורא את השורה שוב לפני שהדיו יבשה"

Maker = Callable[[int], str]
"""A function from a number of units to a text."""


def numeral(number: int) -> str:
    """Return a number in Hebrew letters; thousands are left out."""
    number = (number - 1) % 999 + 1
    letters = "ת" * (number // 400)
    number %= 400
    for value, letter in zip((300, 200, 100), "שרק", strict=True):
        if number >= value:
            letters += letter
            number -= value
    if number in (15, 16):
        return letters + ("טו" if number == 15 else "טז")
    tens, units = divmod(number, 10)
    return letters + " יכלמנסעפצ"[tens].strip() + " אבגדהוזחט"[units].strip()


def _lines(form: str, *, between: str = "\n") -> Maker:
    """Return a maker of lines; ``{i}`` is the number of a line and ``{h}`` its Hebrew numeral."""
    return lambda n: between.join(
        form.replace("{i}", str(i)).replace("{h}", numeral(i)) for i in range(1, n + 1)
    )


def _line(unit: str, start: str = "", end: str = "!") -> Maker:
    return lambda n: start + unit * n + end


def _within_text(make: Maker) -> Maker:
    """Return a maker of the text between paragraphs of both languages."""
    return lambda n: (
        f"A Text to Read\n\n{_WORDS.capitalize()}.\n\n{make(n)}\n\n"
        f"{_HEBREW_WORDS}.\n\n{_WORDS.capitalize()}.\n"
    )


def _nest(opening: str, closing: str) -> Maker:
    return lambda n: opening * n + " words " + closing * n


_ALONE = (
    *("headings", "equal lines", "nested list", "page marks", "equal bodies", "tags in a line"),
    *("repeated heads", "dates", "mail quotes nested", "sources", "first sources", "verses"),
)

_STRUCTURES: dict[str, Maker] = {
    # lines
    "headings": _lines("Heading {i}"),
    "headings apart": _lines("Heading {i}", between="\n\n"),
    "labelled headings": _lines("Chapter {i}", between="\n\n"),
    "Hebrew headings": _lines("פרק {h}", between="\n\n"),
    "equal lines": _lines("Halleluyah"),
    "equal lines apart": _lines("Halleluyah", between="\n\n"),
    "equal sentences": _lines(_WORDS + "."),
    "short lines": _lines("a word"),
    "capitals": _lines("THE WORD"),
    "questions": _lines("Why {i}?", between="\n\n"),
    "numbered lines": _lines("{i}. the word"),
    "numbered lines apart": _lines("{i}. the word", between="\n\n"),
    "sources": _lines("{i}. Rambam, Hilchot Teshuvah {i}:1"),
    "sources apart": _lines("{i}. Rambam, Hilchot Teshuvah 3:4", between="\n\n"),
    "sources over texts": _lines(f"{{i}}. Tanya, Chapter 3\n{_WORDS}."),
    "first sources": _lines("1. Rambam, Hilchot Teshuvah 3:4", between="\n\n"),
    "sources with gaps": lambda n: "\n".join(
        f"{i * 3}. Genesis {i % 50 + 1}:1" for i in range(1, n + 1)
    ),
    "Hebrew sources": _lines('{h}. רמב"ם, הלכות תשובה פרק ג הלכה ד'),
    "page marks": _lines("[p. {i}]"),
    "page marks apart": _lines("[page {i}]", between="\n\n"),
    "page numbers": _lines("{i}", between="\n\n"),
    "form feeds": _lines("the word {i}\f"),
    "page marks before text": lambda n: _lines("[p. {i}]")(n) + f"\n{_WORDS}.",
    "page marks in a line": _lines("{p. {i}}", between=" "),
    "verses": _lines("({i}) the word", between="\n"),
    "verses of chapters": _lines("1:{i} In the beginning", between="\n"),
    "Hebrew verses": _lines("({h}) בראשית ברא"),
    "both verses": _lines("({i}) In the beginning\n({i}) בראשית ברא"),
    "verses in a line": _lines("({i}) the word", between=" "),
    "portions": _lines("{פ}", between=" "),
    "pairs": _lines("בראשית ברא אלהים את השמים {h}.\nIn the beginning God created {i}."),
    "pairs apart": _lines("בראשית ברא אלהים.\n\nIn the beginning God created.", between="\n\n"),
    "Hebrew lines": _lines("בראשית ברא אלהים את השמים ואת הארץ.", between="\n\n"),
    "two scripts": _lines("In the beginning בראשית ברא"),
    "columns": _lines("the word\tהמלה\tslovo"),
    "columns apart": _lines("the word\t\tהמלה", between="\n\n"),
    "pipes": _lines("| a | b | c |"),
    "speeches": _lines("SPEAKER: the word", between="\n\n"),
    "speakers": _lines("Speaker {i}: the word", between="\n\n"),
    "rubrics": _lines("(stand)", between="\n\n"),
    "separators": _lines("* * *", between="\n\n"),
    "rules": _lines("---", between="\n"),
    "blank lines": lambda n: "\n" * n,
    "quotations": _lines("“the word”\n— Author", between="\n\n"),
    "attributions": _lines("— Author", between="\n\n"),
    "bullets": _lines("- the word"),
    "bullets and continuations": _lines("- the word\n  and the rest"),
    "nested list": lambda n: "\n".join(" " * (i % 400) + "- the word" for i in range(n)),
    "lettered": _lines("a) the word\n b) the word\n  i. the word"),
    "authors": _lines("by A. Author"),
    "dates": _lines("12 May 2024", between="\n"),
    "dates in a line": _line("12 May 2024, "),
    "common words of verses": _line("ויאמר יהוה אל משה "),
    "quoted verses": _line("“ואשים דברי בפיך” "),
    "verses with wrong references": _line("“ואשים דברי בפיך” (ישעיה נב, טז) "),
    "references without a book": _line("“ואשים דברי בפיך” (שם נב, טז) ", "ראה (ישעיה נא, טז) "),
    "verses between the same marks": _line("ואשים דברי בפיך וימינו תחבקני ", "“", "”"),
    "contents": _lines("Chapter {i} ........ {i}"),
    "contents apart": _lines("Chapter {i}\t{i}", between="\n\n"),
    "wrapped": _lines("the scribe writes each letter with care and reads the line again"),
    "hyphens": _lines("the scribe writes each letter with care and reads the com-"),
    "half words": _lines("a com-\nposition of a com-"),
    "mail headers": _lines("From: A <a@b.c>\nTo: B <b@c.d>\nSubject: the word"),
    "mail quotes": _lines("> the word"),
    "mail quotes nested": lambda n: ">" * n + " the word",
    "chat": _lines("[12/05/24, 10:{i}] Name: the word"),
    "chat stamps": _lines("10:11 AM"),
    "site lines": _lines("Share\nPrint\nLike"),
    "breadcrumbs": _lines("Home > Books > Heading {i}"),
    "furniture": _lines("RUNNING HEAD {i}\n" + _WORDS + "\n\n{i}\n"),
    "visual order": _lines("םימשה תא םיהלא ארב תישארב"),
    # notes
    "calls": _lines("the word[{i}] and the rest.", between=" "),
    "calls in lines": _lines("the word[{i}] and the rest.", between="\n\n"),
    "equal calls": _lines("the word[1] and the rest.", between="\n\n"),
    "bare calls": _lines("the word.{i} And the rest.", between=" "),
    "bare calls in lines": _lines("the word.{i} And the rest.", between="\n\n"),
    "superscripts": _line("word¹ "),
    "stars": _lines("the word* and the rest.", between="\n\n"),
    "bodies": _lines("[{i}] the note."),
    "equal bodies": _lines("[1] the note."),
    "bodies apart": _lines("[{i}] the note.", between="\n\n"),
    "star bodies": _lines("* the note.", between="\n\n"),
    "footnote bodies": lambda n: "Notes\n\n" + _lines("{i}. See the note.")(n),
    "calls and bodies": lambda n: (
        _lines("the word[{i}] and.", between="\n\n")(n)
        + "\n\nNotes\n\n"
        + _lines("[{i}] the note.")(n)
    ),
    "equal calls and bodies": lambda n: (
        _lines("the word[1] and.", between="\n\n")(n) + "\n\nNotes\n\n" + _lines("[1] the note.")(n)
    ),
    "call then body": _lines("the word[1] and.\n[1] the note.", between="\n\n"),
    "Markdown notes": lambda n: (
        _lines("the word[^{i}]", between=" ")(n) + "\n\n" + _lines("[^{i}]: note")(n)
    ),
    "Markdown references": lambda n: (
        _lines("[word][{i}]", between=" ")(n) + "\n\n" + _lines("[{i}]: http://a.b/{i}")(n)
    ),
    # markup
    "tags": _lines("<p>the <b>word</b></p>"),
    "tags in a line": _line("<b>"),
    "closed tags": _nest("<b>", "</b>"),
    "divs": _nest("<div>", "</div>"),
    "open divs in lines": _lines("<div><p>the word"),
    "list tags": _nest("<ul><li>", "</li></ul>"),
    "tables": _lines("<table><tr><td>the word</td></tr></table>"),
    "entities": _line("&amp;"),
    "comments": _line("<!--"),
    "asterisks": _line("*"),
    "asterisks apart": _line("* "),
    "emphasis": _line("*a* **b** ***c*** "),
    "open emphasis": _line("*a **b ***c "),
    "open underscores": _line("_a __b "),
    "backticks": _line("`a ``b "),
    "links": _line("[a](http://b.c) "),
    "open links": _line("[a]("),
    "pictures": _line("![a](b.png) "),
    "hashes": _lines("## Heading {i}"),
    "rising hashes": lambda n: "\n\n".join("#" * (i % 6 + 1) + " Heading" for i in range(n)),
    "code fences": _lines("```"),
    "setext": _lines("Heading\n======"),
    "quote signs": lambda n: "\n".join("> " * (i % 50) + "the word" for i in range(n)),
    "asciidoc": _lines("== Heading\n\n[quote]\n____\nthe word\n____"),
    "tables of pipes": _lines("|a|b|\n|-|-|"),
    # brackets and quotation marks
    "round brackets": _nest("(", ")"),
    "open round": _line("("),
    "closed round": _line(")"),
    "empty round": lambda n: "() " * n + "שלום",
    "round words": _lines("(the word {i})", between=" "),
    "square brackets": _nest("[", "]"),
    "open square": _line("[a "),
    "glosses": _lines("Klipot [shells]", between=" "),
    "glosses of names": _lines("Klipot{i} [shells/peels] (husks)", between=" "),
    "Hebrew glosses": _lines("קליפות (shells)", between=" "),
    "double quotes": _line('"'),
    "quoted words": _line('"word" '),
    "open quotes": _line('"word '),
    "open curly": _line("“word "),
    "closed curly": _line("word” "),
    "nested curly": _nest("“a ‘b ", " c’ d”"),
    "single quotes": _line("'"),
    "apostrophes": _line("it's 'word "),
    "open single": _line("'word "),
    "guillemets": _nest("«", "»"),
    "low quotes": _line("„word "),
    "open quotes in lines": _lines('"the word', between="\n\n"),
    "gershayim": _line('רמב"ם '),
    "open gershayim": _line('"מלה '),
    "geresh": _line("ר' "),
    "mixed quotes": _line('"word" \'מלה\' רמב"ם "'),
    # Hebrew, references, languages, directions
    "marks": _line("\u05b8", "א"),
    "many marks": lambda n: "א" + "\u05b8\u05b0\u0591\u05bc" * (n * 4),
    "Latin marks": _line("\u0301\u0323", "a"),
    "pointed": _line("בְּרֵאשִׁית "),
    "presentation forms": _line("שׁבּ"),
    "cantillation": _line("בְּרֵאשִׁ֖ית־"),
    "references": _lines("Genesis {i}:{i}", between="; "),
    "references apart": _lines("see Genesis 1:{i} and the rest.", between=" "),
    "chained references": lambda n: "Genesis " + _lines("{i}:1", between=", ")(n),
    "chained numbers": lambda n: "Genesis 1:" + _lines("{i}", between=",")(n),
    "open references": _line("Genesis "),
    "Hebrew references": _lines("בראשית {h} {h}", between=", "),
    "open Hebrew references": _line("בראשית "),
    "ibid": _line("ibid. "),
    "abbreviations": _line('שו"ע או"ח '),
    "numerals": _line("1"),
    "numbers": _line("1 "),
    "points": _line("1."),
    "colons": _line("1:"),
    "Hebrew numbers": _line("א "),
    "one word": _line("a"),
    "one Hebrew word": _line("א"),
    "both scripts": _line("word מלה "),
    "both scripts at once": _line("aא"),
    "three scripts": _line("word מלה слово "),
    "Hebrew list": _line("word מלה, מלה, "),
    "numbers between scripts": _line("מלה 1 word 2 "),
    "close calls": _lines("word מלה word מלה", between="\n\n"),
    "maqaf": _line("א־"),
    "hyphens in a line": _line("a-"),
    "dashes": _line("— "),
    "ellipses": _line("… ... "),
    "points in a row": _line("."),
    "stops": _line("a. "),
    "commas": _line(", "),
    "addresses": _line("http://a.b/c "),
    "mail addresses": _line("a@b.c "),
    "open addresses": _line("http://"),
    "controls": _line("\u202e\u202c", "a", "b"),
    "open controls": _line("\u202b", "a", "b"),
    "isolates": _line("\u2067", "a", "b"),
    "closed isolates": _line("\u2067א\u2069 "),
    "marks of direction": _line("\u200f\u200e", "a", "b"),
    "marks between": _line("a\u200eא\u200f"),
    "zero width": _line("\u200b\u200d\ufeff", "a", "b"),
    "soft hyphens": _line("\u00ad", "a", "b"),
    "spaces": _line(" ", "a", "b"),
    "hard spaces": _line("\u00a0", "a", "b"),
    "tabs": _line("\t", "a", "b"),
    "spaces at ends": _lines("a" + " " * 50),
    "controls of C0": _line("\x01\x7f", "a", "b"),
    "mojibake": _line("×\x90×\x91 "),
    "more mojibake": _line("Ã©â€™ "),
    "no letters": _line("!?;:"),
    "emoji": _line("👩\u200d👧 "),
    "surrogates": _line("\U00010000"),
    "transliterations": _lines("Sh’ma Yisra’el\nשמע ישראל\nHear, O Israel", between="\n\n"),
    "index words": _line("Moses Aaron Miriam Genesis "),
    "unequal marks of notes": lambda n: "A word[1].\n\n" + "[1] a\n[2] b\n[3] c\n" * (n // 3),
    "lists in lists": _lines("[1] the word"),
    "numbered sources": lambda n: "\n".join(
        f"{i % 999 + 1}. Rambam, Hilchot Teshuvah 3:4" for i in range(n)
    ),
    "repeated heads": lambda n: "Home\n" + "Halleluyah\n" * n,
    "rows without a table": lambda n: "<td>a\n<tr>b</tr>\n" * n,
    "raised numbers": _line("word<sup>1</sup> "),
    "line breaks": _line("word<br>"),
    "calls among addresses": _line("a.b.com[1] a@b.com[2] "),
    "links of CSS": _line("url( "),
    "definitions": _lines("[{i}]: http://a.b/{i}"),
    "open quotes of sources": lambda n: "1. " + '"a ' * n,
    "bullets of all kinds": _lines("• a\n\n1) b\n\n(c) d", between="\n\n"),
}

TEXTS: dict[str, Maker] = {
    **{name: _within_text(make) for name, make in _STRUCTURES.items()},
    **{f"{name}, alone": _STRUCTURES[name] for name in _ALONE},
}
"""The texts by their names: each structure between two paragraphs, and some by themselves."""
