"""Checks of the standards of a PDF: its label, output intent, metadata and version.

PDF/X-1a:2001 and PDF/X-4 (ISO 15930), PDF/A (ISO 19005), output intents (ISO 32000-1, 14.11.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from publish.config.pdf_profiles import PdfVariant
from publish.diagnostics import Severity
from publish.diagnostics.rules import preflight_files as rules
from publish.diagnostics.rules import preflight_pages as page_rules
from publish.preflight.press.colour_space import Family
from publish.preflight.press.demands import MOST_PRINTERS, Demands, read_info
from publish.preflight.press.finding import Finding
from publish.text.dataclass import dataclass
from publish.writers.booklet.pdf_values import PDF_FAULTS, read_name, read_text

_FAMILIES = {b"GRAY": Family.GREY, b"RGB ": Family.RGB, b"CMYK": Family.CMYK, b"Lab ": Family.LAB}
_PRINTER = b"prtr"
_HEADER = 128

X1A_FAULTS = frozenset(
    rule.code
    for rule in (
        *(page_rules.RGB, page_rules.RGB_PICTURE, page_rules.CALIBRATED, page_rules.TRANSPARENCY),
        *(page_rules.COMPRESSION, page_rules.FONT, page_rules.BOXES, page_rules.NO_TRIM),
        *(rules.LOCKED, rules.LINKS, rules.SCRIPTS, rules.LAYERS, rules.ODDITIES),
    )
)
"""The faults that a PDF/X-1a must not have."""

X_FAULTS = frozenset(
    rule.code
    for rule in (
        *(page_rules.FONT, page_rules.BOXES, page_rules.NO_TRIM),
        *(rules.LOCKED, rules.LINKS, rules.SCRIPTS, rules.ODDITIES),
    )
)
"""The faults that no PDF/X may have."""

ARCHIVE_FAULTS = frozenset(
    rule.code for rule in (page_rules.FONT, rules.LOCKED, rules.SCRIPTS, rules.ATTACHMENTS)
)
"""The faults that a PDF/A must not have."""


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: its kind, condition, registry, and the space and class of its profile."""

    kind: str
    identifier: str
    registry: str
    space: Family | None = None
    profile_class: bytes = b""
    has_profile: bool = False


def read_intents(pdf: Pdf) -> list[Intent]:
    """Return the output intents of a PDF."""
    intents = pdf.Root.get("/OutputIntents")
    items = list(intents) if isinstance(intents, Array) else []
    return [_read_intent(each) for each in items if isinstance(each, Dictionary)]


def _read_intent(intent: Object) -> Intent:
    profile = intent.get("/DestOutputProfile")
    header = b""
    if isinstance(profile, Stream):
        try:
            header = profile.read_bytes()[:_HEADER]
        except PDF_FAULTS:
            header = b""
    return Intent(
        read_name(intent.get("/S")),
        read_text(intent.get("/OutputConditionIdentifier")),
        read_text(intent.get("/RegistryName")),
        _FAMILIES.get(header[16:20]) if header[36:40] == b"acsp" else None,
        header[12:16],
        isinstance(profile, Stream),
    )


def check_standards(pdf: Pdf, demands: Demands) -> Iterator[Finding]:
    """Yield the findings about label, output intent, metadata and version."""
    yield from _check_label(demands)
    intents = read_intents(pdf)
    yield from _check_press_intents(intents, demands)
    yield from _check_archive_intent(intents, demands)
    if demands.claims.press or demands.profile.variant.is_pdf_x:
        yield from _check_metadata(pdf, demands)


def _check_label(demands: Demands) -> Iterator[Finding]:
    variant, claims = demands.profile.variant, demands.claims
    if not demands.is_strict or variant is PdfVariant.NONE:
        return
    claim = claims.archive if variant.is_for_archive else claims.access
    claim = claims.press if variant.is_pdf_x else claim
    # Level A has all that level U has, and a structure for screen readers.
    if claim not in (variant, variant.replace("u", "a")):
        fact = f"the profile asks for {variant}, and the PDF says {claim or 'nothing of it'}"
        yield Finding(rules.NO_LABEL, Severity.ERROR, fact)


def _check_press_intents(intents: list[Intent], demands: Demands) -> Iterator[Finding]:
    profile, severity = demands.profile, demands.standard
    for_press = [each for each in intents if each.kind == "GTS_PDFX"]
    needs_press = profile.variant.is_pdf_x or bool(demands.claims.press)
    if len(for_press) > 1:
        yield Finding(rules.INTENT, severity, "the PDF has several output intents for a press")
    if needs_press and not for_press:
        yield Finding(rules.INTENT, severity, "the PDF has no output intent (GTS_PDFX)")
    elif demands.is_for_press and not demands.is_strict and not intents:
        fact = "the PDF does not say for which press it is made (output intent)"
        yield Finding(rules.INTENT, Severity.INFO, fact)
    for intent in for_press:
        yield from _check_press_intent(intent, demands)


def _check_archive_intent(intents: list[Intent], demands: Demands) -> Iterator[Finding]:
    is_archive = demands.profile.variant.is_for_archive or bool(demands.claims.archive)
    if is_archive and not any(each.kind.startswith("GTS_PDFA") for each in intents):
        fact = "the PDF has no output intent for an archive (GTS_PDFA1)"
        yield Finding(rules.INTENT, demands.standard, fact)


def _check_press_intent(intent: Intent, demands: Demands) -> Iterator[Finding]:
    condition, severity = demands.profile.condition, demands.standard
    identifier = intent.identifier
    if not identifier:
        yield Finding(rules.INTENT, severity, "the output intent names no condition")
    elif len(identifier.splitlines()) > 1 or len(identifier) > 60:
        fact = f"the output intent is prose, not a registered name: “{identifier.splitlines()[0]}…”"
        yield Finding(rules.INTENT, severity, fact)
    elif demands.is_strict and condition and identifier != condition.identifier:
        fact = (
            f"the output intent is {identifier}, and the profile prints on {condition.identifier}"
        )
        yield Finding(rules.INTENT, Severity.WARNING, fact)
    if not intent.has_profile:
        is_x4 = demands.profile.variant is PdfVariant.X_4 or "X-4" in demands.claims.press
        if is_x4 or not intent.registry:
            yield Finding(rules.INTENT, severity, "the output intent has no ICC profile")
    elif intent.space is None:
        fact = "the ICC profile of the output intent cannot be read"
        yield Finding(rules.INTENT, severity, fact)
    elif intent.profile_class != _PRINTER or intent.space not in (Family.CMYK, Family.GREY):
        fact = f"the ICC profile of the output intent is {intent.space.value}, not that of a press"
        yield Finding(rules.INTENT, severity, fact)


def _check_metadata(pdf: Pdf, demands: Demands) -> Iterator[Finding]:
    info = read_info(pdf)
    missing = [
        name
        for key, name in (
            ("/Title", "title"),
            ("/CreationDate", "date of making"),
            ("/ModDate", "date of change"),
        )
        if not read_text(info.get(key))
    ]
    if read_name(info.get("/Trapped")) not in ("True", "False"):
        missing.append("state of trapping")
    identifier = pdf.trailer.get("/ID")
    if not isinstance(identifier, Array) or len(identifier) != 2:
        missing.append("identifier")
    if missing:
        fact = f"the PDF has no {', no '.join(missing)}"
        yield Finding(rules.METADATA, demands.standard, fact)
    if demands.is_x1a:
        has_streams = read_name(pdf.trailer.get("/Type")) == "XRef"
        if has_streams or pdf.pdf_version > "1.4":
            newer = "1.5" if has_streams and pdf.pdf_version <= "1.4" else pdf.pdf_version
            fact = f"the PDF has structures of PDF {newer}, and PDF/X-1a:2001 is PDF 1.3"
            yield Finding(rules.VERSION, demands.standard, fact)


def check_claims(pdf: Pdf, findings: Iterable[Finding], demands: Demands) -> Iterator[Finding]:
    """Yield a finding for each standard that the PDF claims and ``findings`` contradict.

    The output intents and metadata are judged by that standard alone: a PDF/X that the profile of
    an archive refuses is still a PDF/X.
    """
    claims, intents = demands.claims, read_intents(pdf)
    all_findings = list(findings)
    own_demands = Demands(MOST_PRINTERS, is_strict=False, claims=claims)
    of_press = _check_press_intents(intents, own_demands), _check_metadata(pdf, own_demands)
    for name, codes, own in (
        (claims.press, X1A_FAULTS if claims.is_x1a else X_FAULTS, chain(*of_press)),
        (claims.archive, ARCHIVE_FAULTS, _check_archive_intent(intents, own_demands)),
    ):
        against = [each for each in all_findings if each.rule.code in codes]
        against += [each for each in own if each.severity is Severity.ERROR]
        if name and against:
            facts = list(dict.fromkeys(each.rule.summary.rstrip(".") for each in against))
            listed = "; ".join(facts[:4]) + ("; …" if len(facts) > 4 else "")
            fact = f"the PDF says that it is {name}, and is not: {listed}"
            yield Finding(rules.LABEL, Severity.ERROR, fact)
