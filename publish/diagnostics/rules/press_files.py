"""P: files for a press, their pictures and inks."""

from publish.diagnostics import Effect, Rule, Severity

LOW_RESOLUTION = Rule(
    "P60",
    "picture-of-low-resolution",
    Severity.WARNING,
    summary="A picture has fewer dots an inch, at its printed size, than the printer asks for.",
    why="In print its dots show as steps and blurs that a screen does not show. Logos saved from "
    "web sites usually have 72 dots an inch.",
    advice="Use the original of the picture, or print it smaller. Enlarging it in a program adds "
    "no detail.",
)
FLATTENED = Rule(
    "P61",
    "transparency-left-out",
    Severity.WARNING,
    summary="A transparent mask or blending of colours is left out of a press file.",
    why="The standard that the printer asks for has no transparency. Plain transparency is "
    "replaced by the colour that it has on white paper; masks, blend modes and the opacity of "
    "gradients cannot be.",
    advice="Look at the page that is named. If it looks wrong, use a picture without transparency "
    "there, or a profile of PDF/X-4.",
    effect=Effect.CHANGED,
)
UNUSABLE_PROFILE = Rule(
    "P62",
    "condition-profile-unusable",
    Severity.ERROR,
    summary="The file with the colours of the printing condition is no profile for CMYK printing.",
    why="Colours become inks by the ICC profile of the paper and the press. A profile of a monitor "
    "or a scanner says nothing about inks.",
    advice="Ask the printer for the ICC profile of their printing condition, such as "
    "PSOuncoated_v3_FOGRA52.icc.",
)
BORROWED_PROFILE = Rule(
    "P63",
    "inks-by-another-profile",
    Severity.INFO,
    summary="Colours become inks by the profile of coated paper, not by that of the condition.",
    why="Only the profile of FOGRA39 may travel with the program. Black text is the same under "
    "every condition; colours are a little off.",
    advice="Where colours matter, ask the printer for the ICC profile of the condition and name "
    "its file in the settings.",
)
PROFILE_MISSING = Rule(
    "P64",
    "condition-profile-missing",
    Severity.ERROR,
    summary="PDF/X-4 needs the ICC profile of its printing condition, and none is given.",
    why="The standard embeds the profile in the file. Only that of FOGRA39 may travel with the "
    "program.",
    advice="Ask the printer for the profile and name its file in the settings, or use a profile of "
    "PDF/X-1a, which names the condition alone.",
)

ALL = (LOW_RESOLUTION, FLATTENED, UNUSABLE_PROFILE, BORROWED_PROFILE, PROFILE_MISSING)
