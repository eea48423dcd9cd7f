"""Generator of texts in several languages, and of the bytes that editors make of them."""

from __future__ import annotations

import random

HEBREW = "שמע אחד עד בראשית אלהים ד״ה אמן ישראל תורה ומצוות רש״י ז״ל עמ׳ פרק לא של את גם דף".split()
POINTED = "שָׁלוֹם בְּרֵאשִׁית בָּרָא אֱלֹהִים הַשָּׁמַיִם אֶחָד".split()
ENGLISH = (
    "The scribe writes a letter with his pen and whoever reads it doesn’t know what he means. In "
    "the beginning – so they say – were “words” of all kinds, ‘small’ and large… see page 12."
).split()
FRENCH = (
    "Où était-il cet été ? À l’école, là où ça a été décidé par le maître : Noël arrive bientôt, "
    "garçon ! Les élèves français sont déjà prêts ; voici l’hôtel près de la forêt."
).split()
GERMAN = (
    "Über die Größe der Bäume wußte der König nichts, aber er hörte schöne Lieder und aß süße "
    "Äpfel für die Mädchen und ihre Brüder."
).split()
SPANISH = (
    "¿Dónde está el niño? ¡Mañana llegará la señora Muñoz con su corazón! Él también comió "
    "después y vivió aquí con el pingüino."
).split()
RUSSIAN = "Чернила – душа буквы, а бумага – тело ее. Он читает книгу и пишет своему другу".split()

WIDE = [codec for width in ("16", "32") for codec in (f"utf-{width}-le", f"utf-{width}-be")]
MARKED = ["utf-8-sig", "utf-16", "utf-32"]


def join(words: list[str]) -> str:
    """Return words as lines of ten."""
    return "\n".join(" ".join(words[start : start + 10]) for start in range(0, len(words), 10))


def write(rng: random.Random, *vocabularies: list[str], least: int = 12) -> str:
    """Return a text of random words of one or more languages, with at least one of the first."""
    every = [word for vocabulary in vocabularies for word in vocabulary]
    words = rng.choices(every, k=rng.choice((least, 30, 120)))
    words[rng.randrange(len(words))] = rng.choice(vocabularies[0])
    return join(words)


_SAVED: tuple[tuple[tuple[list[str], ...], list[str]], ...] = (
    ((HEBREW, ENGLISH), ["cp1255", *WIDE, *MARKED]),
    ((HEBREW, ENGLISH * 20), ["cp1255", *WIDE, *MARKED]),
    ((HEBREW,), ["cp1255", *WIDE, *MARKED]),
    ((POINTED, HEBREW, ENGLISH), ["cp1255", *WIDE, *MARKED]),
    ((ENGLISH,), ["cp1252", "mac_roman", *WIDE, *MARKED]),
    ((FRENCH,), ["cp1252", "mac_roman", *WIDE, *MARKED]),
    ((FRENCH, ENGLISH), ["cp1252", "mac_roman", *WIDE, *MARKED]),
    ((GERMAN,), ["cp1252", "mac_roman", *WIDE, *MARKED]),
    ((SPANISH,), ["cp1252", "mac_roman", *WIDE, *MARKED]),
    ((RUSSIAN,), ["cp1251", *WIDE, *MARKED]),
    (([word for word in HEBREW if word.isalpha()],), ["cp862", "iso8859_8"]),
)


def write_saved(rng: random.Random) -> tuple[str, str]:
    """Return a text and the codec in which it is saved."""
    vocabularies, codecs = rng.choice(_SAVED)
    return write(rng, *vocabularies), rng.choice(codecs)


def write_any(rng: random.Random) -> str:
    """Return a text in one of the languages, or in English with a few words of Hebrew."""
    return write(rng, *rng.choice(_SAVED)[0])
