"""The texts of the card for the printer and of the test sheets, in English and in Hebrew."""

from __future__ import annotations

from collections.abc import Sequence

from publish.config.booklet_options import Duplex
from publish.document.metadata import Meta
from publish.document.model import (
    Block,
    Cell,
    Foreign,
    Inlines,
    Paragraph,
    Passage,
    Role,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Work,
)
from publish.text.languages import direction
from publish.writers.booklet.layout import BookletLayout
from publish.writers.booklet.print_dialogs import DIALOGS
from publish.writers.booklet.printer_card_pictures import ruler_length
from publish.writers.booklet.printer_statements import EDGES, card_statements

LANGUAGES = ("en", "he")
"""The languages of a card, from left to right on its sheet."""

_ROWS_WITHOUT_FOLD = 5
"""The outcomes of a test, before those of a folded sheet."""


def card_work(layout: BookletLayout, lang: str) -> Work:
    """Return the front of a card: the settings of the booklet."""
    title = {"en": "For the printer", "he": "להדפסה"}[lang]
    rows = [(each.name, each.value) for each in card_statements(layout, lang)]
    return _work(lang, title, (_table(rows, lang, layout),))


def dialogs_work(layout: BookletLayout, lang: str) -> Work:
    """Return the back of a card: the words of the print dialogs."""
    title = {"en": "In the print dialog", "he": "בתיבת הדו־שיח של ההדפסה"}[lang]
    paper, edge = layout.paper.display_name, layout.settings.duplex
    rows = []
    for dialog in DIALOGS:
        words, of = dialog.words(lang)
        blocks = tuple(
            Paragraph(_isolate(line, layout) if of == lang else _in(line, of))
            for line in words.lines(paper, edge)
        )
        # Without a language it is not hyphenated.
        name = Paragraph((Strong(_in(dialog.name, "und")),))
        rows.append(Row((Cell((_passage((name,), lang),)), Cell((_passage(blocks, lang),)))))
    return _work(lang, title, (Table(tuple(rows)),))


def trial_work(layout: BookletLayout, lang: str) -> Work:
    """Return the text of the test sheets: the check, and the change for each wrong outcome."""
    edge = EDGES[lang][layout.settings.duplex]
    paper = layout.paper.display_name
    ruler = ruler_length(layout.sheet_size)
    if lang == "he":
        other = EDGES[lang][_other(layout.settings.duplex)]
        title = "בדיקה בשני גיליונות"
        start = f"מדפיסים: {paper}, שני הצדדים, {edge}, גודל מקורי. מחזיקים את גיליון 1 מול האור."
        rows = [
            ("הנקודה בתוך העיגול", "הכול נכון"),
            ("הנקודה בתוך הריבוע", f"משנים את צד ההיפוך (עכשיו כנראה {other})"),
            ("אין נקודה", "מדליקים הדפסה על שני הצדדים"),
            (f"הסרגל אינו {ruler} מ״מ", "בוחרים גודל מקורי, 100%"),
            ("שני צדדים על צד אחד", "עמודים בכל צד: 1"),
            ("קו הקיפול לא באמצע", f"בוחרים נייר {paper}"),
            ("אחרי קיפול העמודים לא מ־1 עד 8", "גיליון 2 בתוך גיליון 1"),
        ]
    else:
        other = EDGES[lang][_other(layout.settings.duplex)]
        title = "Test of two sheets"
        start = (
            f"Print on {paper}, both sides, {edge}, actual size. Hold sheet 1 against the light."
        )
        rows = [
            ("The dot is in the ring", "all is right"),
            ("The dot is in the box", f"change the edge of the flip (now probably {other})"),
            ("There is no dot", "switch printing on both sides on"),
            (f"The ruler is not {ruler} mm", "choose actual size, 100%"),
            ("Two sides on one side", "pages on a side: 1"),
            ("The fold line is not in the middle", f"choose {paper} paper"),
            ("Folded, the pages are not 1 to 8", "lay sheet 2 inside sheet 1"),
        ]
    if not has_fold(layout):
        rows = rows[:_ROWS_WITHOUT_FOLD]
    return _work(lang, title, (Paragraph(_isolate(start, layout)), _table(rows, lang, layout)))


def has_fold(layout: BookletLayout) -> bool:
    """Return whether whole sheets of paper are folded in the middle."""
    return layout.plan.is_folded and not layout.plan.is_cut


def _other(edge: Duplex) -> Duplex:
    return Duplex.LONG if edge is Duplex.SHORT else Duplex.SHORT


def _work(lang: str, title: str, blocks: tuple[Block, ...]) -> Work:
    # A title of the work or of its section would take the upper quarter of the page.
    heading = Paragraph((Strong((Text(title),)),))
    section = Section(Role.CHAPTER, (), (heading, *blocks))
    return Work(Meta(), lang, direction(lang), (section,))


def _table(rows: Sequence[tuple[str, str]], lang: str, layout: BookletLayout) -> Table:
    return Table(
        tuple(
            Row(
                (
                    Cell((_passage((Paragraph((Strong((Text(name),)),)),), lang),)),
                    Cell((_passage((Paragraph(_isolate(value, layout)),), lang),)),
                )
            )
            for name, value in rows
        )
    )


def _passage(blocks: tuple[Block, ...], lang: str) -> Passage:
    return Passage(lang, direction(lang), blocks)


def _in(text: str, lang: str) -> Inlines:
    return (Foreign(lang, direction(lang), (Text(text),)),)


def _isolate(text: str, layout: BookletLayout) -> Inlines:
    """Return a text with the name of the paper isolated: digits after it would join its run."""
    paper = layout.paper.display_name
    before, name, after = text.partition(paper)
    parts = (Text(before) if before else None, *(_in(paper, "en") if name else ()))
    return tuple(part for part in (*parts, Text(after) if after else None) if part)
