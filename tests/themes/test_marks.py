"""Points and accents of the theme's Hebrew faces: clear of each other and of letters.

Words are shaped as on a page, and the outlines of their glyphs compared as pixels.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from functools import cache

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageOps

from tests.conftest import ROOT

pytest.importorskip("uharfbuzz", reason="`make setup` has not installed uharfbuzz")

from tools.mark_collisions import GRID, LANGUAGES, Face, Placed
from tools.mark_lookups import find_colliding
from tools.pointed_words import read_scripture

STYLES = ROOT / "styles"
FAMILIES = ("FrankRuhlLibre", "NotoSansHebrew", "DavidLibre")
BODY = tuple(f"{family}-{style}" for family in FAMILIES for style in ("Regular", "Bold"))
CANTILLATION = "PublishTeamim-Regular"
FACES = (*BODY, CANTILLATION)
SCRIPTURE = ROOT.parent / "shared" / "data" / "tanakh.tsv.xz"

POINTED = (
    "יְרוּשָׁלִַם יְרוּשָׁלַ\u05b4ם יְרוּשָׁלָ\u034f\u05b4ם יְרוּשָׁלִָֽם׃ יְרוּשָׁלְַמָה מִצְוֺת עָוֺן הָעֲוֺנֹת תּוֹרָה לֹא חֹשֶׁךְ "
    "בְּֽנֵי קֻֽמִי גֻּֽם אֲנַֽחְנוּ לָֽרַכָּב נִֽקְרָא כֵּֽאלֹהֵי קֳדָם קׇֽדְשׁוֹ חׇכְמָה ה\u05bd\u05b7ם ה\u05bd\u034f\u05b7ם לָךְ תָּנָּה "
    "קְרֶאןָ וַתִּֽשְׁתַּחֲוֶֽיןָ׃ לְכֶן־ לִֽֿי כֿ תֿ אָֿ לֿ בָּֽרֲכוּ רוּחַ מַטֶּֽךָּ "
    "לׅׄוּלֵׅׄאׅׄ וַיִּשָּׁקֵׄהׄוּׄ וֵאלֶיׄ וּׄלְ שׄ"
).split()
ACCENTED = (
    "יְרוּשָׁלִַ֖ם יְרוּשָׁלִָֽם׃ מִצְוֺ֣ת עֲוֺנֹתָ֑יו זָ֣רְקָה וַיֶּ֛גֶל תֶּאֱנַ֣ף הַכְּלָיֹ֜ת וּלְנֹ֕גַהּ לְֽיֹ֫דְעָ֥י זַ֣ךְ יָ֤גֵ֥ל תְּרַנֵּ֣נָּ֣ה ל֘וּלֵ֘ א לׅׄוּלֵׅ֗ׄאׅׄ"
).split()


def read_font(name: str) -> bytes:
    (file,) = STYLES.glob(f"*/fonts/{name}.ttf")
    return file.read_bytes()


@cache
def face(name: str) -> Face:
    return Face(read_font(name))


@cache
def face_without_rules(name: str) -> Face:
    """Return a face without the positioning that the build of the theme's fonts adds."""
    font = TTFont(io.BytesIO(read_font(name)))
    table = font["GPOS"].table
    for lookup in table.LookupList.Lookup:
        if lookup.LookupFlag == 0x10 and lookup.LookupType in {8, 9}:
            lookup.SubTable, lookup.SubTableCount = [], 0
    data = io.BytesIO()
    font.save(data)
    return Face(data.getvalue())


def words_of(name: str) -> list[str]:
    return ACCENTED if name == CANTILLATION else POINTED


@pytest.mark.parametrize("name", FACES)
def test_marks_of_hard_words_are_clear(name: str) -> None:
    assert find_colliding(face(name), words_of(name)) == frozenset()


@pytest.mark.parametrize("name", FACES)
def test_without_the_rules_of_the_build_marks_collide(name: str) -> None:
    # Control of the measure.
    colliding = find_colliding(face_without_rules(name), words_of(name))
    assert len(colliding) >= (5 if name == CANTILLATION else 10)


def describe(name: str, words: Iterable[str]) -> list[str]:
    """Return a line for each word with collisions and the glyphs that meet."""
    return [
        f"{word}: {mark.glyph} meets {other.glyph}"
        for word in sorted(words)
        for language in LANGUAGES
        for mark, other in face(name).collisions(word, 0, language)
    ]


@cache
def require_scripture(*, accents: bool) -> frozenset[str]:
    if not SCRIPTURE.is_file():
        pytest.skip("the text of Scripture is not beside the project")
    return read_scripture(SCRIPTURE, accents=accents)


@pytest.mark.slow
@pytest.mark.parametrize("name", FACES)
def test_marks_of_a_sample_of_scripture_are_clear(name: str) -> None:
    # A hundredth of the words, the same at every run.
    words = {
        word
        for word in require_scripture(accents=name == CANTILLATION)
        if hashlib.sha256(word.encode()).digest()[0] < 256 // 100
    }
    assert describe(name, find_colliding(face(name), words)) == []


@pytest.mark.long
@pytest.mark.parametrize("name", FACES)
def test_marks_of_all_words_of_scripture_are_clear(name: str) -> None:
    words = require_scripture(accents=name == CANTILLATION)
    colliding = find_colliding(face(name), words)
    print(f"{name}: marks collide in {len(colliding)} of {len(words)} words")
    assert describe(name, colliding) == []


# --- places


def edges(name: str, placed: Placed) -> tuple[int, int, int, int]:
    """Return the left, bottom, right and top of a glyph, in pixels of an em of ``GRID``."""
    shape = face(name).shape_of(placed.glyph, 0)
    assert shape is not None
    left, bottom = placed.x + shape.left, placed.y + shape.bottom
    return left, bottom, left + shape.picture.width, bottom + shape.picture.height


def glyph_of(name: str, text: str, character: str, language: str = "he") -> tuple[int, ...]:
    """Return the edges of the only glyph of ``character`` in ``text``."""
    glyph = face(name).characters[ord(character)]
    shaped = face(name).shape(text, language)
    (placed,) = (each for each in shaped if each.glyph.startswith(glyph))
    return edges(name, placed)


in_each_face = pytest.mark.parametrize("name", FACES)
in_each_body_face = pytest.mark.parametrize("name", BODY)


@in_each_face
@pytest.mark.parametrize("vowel", ["\u05b7", "\u05b8"])
@pytest.mark.parametrize("joiner", ["", "\u034f"])
def test_the_hiriq_of_jerusalem_stands_at_the_left_of_its_other_vowel(
    name: str, vowel: str, joiner: str
) -> None:
    text = f"ירושל{vowel}{joiner}\u05b4ם"
    hiriq, other = (glyph_of(name, text, mark) for mark in ("\u05b4", vowel))
    lamed, mem = (glyph_of(name, text, letter) for letter in "לם")
    assert hiriq[2] + GRID // 50 <= other[0]
    assert mem[0] < hiriq[0] < other[2] <= lamed[2] + GRID // 50


@in_each_body_face
def test_holam_haser_stands_at_the_left_of_its_vav_and_holam_male_over_it(name: str) -> None:
    def distance(mark: str) -> int:
        """Return how far right of the left edge of vav the middle of the holam is."""
        vav, holam = (glyph_of(name, f"צו{mark}ת", each, "arc") for each in ("ו", mark))
        return (holam[0] + holam[2]) // 2 - vav[0]

    assert distance("\u05ba") <= GRID // 50
    assert distance("\u05b9") >= GRID // 20


@in_each_face
@pytest.mark.parametrize("language", LANGUAGES)
def test_holam_haser_looks_unlike_holam_male(name: str, language: str) -> None:
    haser, male = (face(name).shape(f"מצו{mark}ת", language) for mark in "\u05ba\u05b9")
    assert [(each.glyph, each.x) for each in haser] != [(each.glyph, each.x) for each in male]


@in_each_body_face
def test_a_holam_haser_on_another_letter_stands_where_a_holam_does(name: str) -> None:
    haser, male = (glyph_of(name, f"ב{mark}", mark) for mark in "\u05ba\u05b9")
    assert haser == male


@in_each_face
@pytest.mark.parametrize("sign", "\u05c4\u05c5\u05c6")
def test_rare_signs_have_glyphs_with_ink(name: str, sign: str) -> None:
    left, bottom, right, top = glyph_of(name, sign if sign == "\u05c6" else f"א{sign}", sign)
    assert left < right
    assert bottom < top


@in_each_body_face
def test_an_inverted_nun_is_a_nun_that_faces_right(name: str) -> None:
    nun = face(name).shape_of("uni05E0", 0)
    inverted = face(name).shape_of("uni05C6", 0)
    assert nun is not None
    assert inverted is not None
    mirrored = ImageOps.mirror(nun.picture).resize(inverted.picture.size)
    difference = ImageChops.difference(inverted.picture, mirrored)
    # Pixels at the edges differ.
    assert ink(difference) < ink(inverted.picture) / 5
    # Control: a nun is not like its mirror image.
    assert (
        ink(ImageChops.difference(nun.picture, ImageOps.mirror(nun.picture))) > ink(nun.picture) / 3
    )


def ink(picture: Image.Image) -> int:
    return sum(map(bool, picture.tobytes()))


@in_each_face
def test_puncta_stand_over_and_under_the_letter_and_its_points(name: str) -> None:
    text = "ל\u05b5\u05c4\u05c5"
    lamed, tsere, over, under = (glyph_of(name, text, each) for each in "ל\u05b5\u05c4\u05c5")
    assert over[1] > GRID // 2
    assert under[3] < 0
    for punctum in (over, under):
        assert lamed[0] - GRID // 50 <= punctum[0] < punctum[2] <= lamed[2] + GRID // 50
    # Tsere and a dot close below it would be a segol.
    if name != CANTILLATION:
        assert under[3] + GRID // 50 <= tsere[1]


@pytest.mark.parametrize("name", [name for name in BODY if not name.startswith("Noto")])
def test_meteg_stands_under_each_letter(name: str) -> None:
    # Noto places it beside narrow letters.
    for letter in "אבגדהוזחטיכךלמנסעפצקרשת":
        text = f"{letter}\u05bd"
        base, meteg = (glyph_of(name, text, each) for each in text)
        middle = (meteg[0] + meteg[2]) // 2
        assert base[0] <= middle <= base[2]


@in_each_body_face
@pytest.mark.parametrize("vowel", ["\u05b0", "\u05b4", "\u05b5", "\u05b6", "\u05b7", "\u05b8"])
def test_meteg_stands_at_the_left_of_the_vowel_and_not_among_its_dots(
    name: str, vowel: str
) -> None:
    text = f"ה{vowel}\u05bd"
    points, meteg = (glyph_of(name, text, each) for each in text[1:])
    assert meteg[2] <= points[0]
