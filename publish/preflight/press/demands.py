"""The demands on a PDF: those of a profile, or what most printers ask for, and its own claims."""

from __future__ import annotations

import re
from dataclasses import replace

from pikepdf import Dictionary, Object, Pdf, Stream

from publish.config.pdf_profiles import (
    Colours,
    PdfProfile,
    PdfVariant,
    Resolution,
)
from publish.diagnostics import Severity
from publish.text.dataclass import dataclass
from publish.writers.booklet.pdf_values import PDF_FAULTS, read_text

MOST_PRINTERS = PdfProfile(
    "",
    bleed=3.0,
    safe_area=3.0,
    ink_limit=300,
    colours=Colours.CMYK,
    resolution=Resolution(300, 600),
    links=False,
    single_pages=True,
)
"""The wishes of most printers; findings against them are warnings."""

_LARGEST_METADATA = 2_000_000
_VALUE = r"(?:(?:\s[^<>]{0,200})?>|=[\"'])\s{0,9}"
"""The way from the name of a property to its value, in an element or an attribute."""

_XMP = re.compile(rf"(GTS_PDFXVersion|GTS_PDFXConformance){_VALUE}(PDF/X[^<\"']{{1,30}})")
_PART = re.compile(rf"(pdfaid:part|pdfaid:conformance|pdfuaid:part){_VALUE}(\w{{1,3}})")


@dataclass(frozen=True, slots=True)
class Claims:
    """The standards to which a PDF says that it conforms, by its metadata."""

    press: str = ""
    archive: str = ""
    access: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the standards."""
        return tuple(filter(None, (self.press, self.archive, self.access)))

    @property
    def is_x1a(self) -> bool:
        """Whether it is a PDF without transparency and without colours of a screen."""
        return "X-1a" in self.press


@dataclass(frozen=True, slots=True)
class Demands:
    """A profile with the claims of a file; ``is_strict`` where the profile was asked for."""

    profile: PdfProfile
    is_strict: bool
    claims: Claims = Claims()

    @property
    def is_for_press(self) -> bool:
        """Whether the file is to be printed with inks."""
        return self.profile.is_for_press

    @property
    def is_x1a(self) -> bool:
        """Whether profile or claim allow no transparency and no calibrated colours."""
        return self.profile.variant is PdfVariant.X_1A or self.claims.is_x1a

    @property
    def demand(self) -> Severity:
        """The severity of a finding against the profile."""
        return Severity.ERROR if self.is_strict else Severity.WARNING

    @property
    def convertible(self) -> Severity:
        """The severity of what a printer converts or adds, unless PDF/X is asked for."""
        return self.demand if self.profile.variant.is_pdf_x else Severity.WARNING

    @property
    def standard(self) -> Severity:
        """The severity of a finding against the standard that is asked for or claimed."""
        return Severity.ERROR if self.is_strict or self.claims.names else Severity.WARNING


def find_demands(pdf: Pdf, profile: PdfProfile | None) -> Demands:
    """Return the demands on a PDF; without a profile, those of most printers."""
    claims = read_claims(pdf)
    if profile is not None:
        return Demands(profile, is_strict=True, claims=claims)
    variant = PdfVariant.X_1A if claims.is_x1a else MOST_PRINTERS.variant
    return Demands(replace(MOST_PRINTERS, variant=variant), is_strict=False, claims=claims)


def read_claims(pdf: Pdf) -> Claims:
    """Return the standards that the metadata of a PDF name."""
    info = read_info(pdf)
    text = read_metadata(pdf)
    labels = dict(_XMP.findall(text))
    press = read_text(info.get("/GTS_PDFXConformance")) or read_text(info.get("/GTS_PDFXVersion"))
    press = press or labels.get("GTS_PDFXConformance", "") or labels.get("GTS_PDFXVersion", "")
    parts = dict(_PART.findall(text))
    level = parts.get("pdfaid:conformance", "").lower()
    archive = f"PDF/A-{parts['pdfaid:part']}{level}" if "pdfaid:part" in parts else ""
    access = f"PDF/UA-{parts['pdfuaid:part']}" if "pdfuaid:part" in parts else ""
    return Claims(press.strip(), archive, access)


def read_info(pdf: Pdf) -> Object | Dictionary:
    """Return the information dictionary of a PDF; an empty one where it has none."""
    info = pdf.trailer.get("/Info")
    return info if isinstance(info, Dictionary) else Dictionary()


def read_metadata(pdf: Pdf) -> str:
    """Return the XMP metadata of a PDF as text."""
    stream = pdf.Root.get("/Metadata")
    try:
        data = stream.read_bytes() if isinstance(stream, Stream) else b""
    except PDF_FAULTS:
        return ""
    return data[:_LARGEST_METADATA].decode("utf-8", "replace")
