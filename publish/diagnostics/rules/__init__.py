"""The rules of all diagnostics, one module a family; ``publish explain`` shows them."""

from publish.diagnostics import Diagnostic, Rule
from publish.diagnostics.rules import (
    archives,
    bidi,
    binds,
    booklet,
    cluster,
    destinations,
    ebooks,
    editions,
    epub,
    epub_package,
    files,
    fit,
    glosses,
    hebrew,
    library,
    markdown,
    marks,
    markup,
    notes,
    office,
    pandoc,
    pasting,
    pdf,
    people,
    pictures,
    plugins,
    preflight_files,
    preflight_pages,
    press_files,
    press_pages,
    print_faults,
    quotes,
    readers,
    references,
    reprint,
    scripture,
    sefaria,
    segment_faults,
    settings,
    text,
    themes,
    wrap_covers,
)

RULES: dict[str, Rule] = {
    rule.code: rule
    for family in (
        files,
        destinations,
        settings,
        binds,
        marks,
        themes,
        readers,
        markdown,
        office,
        sefaria,
        ebooks,
        pandoc,
        pictures,
        text,
        pasting,
        markup,
        notes,
        quotes,
        hebrew,
        references,
        scripture,
        glosses,
        bidi,
        editions,
        epub,
        epub_package,
        pdf,
        archives,
        print_faults,
        press_pages,
        segment_faults,
        preflight_files,
        preflight_pages,
        fit,
        press_files,
        booklet,
        reprint,
        people,
        wrap_covers,
        library,
        cluster,
        plugins,
    )
    for rule in family.ALL
}

FAMILIES = {
    "F": "files",
    "S": "settings and marks",
    "D": "themes",
    "W": "Word files, web pages and other formats",
    "T": "the reading of texts",
    "N": "notes",
    "Q": "quotation marks",
    "H": "Hebrew letters and points",
    "R": "references",
    "M": "verses of Scripture",
    "G": "glosses",
    "B": "directions",
    "V": "editions",
    "E": "EPUB",
    "P": "PDF",
    "C": "files for a press",
    "K": "booklets",
    "L": "the library",
    "J": "clusters of machines",
    "X": "extensions",
}
"""The subjects of the families of codes, by their letters."""

PACKAGES = "Z"
"""The family of the codes that packages have for messages of their own: ``Z01``."""


def find_rule(diagnostic: Diagnostic) -> Rule:
    """Return the rule of a diagnostic; one of another package has no effect on the text."""
    rule = RULES.get(diagnostic.code)
    return rule or Rule(diagnostic.code, diagnostic.code, diagnostic.severity, "", "")
