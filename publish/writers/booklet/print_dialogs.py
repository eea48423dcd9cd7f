"""The words of print dialogs, in English and in Hebrew, for the settings of a booklet.

Only words that a source below has are given; a dialog without a Hebrew source is named in English,
as it appears in an English system.

- Acrobat and Reader: the check boxes of its dialog as forms of PDF programs quote them ("Choose
  paper source by PDF page size", "Print on both sides of paper", "Flip on long edge", "Actual
  size").
- Chrome: the strings 8666 to 8706 of ``en-US.pak`` and ``he.pak`` of Chromium 156 (Debian).
- Firefox: ``toolkit/toolkit/printing/printUI.ftl`` of mozilla-l10n/firefox-l10n, ``en-US``, ``he``.
- macOS: LibreOffice 7.6 Getting Started Guide, "Print dialog, macOS"; newer systems say
  "Double-sided: On (Short Edge)", as the strings of their print panel.
- Windows: the names "Duplex printing", "Flip the short edge", "Flip the long edge", by which tests
  of printer drivers find the settings in the dialog of Windows 10 and 11.
- Linux (CUPS): ``gtk30.mo``, en and he, of GTK 3.24: the contexts "sides" and "printer option".
"""

from __future__ import annotations

from publish.config.booklet_options import Duplex
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class DialogWords:
    """The words of a dialog in one language; ``{paper}`` stands for the name of the paper.

    ``short`` and ``long`` are the setting for both sides, by the edge of the flip.
    """

    paper: str
    short: str
    long: str
    rest: tuple[str, ...]

    def lines(self, paper: str, edge: Duplex) -> tuple[str, ...]:
        """Return the settings to choose: paper, both sides, and those that are always the same."""
        sides = self.short if edge is Duplex.SHORT else self.long
        lines = (self.paper.format(paper=paper), sides)
        return (*lines, "; ".join(self.rest)) if self.rest else lines


@dataclass(frozen=True, slots=True)
class PrintDialog:
    """A print dialog; ``hebrew`` is None where its Hebrew words are not known."""

    name: str
    english: DialogWords
    hebrew: DialogWords | None = None

    def words(self, lang: str) -> tuple[DialogWords, str]:
        """Return the words for a reader of ``lang``, and their language."""
        if lang == "he" and self.hebrew:
            return self.hebrew, "he"
        return self.english, "en"


DIALOGS = (
    PrintDialog(
        "Acrobat",
        DialogWords(
            "Choose paper source by PDF page size ({paper})",
            "Print on both sides of paper: Flip on short edge",
            "Print on both sides of paper: Flip on long edge",
            ("Actual size",),
        ),
    ),
    PrintDialog(
        "Chrome",
        DialogWords(
            "Paper size: {paper}",
            "Two-sided: Print on both sides, Flip on short edge",
            "Two-sided: Print on both sides, Flip on long edge",
            ("Scale: Actual size", "Pages per sheet: 1", "Collate"),
        ),
        DialogWords(
            "גודל נייר: {paper}",
            "דו-צדדי: הדפסה על שני הצדדים, היפוך בצד הקצר",
            "דו-צדדי: הדפסה על שני הצדדים, היפוך בצד הארוך",
            ("שינוי קנה מידה: גודל מקורי", "דפים בכל גיליון: 1", "איסוף"),
        ),
    ),
    PrintDialog(
        "Firefox",
        DialogWords(
            "Paper size: {paper}",
            "Two-sided printing: Flip on short edge",
            "Two-sided printing: Flip on long edge",
            ("Scale: 100", "Pages per sheet: 1"),
        ),
        DialogWords(
            "גודל נייר: {paper}",
            "הדפסה דו־צדדית: להפוך על הקצה הקצר",
            "הדפסה דו־צדדית: להפוך על הקצה הארוך",
            ("קנה מידה: 100", "עמודים בכל גיליון: 1"),
        ),
    ),
    PrintDialog(
        "Windows",
        DialogWords(
            "Paper size: {paper}",
            "Duplex printing: Flip the short edge",
            "Duplex printing: Flip the long edge",
            (),
        ),
    ),
    PrintDialog(
        "macOS",
        DialogWords(
            "Paper Size: {paper}",
            "Two-Sided: Short-Edge binding, or Double-sided: On (Short Edge)",
            "Two-Sided: Long-Edge binding, or Double-sided: On",
            ("Scale to fit paper size: off", "Pages per sheet: 1", "Collate sheets"),
        ),
    ),
    PrintDialog(
        "Linux",
        DialogWords(
            "Paper size: {paper}",
            "Two-sided: Short Edge (Flip)",
            "Two-sided: Long Edge (Standard)",
            ("Pages per side: 1", "Collate"),
        ),
        DialogWords(
            "גודל הנייר: {paper}",
            "דו־צדדי: צד קצר (היפוך)",
            "דו־צדדי: צד ארוך (תקני)",
            ("מספר עמודים בכל צד: 1", "איסוף"),
        ),
    ),
)
"""The dialogs of a card, in its order."""
