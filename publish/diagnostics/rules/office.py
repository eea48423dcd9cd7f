"""W: files of word processors, as Word and LibreOffice write them."""

from publish.diagnostics import Confidence, Effect, Rule, Severity

_SAVE_AGAIN = "Open the file in the program that made it, and save it again."
_DECIDE = (
    "Go through the changes in the program of the document (Word: Review; LibreOffice: Edit, Track "
    "Changes), accept or reject each, and save the file."
)

DAMAGED = Rule(
    "W10",
    "archive-damaged",
    Severity.ERROR,
    summary="The file is an archive that cannot be unpacked.",
    why="Files of Word and OpenDocument are ZIP archives. This one is cut off or changed, most "
    "often because a download or a copy was not finished.",
    advice=_SAVE_AGAIN + " If it does not open there, take an older copy.",
)
UNSAFE = Rule(
    "W11",
    "archive-unsafe",
    Severity.ERROR,
    summary="The file could do harm, and is not read.",
    why="Its parts are larger when unpacked than those of any text, have names that lead out of "
    "the file, or define entities. No program that writes texts makes such files.",
    advice=_SAVE_AGAIN,
)
XML_DAMAGED = Rule(
    "W12",
    "xml-damaged",
    Severity.ERROR,
    summary="A part of the file is no XML.",
    why="The text of such a file is XML, and at the place that the message names it is broken.",
    advice=_SAVE_AGAIN + " If it does not open there, take an older copy.",
)
NO_DOCUMENT = Rule(
    "W13",
    "document-missing",
    Severity.ERROR,
    summary="The file contains no text document.",
    why="The archive has the form of a Word file or of an OpenDocument text, but the part with "
    "the text is missing.",
    advice=_SAVE_AGAIN,
)
LOCKED = Rule(
    "W14",
    "document-locked",
    Severity.ERROR,
    summary="The file is encrypted with a password.",
    why="Nothing of its text can be read without the password, for which publish does not ask.",
    advice="Open it with its password in Word or LibreOffice, remove the password (in Word: File, "
    "Info, Protect Document, Encrypt with Password), and save it.",
)
INSERTED = Rule(
    "W15",
    "insertion-printed",
    Severity.WARNING,
    summary="A tracked insertion, or text that was moved here, is printed.",
    why="The text was inserted while changes were tracked, and nobody has accepted or rejected it. "
    "The book has the text as it is with all changes made.",
    advice=_DECIDE,
    many="{count} tracked insertions are printed: {messages}",
)
DELETED = Rule(
    "W16",
    "deletion-not-printed",
    Severity.WARNING,
    summary="A tracked deletion, or text that was moved away, is not printed.",
    why="The text was deleted while changes were tracked, and nobody has accepted or rejected it. "
    "The book has the text as it is with all changes made.",
    advice=_DECIDE,
    effect=Effect.DROPPED,
    many="{count} tracked deletions are not printed: {messages}",
)
HIDDEN = Rule(
    "W17",
    "hidden-text-not-printed",
    Severity.WARNING,
    summary="Hidden text is not printed.",
    why="The text, or the section around it, is set to “hidden”, so that the program of the "
    "document does not print it either.",
    advice="Show the hidden text in the document, and clear Hidden: in Word under Font, in "
    "LibreOffice under Character, Font Effects, or Format, Sections.",
    effect=Effect.DROPPED,
    many="{count} stretches of hidden text are not printed: {messages}",
)
COMMENT = Rule(
    "W18",
    "comment-not-printed",
    Severity.INFO,
    summary="A comment is not printed.",
    why="Comments are for those who work on the text, not for its readers.",
    advice="Read the comments once more before the book is printed: one may ask for a change.",
    effect=Effect.DROPPED,
    many="{count} comments are not printed: {messages}",
)
TEXT_BOX = Rule(
    "W19",
    "text-box-moved",
    Severity.INFO,
    summary="The text of a text box is printed after the paragraph to which the box belongs.",
    why="A text box stands anywhere on its page; the pages of the book are others.",
    advice="Move the text to where it belongs, if that is elsewhere.",
    effect=Effect.CHANGED,
    many="{count} text boxes are printed after their paragraphs",
)
PAGE_FIELD = Rule(
    "W20",
    "page-number-of-document",
    Severity.WARNING,
    summary="A field shows a page number of the document, which is another one in the book.",
    why="The result of a field is printed as the file has it. For page numbers that is the number "
    "of a page of the document.",
    advice="Write the chapter or the section in place of the page number.",
    many="{count} fields show page numbers of the document: {messages}",
)
CONTENTS = Rule(
    "W21",
    "contents-not-printed",
    Severity.INFO,
    summary="The table of contents of the document is not printed.",
    why="Its page numbers are those of the document. The book makes contents of its own.",
    advice="Nothing.",
    effect=Effect.DROPPED,
    many="{count} lines of the contents of the document are not printed",
)
SYMBOL = Rule(
    "W22",
    "symbol-without-character",
    Severity.WARNING,
    summary="A symbol has no character that stands for it, and is not printed.",
    why="Symbols of fonts such as Wingdings are no letters but places in that font.",
    advice="Replace the symbol by a character: Insert, Symbol, and a font that is no symbol font.",
    effect=Effect.DROPPED,
    many="{count} symbols have no character that stands for them: {messages}",
)
PICTURE = Rule(
    "W23",
    "document-picture-not-read",
    Severity.WARNING,
    summary="A picture of the document is left out.",
    why="It is a drawing of Office, which only Office draws, or it is damaged, too large, or not "
    "in the file at all.",
    advice="Save it as PNG or JPEG (right click, Save as Picture) and insert it again.",
    effect=Effect.DROPPED,
    many="{count} pictures of the document are left out: {messages}",
)
EMBEDDED = Rule(
    "W24",
    "embedded-content-not-read",
    Severity.WARNING,
    summary="A part of the document that another program makes is left out, or printed as text.",
    why="Charts, sheets and documents within the document are files of their own, and the signs of "
    "an equation stand one after another.",
    advice="Put a picture of it, or its text, in its place.",
    effect=Effect.DROPPED,
    many="{count} parts that other programs make: {messages}",
)
CONTROL = Rule(
    "W25",
    "form-field-as-text",
    Severity.INFO,
    summary="A content control or a smart tag is printed as the text that it contains.",
    why="A book has no fields to fill in. A prompt that nobody has replaced is left out.",
    advice="Nothing, if the words around it read well.",
    effect=Effect.CHANGED,
    many="{count} content controls and smart tags are printed as text: {messages}",
)
MACROS = Rule(
    "W26",
    "macros-ignored",
    Severity.INFO,
    summary="The file has macros, which are not looked at and never run.",
    why="Only the text of the file is read.",
    advice="Nothing. Before such a file is opened in its program, know who sent it.",
)
UNKNOWN_STYLE = Rule(
    "W27",
    "style-not-used",
    Severity.WARNING,
    summary="The settings name a style that no paragraph of the text has.",
    why="`[styles]` gives the paragraphs of a style their role in the book. A name that is written "
    "otherwise in the document has no effect.",
    advice="Write the name as the list of styles in Word or LibreOffice shows it.",
)
TITLE = Rule(
    "W28",
    "title-of-properties",
    Severity.INFO,
    summary="The properties of the document state a title.",
    why="A title in the text and one in the settings go before it.",
    advice='Write `title = "…"` into the settings if the title is another one.',
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
)
RUNNING_HEAD = Rule(
    "W29",
    "header-not-printed",
    Severity.INFO,
    summary="A header or footer of the document is not printed.",
    why="The pages of the book have running heads and page numbers of their own.",
    advice="Nothing.",
    effect=Effect.DROPPED,
    many="{count} headers and footers of the document are not printed: {messages}",
)
NOTE_MISSING = Rule(
    "W30",
    "note-of-document-missing",
    Severity.WARNING,
    summary="A note is called whose text is not in the file.",
    why="The call is in the text, and the part of the file with the notes has none for it.",
    advice="Look for the note in the document, and write it again.",
    many="{count} notes are called that the file does not have: {messages}",
)
STYLED_DROP = Rule(
    "W31",
    "style-dropped",
    Severity.INFO,
    summary="A paragraph is not printed because the settings drop its style.",
    why="`[styles]` gives the style the role `drop`.",
    advice="Nothing, if the paragraph does not belong to the book.",
    effect=Effect.DROPPED,
    many="{count} paragraphs are not printed because the settings drop their style",
)
NESTED_TABLE = Rule(
    "W32",
    "nested-table-flattened",
    Severity.WARNING,
    summary="A table in a cell of another table is printed as lines of that cell.",
    why="A cell of a book holds words, notes and lines.",
    advice="Put the inner table before or after the outer one.",
    effect=Effect.CHANGED,
    many="{count} tables in cells of tables are printed as lines",
)
REPEATED = Rule(
    "W33",
    "repetition-bounded",
    Severity.WARNING,
    summary="A number of repeated spaces, cells or rows is larger than in any text, and bounded.",
    why="OpenDocument writes a row of equal spaces, cells or table rows once, with their number.",
    advice="Look at the place in the document, and delete the spaces or cells that repeat.",
    effect=Effect.CHANGED,
    many="{count} repetitions are bounded: {messages}",
)
MERGED_CELLS = Rule(
    "W34",
    "merged-cells-divided",
    Severity.INFO,
    summary="A cell over several columns or rows is printed in the first of them.",
    why="The tables of a book have one width for all rows; the other cells are empty.",
    advice="Look at the table in the book, and divide the cell if the words stand wrongly.",
    effect=Effect.CHANGED,
    many="{count} tables with cells over several columns or rows",
)
STRUCK = Rule(
    "W35",
    "struck-text-printed",
    Severity.WARNING,
    summary="Words that are struck through are printed as others.",
    why="Editors strike words through that they want to have deleted; a book has no such line.",
    advice="Delete the words in the document, or take the line from them.",
    effect=Effect.CHANGED,
    many="{count} stretches are struck through, and printed: {messages}",
)

ALL = (
    DAMAGED,
    UNSAFE,
    XML_DAMAGED,
    NO_DOCUMENT,
    LOCKED,
    INSERTED,
    DELETED,
    HIDDEN,
    COMMENT,
    TEXT_BOX,
    PAGE_FIELD,
    CONTENTS,
    SYMBOL,
    PICTURE,
    EMBEDDED,
    CONTROL,
    MACROS,
    UNKNOWN_STYLE,
    TITLE,
    RUNNING_HEAD,
    NOTE_MISSING,
    STYLED_DROP,
    NESTED_TABLE,
    REPEATED,
    MERGED_CELLS,
    STRUCK,
)
