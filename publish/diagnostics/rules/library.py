"""L: the library that is made of the built books."""

from publish.diagnostics import Rule, Severity

NOTHING_BUILT = Rule(
    "L01",
    "book-without-files",
    Severity.WARNING,
    summary="No file of a book is built, and the library is without the book.",
    why="A library has the files in the output folder that publish made, and makes none.",
    advice="Build the book with `publish build NAME`, then make the library again.",
)
NOT_FRESH = Rule(
    "L02",
    "file-not-fresh",
    Severity.WARNING,
    summary="The library has a file of a book that is older than its text or its settings.",
    why="The text, the settings, the theme or the program changed after the file was made; after a "
    "change of the program this is so of every book. Readers get the file as it is.",
    advice="Build the book with `publish build NAME`, or all with `publish build`, then make the "
    "library again.",
)
SHARED_NAME = Rule(
    "L03",
    "shared-library-name",
    Severity.ERROR,
    summary="Two books would have the same name, or the same identifier, in the library.",
    why="Pages and files are named by the titles of books, and reading apps tell books apart by "
    "their identifiers. A name that another book had before is taken too, because links to it "
    "lead there.",
    advice="Give one of them another title, or a name in `publish.toml`: "
    '`[library]`, then `names = { "BOOK" = "name" }`.',
)
UNUSABLE_COVER = Rule(
    "L04",
    "unusable-cover",
    Severity.WARNING,
    summary="The picture of the cover cannot be shown in the library.",
    why="The picture in the EPUB is damaged, of another kind than JPEG and PNG, or has more than a "
    "hundred million pixels. The library shows the title in its place.",
    advice="Replace the picture of the cover, and build the book again.",
)
OTHER_FILES = Rule(
    "L05",
    "other-files-in-library",
    Severity.INFO,
    summary="The folder of the library has files that publish did not write, and they stay.",
    why="A web host may need files of its own, such as CNAME, beside the pages.",
    advice="Remove the files that do not belong there.",
)
UNREADABLE_FILE = Rule(
    "L06",
    "unreadable-book-file",
    Severity.WARNING,
    summary="A built file is damaged, and the library is without the file.",
    why="The file was changed or cut off after it was made.",
    advice="Build the book again with `publish build NAME --force`.",
)
EMPTY_LIBRARY = Rule(
    "L07",
    "empty-library",
    Severity.ERROR,
    summary="No book has a file that is built, and no library is made.",
    why="A library without books would replace one that has some.",
    advice="Build the books first: `publish build`.",
)
REMOVED_BOOK = Rule(
    "L08",
    "book-removed-from-library",
    Severity.INFO,
    summary="A book that was in the library before is not built any more.",
    why="Its name leads to the list of books, so that old links do not end at an error.",
    advice="Build the book again to have it back, under the same name.",
)
KINDLE_LANGUAGE = Rule(
    "L20",
    "kindle-language",
    Severity.INFO,
    summary="Send to Kindle may refuse an EPUB because of its language.",
    why="Hebrew was not among the languages that Amazon named for Kindle books in 2022. EPUBs in "
    "other languages may be delivered all the same, or come back with the error E999.",
    advice="Add `azw3` to `formats`, where calibre is installed: readers copy that file by cable.",
)
KINDLE_CONTENTS = Rule(
    "L21",
    "kindle-contents",
    Severity.INFO,
    summary="A Kindle shows two levels of contents, and an EPUB has more.",
    why="The headings below are in the book, and a Kindle does not list them.",
    advice="Nothing has to be done. Where readers need these headings, make parts of a book into "
    "books.",
)
KINDLE_PARTS = Rule(
    "L22",
    "kindle-parts",
    Severity.INFO,
    summary="An EPUB lacks its cover or its contents for Kindles.",
    why="Kindles show the cover on the shelf, and the contents of an NCX in their menu. All EPUBs "
    "that publish makes now have both.",
    advice="Build the book again with `publish build NAME --force`.",
)
KINDLE_SIZE = Rule(
    "L23",
    "kindle-size",
    Severity.INFO,
    summary="An EPUB is too large for a mail to a Kindle.",
    why="Send to Kindle takes files of up to 50 MB by mail, and of up to 200 MB on its web page.",
    advice="Save the pictures of the book smaller, or tell readers to use the web page.",
)

ALL = (
    NOTHING_BUILT,
    NOT_FRESH,
    SHARED_NAME,
    UNUSABLE_COVER,
    OTHER_FILES,
    UNREADABLE_FILE,
    EMPTY_LIBRARY,
    REMOVED_BOOK,
    KINDLE_LANGUAGE,
    KINDLE_CONTENTS,
    KINDLE_PARTS,
    KINDLE_SIZE,
)
