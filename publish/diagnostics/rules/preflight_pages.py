"""C: what a press objects to on the pages of a PDF: size, margins, fonts, colours, pictures."""

from publish.diagnostics import Rule, Severity

PAGE_SIZES = Rule(
    "C20",
    "press-page-sizes",
    Severity.ERROR,
    summary="The pages of the PDF have several sizes.",
    why="A book is cut to one size; the press refuses the file, or cuts through the text.",
    advice="Give all pages one size. A page of twice the width is a spread: export single pages.",
)
BOXES = Rule(
    "C21",
    "press-page-boxes",
    Severity.ERROR,
    summary="The boxes of a page are not inside each other.",
    why="The trimmed page has to lie in the bleed, and that on the sheet (TrimBox, BleedBox, "
    "MediaBox); else nobody knows where to cut.",
    advice="Set page size, bleed and marks in the layout program, not by cropping the PDF.",
)
NO_TRIM = Rule(
    "C22",
    "press-trim-missing",
    Severity.WARNING,
    summary="The PDF does not say where its pages are cut.",
    why="Without a TrimBox the press takes the whole sheet for the page, marks and bleed too.",
    advice="Choose a variant of PDF/X when the PDF is exported: the program writes the boxes.",
)
BLEED = Rule(
    "C23",
    "press-bleed-missing",
    Severity.ERROR,
    summary="Ink that reaches the edge of the page does not go beyond it.",
    why="The knife cuts within a millimetre; without bleed a white line stays at the edge.",
    advice="Extend the picture or area by the bleed that the printer asks for, often 3 mm.",
)
PAGE_COUNT = Rule(
    "C24",
    "press-page-count",
    Severity.WARNING,
    summary="The printer cannot bind this number of pages.",
    why="A leaf has two pages, and each binding has its least and its greatest number.",
    advice="Add or remove blank pages at the end, or choose another binding.",
)
SPREADS = Rule(
    "C25",
    "press-spreads",
    Severity.WARNING,
    summary="A page seems to be two pages side by side.",
    why="The press arranges the pages on its sheets by itself, and needs each alone.",
    advice="Export single pages, not spreads.",
)
GUTTER = Rule(
    "C26",
    "press-gutter",
    Severity.ERROR,
    summary="Ink stands too near to the spine.",
    why="The thicker the book, the more of the inner margin disappears in the fold.",
    advice="Widen the inner margin to what the message names.",
)
MARGIN = Rule(
    "C27",
    "press-margin",
    Severity.WARNING,
    summary="Ink stands too near to the edge of the page, and does not bleed.",
    why="The knife may cut it away, or it looks cut.",
    advice="Move it inside, or extend it into the bleed.",
)
ROTATED = Rule(
    "C28",
    "press-page-rotation",
    Severity.WARNING,
    summary="A page is rotated or scaled by a setting of the page.",
    why="Programs that arrange pages on sheets have ignored it, and printed pages lying.",
    advice="Export the page upright and in its real size.",
)
BLANK = Rule(
    "C29",
    "press-blank-pages",
    Severity.WARNING,
    summary="A page has nothing on it.",
    why="Blank pages between chapters and at the end are usual; in another place a page is lost.",
    advice="Look at the pages that are named.",
)
MARKS = Rule(
    "C30",
    "press-marks",
    Severity.WARNING,
    summary="Printer's marks stand where the printer does not want them.",
    why="Marks in the bleed are seen on the cut page; some presses add their own and want none.",
    advice="Export without marks, or farther from the page.",
)
FONT = Rule(
    "C31",
    "press-font-missing",
    Severity.ERROR,
    summary="A font is not embedded in the PDF.",
    why="The press prints another one, with other widths and perhaps without Hebrew letters.",
    advice="Embed all fonts when the PDF is exported; where the font forbids it, use another.",
)
DRAWN_FONT = Rule(
    "C32",
    "press-type3-font",
    Severity.WARNING,
    summary="A font is of Type 3: its letters are drawings.",
    why="They are often coarse pictures, and many printers refuse them.",
    advice="Use another font, or a newer program: old bitmap fonts of TeX are the usual reason.",
)
NO_UNICODE = Rule(
    "C33",
    "press-text-without-letters",
    Severity.INFO,
    summary="A font does not say which letters its glyphs are.",
    why="It prints well, but text can be neither searched nor read aloud; PDF/A-2u and PDF/UA "
    "forbid it.",
    advice="Export with another program or setting, as tagged or accessible PDF.",
)
RGB = Rule(
    "C40",
    "press-rgb",
    Severity.WARNING,
    summary="Ink is given in the colours of a screen (RGB, Lab).",
    why="The press converts them by rules of its own; black becomes a mixture of four inks.",
    advice="Use black, or colours in CMYK.",
)
RGB_PICTURE = Rule(
    "C41",
    "press-rgb-picture",
    Severity.WARNING,
    summary="A picture is in the colours of a screen (RGB, Lab).",
    why="The press converts it by rules of its own, or refuses the file.",
    advice="Convert the picture to CMYK or grey, with the profile of the printing condition.",
)
CALIBRATED = Rule(
    "C42",
    "press-calibrated-colour",
    Severity.WARNING,
    summary="A colour has a profile of its own (ICC).",
    why="Some machines convert it once more, and black text is no longer pure black.",
    advice="Export in the colours of the output condition, without profiles in the pages.",
)
SPOT = Rule(
    "C43",
    "press-spot-colour",
    Severity.WARNING,
    summary="A spot colour is used.",
    why="Each needs a plate and an ink of its own, which costs, or it is converted.",
    advice="Convert it to CMYK, unless the printer expects this ink.",
)
RICH_BLACK = Rule(
    "C44",
    "press-rich-black-text",
    Severity.WARNING,
    summary="Black text is printed with more than black ink.",
    why="The plates never lie exactly on each other: small letters get coloured edges.",
    advice="Set text in black alone (K 100).",
)
COLOUR = Rule(
    "C45",
    "press-colour",
    Severity.ERROR,
    summary="Coloured ink is used, and the profile prints with black alone.",
    why="The page is printed in grey, or the job is charged as colour.",
    advice="Use black and grey, or a profile with colours.",
)
INK = Rule(
    "C46",
    "press-ink-limit",
    Severity.WARNING,
    summary="More ink lies on one place than paper takes.",
    why="It does not dry, and sets off on the sheet above. Coated paper takes some 300 to 330 "
    "per cent, uncoated 240 to 280.",
    advice="Convert pictures with a profile for this paper, and mix dark colours of less ink.",
)
REGISTRATION = Rule(
    "C47",
    "press-registration-colour",
    Severity.ERROR,
    summary="Registration colour is used on the page.",
    why="It prints 100 % of every plate, four times the ink: it is for marks outside the page.",
    advice="Use black.",
)
OVERPRINT = Rule(
    "C48",
    "press-white-overprint",
    Severity.ERROR,
    summary="White is set to overprint, and so disappears.",
    why="Overprinting adds no ink and removes none: a white letter is not there at all.",
    advice="Switch overprinting off for white text and areas.",
)
KNOCKOUT = Rule(
    "C49",
    "press-black-knockout",
    Severity.INFO,
    summary="Black text does not overprint.",
    why="Where the plates shift, white edges show around letters that stand on a colour.",
    advice="Set black text to overprint; many presses do so by themselves.",
)
RESOLUTION = Rule(
    "C50",
    "press-picture-coarse",
    Severity.WARNING,
    summary="A picture has too few pixels for its printed size.",
    why="Its pixels are seen: photographs need 300 on an inch, black and white drawings 600 to "
    "1,200.",
    advice="Use a picture with more pixels, or print it smaller. To enlarge it in a program does "
    "not help.",
)
PICTURE_FAULT = Rule(
    "C51",
    "press-picture-unread",
    Severity.WARNING,
    summary="A picture cannot be read.",
    why="The press may print a grey box or stop.",
    advice="Save the picture again in another program and place it anew.",
)
COMPRESSION = Rule(
    "C52",
    "press-picture-compression",
    Severity.WARNING,
    summary="A picture has a compression or a depth that the standard does not allow.",
    why="JPEG 2000, JBIG2 and 16 bits came with later versions of PDF than PDF/X-1a allows.",
    advice="Export with JPEG or ZIP compression and 8 bits.",
)
TRANSPARENCY = Rule(
    "C53",
    "press-transparency",
    Severity.WARNING,
    summary="Something on a page is transparent.",
    why="PDF/X-1a and old machines know no transparency, and print boxes or other colours.",
    advice="Flatten it: full colours instead of an opacity, pictures without an alpha channel.",
)
HAIRLINE = Rule(
    "C54",
    "press-hairline",
    Severity.WARNING,
    summary="A line is thinner than a quarter of a point.",
    why="A press prints it so thin that it breaks or disappears.",
    advice="Draw lines of 0.25 points (0.09 mm) or more, white lines on dark of 0.5.",
)
SMALL_TEXT = Rule(
    "C55",
    "press-small-coloured-text",
    Severity.INFO,
    summary="Text below 7 points is printed with several inks.",
    why="Plates that shift by a tenth of a millimetre make such letters unreadable.",
    advice="Print small text with one ink.",
)

ALL = (
    *(PAGE_SIZES, BOXES, NO_TRIM, BLEED, PAGE_COUNT, SPREADS, GUTTER, MARGIN, ROTATED, BLANK),
    *(MARKS, FONT, DRAWN_FONT, NO_UNICODE, RGB, RGB_PICTURE, CALIBRATED, SPOT, RICH_BLACK),
    *(COLOUR, INK, REGISTRATION, OVERPRINT, KNOCKOUT, RESOLUTION, PICTURE_FAULT, COMPRESSION),
    *(TRANSPARENCY, HAIRLINE, SMALL_TEXT),
)
