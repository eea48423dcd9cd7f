"""The words of the pages of a library in English."""

from __future__ import annotations

from publish.catalogue.model import FileKind
from publish.catalogue.page_words import PageWords

ENGLISH = PageWords(
    lang="en",
    name="English",
    other_language="עברית",
    library="Library",
    one_book="One book, free to read and to give on",
    many_books="{} books, free to read and to give on",
    search="Search titles and authors",
    none_match="No book matches.",
    any_language="All languages",
    any_author="All authors",
    any_series="All series",
    language="Language",
    author="Author",
    series="Series",
    in_series="Book {}",
    all_books="All books",
    everything="Everything in one file",
    everything_note=(
        "These pages and all books, about {}. Unpack it on a memory stick, and open "
        "index.html: it works without a network."
    ),
    feeds="In your reading app",
    feeds_note=(
        "Apps with a catalogue (OPDS), such as Thorium, KOReader or Moon+ Reader, find the "
        "books by themselves. Give them this address:"
    ),
    catalogue_address="catalogue",
    new_books="New books",
    by_language="By language",
    by_series="By series",
    by_author="By author",
    checksums="Checksums",
    download="Download",
    editions="Editions",
    pages="{} pages",
    about="About this book",
    languages="Languages",
    published="Published",
    publisher="Publisher",
    rights="Rights",
    subjects="Subjects",
    identifier="Identifier",
    accessibility="Accessibility",
    how_to="How do I get this on my Kindle, Kobo or telephone?",
    moved="This book has moved.",
    retired="This book is not in the library any more.",
    whole="The book",
    skip="Skip to the books",
    kinds={
        FileKind.EPUB: "EPUB",
        FileKind.KEPUB: "Kobo",
        FileKind.AZW3: "Kindle",
        FileKind.PDF: "PDF",
        FileKind.ACCESSIBLE_PDF: "Accessible PDF",
        FileKind.BOOKLET: "Booklet",
        FileKind.SAMPLE: "Sample",
    },
    kind_notes={
        FileKind.EPUB: "for telephones, tablets and e-readers",
        FileKind.KEPUB: "EPUB in the form of Kobo readers (kepub)",
        FileKind.AZW3: "to copy to a Kindle by cable (AZW3)",
        FileKind.PDF: "to read on a screen, or to print page by page",
        FileKind.ACCESSIBLE_PDF: "tagged for screen readers",
        FileKind.BOOKLET: "to print on both sides, fold and staple",
        FileKind.SAMPLE: "the beginning of the book, as EPUB",
    },
    language_names={
        "en": "English",
        "he": "Hebrew",
        "yi": "Yiddish",
        "arc": "Aramaic",
        "ru": "Russian",
        "fr": "French",
        "es": "Spanish",
        "de": "German",
        "pt": "Portuguese",
        "it": "Italian",
        "ar": "Arabic",
        "lad": "Ladino",
        "uk": "Ukrainian",
    },
    edition_names={
        "large-print": "Large print",
        "facing": "Two columns",
        "spreads": "Facing pages",
    },
    roles={
        "trl": "Translated by",
        "edt": "Edited by",
        "com": "Compiled by",
        "ann": "Annotated by",
        "cmm": "Commentary by",
        "aui": "Introduction by",
    },
    devices=(
        (
            "Kindle",
            (
                "Download the EPUB. Open amazon.com/sendtokindle on a computer, sign in, and "
                "drop the file on the page; or send it as an attachment to the mail address "
                "of your Kindle. The book appears in your library after some minutes. A file for "
                "Kindle, where there is one, is copied into its folder documents by cable."
            ),
        ),
        (
            "Kobo",
            (
                "Download the file for Kobo where there is one, else the EPUB, on a computer. "
                "Connect the Kobo with its cable, copy the file to the drive KOBOeReader, and "
                "eject the drive. Keep the name of the file: the Kobo knows it by its ending."
            ),
        ),
        (
            "iPhone or iPad",
            (
                "Tap the EPUB, then the downloaded file, and choose Books. The book stays on "
                "your shelf there."
            ),
        ),
        (
            "Android",
            (
                "Download the EPUB and open it with a reading app: Google Play Books, Moon+ "
                "Reader, Librera or KOReader. In Play Books, the book is uploaded to your own "
                "shelf."
            ),
        ),
        (
            "Computer",
            "Open the EPUB with Thorium Reader, Apple Books or calibre. The PDF opens everywhere.",
        ),
        (
            "Paper",
            (
                "Print the booklet on both sides, flipped on the short edge, at actual size; "
                "fold the sheets together and staple them in the fold. Or print the PDF page "
                "by page."
            ),
        ),
    ),
)
