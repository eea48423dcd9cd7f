"""Dates and events as people write them at the head of a handout."""

from __future__ import annotations

import datetime
import re
from functools import cache

from publish.document.metadata import Date
from publish.text.dataclass import dataclass
from publish.text.languages import primary
from publish.text.numerals import parse_numeral

_MONTHS = {
    "en": "January February March April May June July August September October November "
    "December".split(),
    "he": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November "
    "Dezember".split(),
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre".split(),
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября "
    "декабря".split(),
}
_NUMBER = {name.casefold(): n for names in _MONTHS.values() for n, name in enumerate(names, 1)}
_NUMBER |= {name[:3].casefold(): n for n, name in enumerate(_MONTHS["en"], 1)} | {"מרס": 3}
_RUSSIAN = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
_NUMBER |= {name: n for n, name in enumerate(_RUSSIAN.split(), 1)}

_MONTH = "(?P<month>" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\.?"


_OF_YEAR = r"\s+(?:de\s+)?(?P<year>\d{4})(?:\s*(?:г\.|года))?"


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    # Compiled on first use: a book without dates never needs these expressions.
    return tuple(
        re.compile(form, re.IGNORECASE)
        for form in (
            rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?\s+(?:of\s+|de\s+|ב)?{_MONTH},?{_OF_YEAR}",
            rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<year>\d{{4}})",
            rf"{_MONTH},?{_OF_YEAR}",
            r"(?P<year>\d{4})-(?P<number>\d{2})(?:-(?P<day>\d{2}))?",
            r"(?P<year>\d{4})",
        )
    )


def parse(text: str) -> Date | None:
    """Return the date that the whole of ``text`` is, or None; its ``given`` is ``text``."""
    text = text.strip()
    for form in _forms():
        if match := form.fullmatch(text):
            groups = match.groupdict()
            month = _NUMBER.get((groups.get("month") or "").casefold()) or groups.get("number")
            iso = groups["year"]
            if month:
                iso += f"-{int(month):02}"
                if groups.get("day"):
                    iso += f"-{int(groups['day']):02}"
            return Date(iso, text) if _exists(iso) else None
    return None


_WEEKDAY = re.compile(
    r"(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day|shabbat|motzei shabbat"
    r"|יום\s+[א-ת]+['׳]?|שבת|מוצאי שבת"
    r"|воскресенье|понедельник|вторник|среда|четверг|пятница|суббота)\b[^.!?]*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?P<year>(?:1[5-9]|20)\d{2})\b")
_HEBREW_YEAR = re.compile(r"(?:שנת\s+)?(?P<letters>(?:ה['׳])?ת[רש][א-ת]?[\"״][א-ת])")
_LONGEST_LINE = 80
_MOST_WORDS = 3


def find_date(line: str) -> Date | None:
    """Return the date of a line that says nothing else, perhaps with a weekday or a place.

    ``given`` is the whole line.
    """
    line = line.strip()
    if len(line) > _LONGEST_LINE or line.endswith((".", "!", "?", ";", ":", ",")):
        return None
    if re.fullmatch(r"\d{4}", line) and not _YEAR.fullmatch(line):
        return None
    pieces = re.split(r"(,\s*|\s[–—-]\s)", line)
    if (year := _HEBREW_YEAR.fullmatch(pieces[-1].strip())) and len(pieces) <= 3:
        number = parse_numeral(year["letters"])
        if number:
            # Most of a Hebrew year falls in the Gregorian year with the same months.
            return Date(str(number % 1000 + 5000 - 3760), line)
    for start in range(0, len(pieces), 2):
        before = "".join(pieces[:start]).split()
        date = parse("".join(pieces[start:])) if len(before) <= _MOST_WORDS else None
        if date and not (before and re.fullmatch(r"\d{4}", date.given)):
            return Date(date.iso, line)
    year = _YEAR.search(line)
    return Date(year["year"], line) if year and _WEEKDAY.match(line) else None


def read_date(line: str) -> Date:
    """Return the date of a line that is certain to be one.

    Its year is the only one in the line where the rest is unknown, and empty without a year.
    """
    years = _YEAR.findall(line)
    return find_date(line) or Date(years[0] if len(years) == 1 else "", line.strip())


def _exists(iso: str) -> bool:
    year, month, day = [*map(int, iso.split("-")), 1, 1][:3]
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def format_date(iso: str, lang: str) -> str:
    """Return an ISO date of any precision in words of ``lang``: ``20 May 2025``."""
    parts = iso.split("-")
    names = _MONTHS.get(primary(lang), _MONTHS["en"])
    month = names[int(parts[1]) - 1] if len(parts) > 1 else ""
    if len(parts) > 2 and primary(lang) == "he":
        month = "ב" + month
    day = str(int(parts[2])) if len(parts) > 2 else ""
    return " ".join(part for part in (day, month, parts[0]) if part)


@dataclass(frozen=True, slots=True)
class Event:
    """The event that a line such as ``Convention - "Its Theme" - May 2025`` names."""

    name: str
    theme: str | None
    date: Date


_EVENT = re.compile(
    r"(?P<name>[^-–—]*[^-–—\s])\s++[-–—]\s++"
    r"(?:[\"“„״”](?P<theme>.+)[\"”“״]\s++[-–—]\s++)?"
    r"(?P<date>[^\"“”]+)"
)


def event_line(line: str) -> Event | None:
    """Return the event that the whole of ``line`` names, or None; it must end in a date."""
    match = _EVENT.fullmatch(line)
    date = parse(match["date"]) if match else None
    # “Letter 8 – 1922” is the name of a letter.
    if match and match["name"][-1:].isdigit() and not match["theme"]:
        return None
    return Event(match["name"], match["theme"], date) if match and date else None
