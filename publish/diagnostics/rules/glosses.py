"""G: words of another language that the text explains in brackets."""

from publish.diagnostics import Confidence, Effect, Example, Rule, Severity

GLOSSES = Rule(
    "G01",
    "glosses",
    Severity.INFO,
    why="A word with its meaning in brackets behind it is kept together, and is listed in the "
    "glossary of the book. Words that an editor added in brackets are not.",
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
