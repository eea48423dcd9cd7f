"""G: words of another language that the text explains in brackets."""

from publish.diagnostics import Confidence, Effect, Example, Rule, Severity

GLOSSES = Rule(
    "G01",
    "glosses",
    Severity.INFO,
    summary="Words with their meanings in brackets were found for the glossary.",
    why="A word and its meaning are kept together on the page, and are listed in the glossary if "
    "the book has one. Words that an editor added in brackets are not.",
    advice="Nothing. A comma before the bracket keeps a word out of the glossary.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
    example=Example(
        "He left the Klipot [shells] behind.",
        "He left the Klipot, [shells] behind.",
        'indexes = ["glossary"]',
    ),
)

ALL = (GLOSSES,)
