"""W: pictures that a text names."""

from publish.diagnostics import Effect, Rule, Severity

OUTSIDE = Rule(
    "W80",
    "picture-outside",
    Severity.WARNING,
    summary="A text names a picture outside of the folder of its workspace.",
    why="A text may come from a stranger, and would put a file of yours into the book. Paths with "
    "`..`, absolute paths and links are followed to their end first.",
    advice="Put the picture beside the text. Its description stands in its place.",
    effect=Effect.CHANGED,
)
NETWORK = Rule(
    "W81",
    "picture-in-network",
    Severity.WARNING,
    summary="A text names a picture by an address in a network, from which nothing is loaded.",
    why="A book has to be the same tomorrow, and nobody is to learn that you read a text.",
    advice="Save the picture beside the text, and name the file. Its description stands in its "
    "place.",
    effect=Effect.CHANGED,
    many="{count} pictures are addresses in a network: {messages}",
)
MISSING = Rule(
    "W82",
    "picture-missing",
    Severity.WARNING,
    summary="A text names a picture that does not exist.",
    why="Pictures are looked up from the folder of the text.",
    advice="Correct the name, or put the picture there. Its description stands in its place.",
    effect=Effect.CHANGED,
    many="{count} pictures do not exist: {messages}",
)
UNREADABLE = Rule(
    "W83",
    "picture-unreadable",
    Severity.WARNING,
    summary="The file of a picture in a text is no picture, or damaged.",
    why="PNG, JPEG, GIF, WebP, TIFF, BMP and PPM are read. A drawing (SVG, PDF) may load other "
    "files, and is not.",
    advice="Save it as PNG or JPEG. Its description stands in its place.",
    effect=Effect.CHANGED,
)
TOO_LARGE = Rule(
    "W84",
    "picture-too-large",
    Severity.WARNING,
    summary="A picture in a text is too large to be read.",
    why="Pictures have up to 50 MB and 100 million pixels, those of a book 500 MB in all, so that "
    "none fills the memory.",
    advice="Save a smaller copy: 2,500 pixels on the longer side are enough for print. Its "
    "description stands in its place.",
    effect=Effect.CHANGED,
)

ALL = (OUTSIDE, NETWORK, MISSING, UNREADABLE, TOO_LARGE)
