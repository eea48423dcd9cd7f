"""G: words of another language that the text explains in brackets."""

from publish.diagnostics import Confidence, Effect, Rule, Severity

GLOSSES = Rule(
    "G01",
    "glosses",
    Severity.INFO,
    why="A word with its meaning in brackets behind it is kept together, and is listed in the "
    "glossary where the book has one. Words that an editor only added in brackets are not.",
    advice="Nothing. What should not be listed can be set off from the word with a comma.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
)

ALL = (GLOSSES,)
