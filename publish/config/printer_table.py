"""The tables ``[printers.NAME]`` of ``publish.toml``: what the press of a printer accepts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from publish.config.options import Edition, Format
from publish.config.pdf_profiles import (
    NEW_PRINTER,
    PRESETS,
    REGISTRY,
    Colours,
    GutterStep,
    OutputCondition,
    PageRange,
    PdfProfile,
    PdfVariant,
    Resolution,
)
from publish.config.setting_keys import read_trim
from publish.config.toml_file import InvalidValue, key_span, load_toml, unknown_key
from publish.config.toml_table import TomlTable
from publish.config.values import (
    number_from,
    one_of,
    parse_with,
    read_flag,
    read_part,
    read_path,
    read_string,
    read_table,
)
from publish.diagnostics import Diagnostic, Outcome, PublishError
from publish.diagnostics.rules import settings as rules
from publish.text.lengths import millimetres
from publish.text.source import Source, Span

MOST_PAGES = 10_000
_LONGEST_NAME = 40
_NAME = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{_LONGEST_NAME - 1}}}\Z")
OTHER_PARTS = ("commentary", "foot-commentary", "no-commentary", "changes", "errata")
"""Parts of the names of other PDFs of a book, beside those of editions, formats and booklets."""

_PRINTERS_OWN = tuple(name for name, profile in PRESETS.items() if profile.is_for_press)
"""The presets on which a printer's own profile can be based."""

_VARIANTS = tuple(each for each in PdfVariant if each.is_pdf_x or each is PdfVariant.NONE)


def _length_to(most: float) -> Callable[[object], float]:
    """Return a reader of lengths of at most ``most`` millimetres."""
    expected = f'a length from 0 to {most:g} mm, such as "3mm"'

    def read(value: object) -> float:
        length: float = parse_with(millimetres, expected)(value)
        if length > most:
            raise InvalidValue(expected)
        return length

    return read


_read_margin = _length_to(60)
_read_pages = number_from(1, MOST_PAGES, "a number of pages")


def _read_gutter(value: object) -> tuple[GutterStep, ...]:
    """Return the steps of a gutter: one width for all books, or widths by the number of pages."""
    if isinstance(value, str):
        return (GutterStep(MOST_PAGES, _read_margin(value)),)
    expected = 'a length such as "15mm", or a list: [{ pages = 150, width = "10mm" }, …]'
    if not isinstance(value, list) or not value:
        raise InvalidValue(expected)
    steps: list[GutterStep] = []
    for item in value:
        table = read_part(item, lambda each: read_table(each, expected, "pages", "width"))
        if "width" not in table:
            raise InvalidValue(expected)
        pages, width = (
            read_part(table["pages"], _read_pages),
            read_part(table["width"], _read_margin),
        )
        if steps and pages <= steps[-1].pages:
            raise InvalidValue("steps of more and more pages", value=pages)
        steps.append(GutterStep(pages, width))
    return tuple(steps)


def _read_condition(value: object) -> OutputCondition | None:
    """Return a printing condition by its name, or by a table; None for ``false``."""
    if value is False:
        return None
    expected = (
        'a printing condition: "FOGRA39", or { identifier = "FOGRA47", icc = "uncoated.icc" }'
    )
    if isinstance(value, str):
        conditions = (each.condition for each in PRESETS.values() if each.condition)
        name = read_string(value)
        return next((each for each in conditions if each.identifier == name), OutputCondition(name))
    table = read_table(value, expected, "identifier", "name", "registry", "icc")
    texts = {key: read_part(table[key], read_string) for key in table if key != "icc"}
    icc = Path(read_part(table["icc"], read_path)) if "icc" in table else None
    return OutputCondition(**{"registry": REGISTRY, **texts}, icc=icc)


def _read_resolution(value: object) -> Resolution:
    read_dots = number_from(72, 5000, "dots an inch")
    if not isinstance(value, dict):
        return Resolution(read_dots(value), max(read_dots(value), Resolution().line_art))
    expected = "dots an inch: { pictures = 300, line_art = 1200 }"
    table = read_table(value, expected, "pictures", "line_art")
    return Resolution(**{key: read_part(each, read_dots) for key, each in table.items()})


def _read_page_range(value: object) -> PageRange:
    expected = "the fewest and the most pages: { least = 24, most = 828 }"
    table = read_table(value, expected, "least", "most")
    if "most" not in table:
        raise InvalidValue(expected)
    least, most = (read_part(table[key], _read_pages) for key in ("least", "most"))
    if least > most:
        raise InvalidValue(expected)
    return PageRange(least, most)


def _read_ink_limit(value: object) -> int | None:
    return None if value is False else number_from(100, 400, "per cent of ink")(value)


def _read_variant(value: object) -> PdfVariant:
    return PdfVariant(one_of(*_VARIANTS)(value))


def _read_colours(value: object) -> Colours:
    return Colours(one_of(Colours.BLACK, Colours.CMYK)(value))


PRINTER_KEYS: Mapping[str, Callable[[object], Any]] = {
    "base": one_of(*_PRINTERS_OWN),
    "variant": _read_variant,
    "trim": read_trim,
    "bleed": _length_to(20),
    "always_bleeds": read_flag,
    "inner_bleed": read_flag,
    "marks": read_flag,
    "mark_offset": _length_to(20),
    "gutter": _read_gutter,
    "outer_margin": _read_margin,
    "safe_area": _length_to(30),
    "ink_limit": _read_ink_limit,
    "colours": _read_colours,
    "overprint_black": read_flag,
    "condition": _read_condition,
    "resolution": _read_resolution,
    "grey_pictures": read_flag,
    "links": read_flag,
    "even_pages": read_flag,
    "single_pages": read_flag,
    "page_range": _read_page_range,
}
"""The keys of a table of a printer: fields of ``PdfProfile``, and ``base``."""


def inspect_printers(source: Source, folder: Path) -> Outcome[tuple[PdfProfile, ...]]:
    """Return the profiles of the tables ``[printers.NAME]``, and the errors in them.

    The files of ICC profiles are looked for in ``folder``.
    """
    try:
        tables = load_toml(source).get("printers", {})
    except PublishError:
        return Outcome(())  # the reader of the settings reports the error
    span = key_span(source, "printers")
    if not isinstance(tables, dict):
        error = InvalidValue('tables: [printers.NAME], then lines such as base = "offset"')
        return Outcome((), (error.diagnostic(span, "`printers`", tables),))
    profiles: list[PdfProfile] = []
    errors: list[Diagnostic] = []
    for name, table in tables.items():
        outcome = _read_printer(name, table, TomlTable(source, f"printers.{name}"), folder)
        errors += outcome.diagnostics
        profiles.append(outcome.value)
    return Outcome(tuple(profiles), tuple(errors))


def _read_printer(name: str, table: object, place: TomlTable, folder: Path) -> Outcome[PdfProfile]:
    base = PRESETS[NEW_PRINTER]
    if not isinstance(table, dict):
        error = InvalidValue(f'a table: [printers.{name}], then lines such as base = "offset"')
        return Outcome(base, (error.diagnostic(place.span, f"`{name}` of [printers]", table),))
    errors: list[Diagnostic] = []
    if fault := _judge_name(name):
        errors.append(fault.diagnostic(place.span, "a printer", name))
    values: dict[str, Any] = {}
    for key, value in table.items():
        span = place.span_of(key)
        if key not in PRINTER_KEYS:
            errors.append(unknown_key(span, key, PRINTER_KEYS))
            continue
        try:
            values[key] = PRINTER_KEYS[key](value)
        except InvalidValue as error:
            errors.append(error.diagnostic(span, f"`{key}` of [printers.{name}]", value))
    base = PRESETS[values.pop("base", NEW_PRINTER)]
    profile = replace(base, name=name, **values)
    if profile.variant.is_pdf_x and profile.condition is None:
        span = place.span_of("condition" if "condition" in table else "variant")
        errors.append(_no_condition(profile, span))
    located = _find_icc(profile, place.span_of("condition"), folder)
    return Outcome(located.value, (*errors, *located.diagnostics))


def _no_condition(profile: PdfProfile, span: Span) -> Diagnostic:
    """Return the error about a PDF/X that names no printing condition (ISO 15930)."""
    message = f"[printers.{profile.name}] has no `condition`, and a {profile.variant} names one"
    return rules.WRONG_TYPE.at(span, message, 'condition = "FOGRA39", or variant = "none"')


def _judge_name(name: str) -> InvalidValue | None:
    """Return the fault of the name of a printer, which is a part of names of files."""
    if not _NAME.match(name):
        return InvalidValue(
            f"a name of at most {_LONGEST_NAME} letters a to z, digits and hyphens",
            hint="it is a part of the names of files",
        )
    if name in (*PRESETS, *Edition, *Format, *OTHER_PARTS) or name.startswith(Format.BOOKLET):
        return InvalidValue("a name of its own", hint=f"“{name}” has a meaning already")
    return None


def _find_icc(profile: PdfProfile, span: Span, folder: Path) -> Outcome[PdfProfile]:
    """Return a profile with the path of its ICC profile, and an error where that is no file."""
    condition = profile.condition
    if condition is None or condition.icc is None:
        return Outcome(profile)
    icc = folder / condition.icc
    located = replace(profile, condition=replace(condition, icc=icc))
    if icc.is_file():
        return Outcome(located)
    message = f"there is no ICC profile {condition.icc} beside publish.toml"
    return Outcome(located, (rules.NO_SUCH_FILE.at(span, message),))
