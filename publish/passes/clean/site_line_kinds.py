"""Kinds of lines that belong to a web page, such as navigation links and breadcrumbs."""

from __future__ import annotations

import re
from enum import Enum, auto

from publish.text.dataclass import dataclass
from publish.text.patterns import late_pattern

_LONGEST = 80


class Certainty(Enum):
    """The certainty that a line belongs to the web page; authors write the last two, too."""

    CERTAIN = auto()
    NOTATION = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class SiteLineKind:
    """A kind of line of a web page: its name for messages, and how certain it is."""

    name: str
    certainty: Certainty


# Guillemets are also quotation marks, so a quotation must not match.
_ARROW = late_pattern(
    r"(?:<-+|<<|←|⟵)\s*\S.*|.*\S\s*(?:->|>>|→|⟶)"
    r"|[«‹][^«»‹›.,;:!?]+[«‹]?|[»›]?[^«»‹›.,;:!?]+[»›]"
)
_BREADCRUMB = late_pattern(
    r"(?:[^/]+ / )*[^/]+ /|home(?: / [^/]+)+|דף הבית(?: / [^/]+)+"
    r"|[^/>»›]+(?: [>»›] [^/>»›]+)+"
)

_SIGN = late_pattern("[<>/«»‹›←→⟵⟶]")

# Words of a site; in an arrow or a breadcrumb they distinguish a link from the notation of a text.
_SITE_WORD = late_pattern(
    r"\b(?:home ?page|home|library|lessons?|articles?|archives?|blog|news|menu|sheets?|website"
    r"|next|previous|prev|back to|return to|(?:continue|keep) reading|read more"
    r"|inicio|biblioteca|lecciones|artículos|accueil|bibliothèque|startseite|bibliothek"
    r"|главная|библиотека|статьи|уроки|назад|далее)\b"
    r"|(?<!\w)(?:דף הבית|עמוד ראשי|ספריי?ה|ספריית|מאמרים|שיעורים|תפריט|הבא|הקודם|חזרה ל\w*)(?!\w)",
    re.IGNORECASE,
)

_LINK = late_pattern(
    r"(?:continue|keep) reading|read more|skip to (?:main )?content|(?:back|return) to (?:the )?top"
    r"|print this (?:article|lesson|text|page)"
    r"|(?:(?:previous|next) (?:article|lesson|page|post|chapter))"
    r"|(?:©|\(c\)) ?\d{4}.{0,60}all rights reserved\.?|all rights reserved\.?"
    r"|(?:log ?in|sign ?in|register|sign ?up|home|menu|search|contact|about)"
    r"(?: [|·•] (?:log ?in|sign ?in|register|sign ?up|home|menu|search|contact|about)(?: us)?)+"
    r"|jump to (?:navigation|search|content)(?:,? ?jump to search)?|print(?:er)?[ -](?:this page"
    r"|friendly(?: version)?)|download(?: as)?(?: a)? (?:pdf|epub|docx?|mp3)|toggle navigation"
    r"|(?:sign|log) ?in(?: / .{1,20})?|add (?:a )?translation|copy link|leave a (?:comment|reply)"
    r"|\[edit(?: source)?\]|from wikisource.{0,60}|from wikipedia.{0,60}|powered by \w+"
    r"|המשך(?: ל?קריאה| לקרוא)|לקריאה נוספת|(?:חזרה|בחזרה) ל(?:מעלה|ראש הדף)|דף הבית"
    r"|(?:מתוך|מאת) ויקי(?:טקסט|פדיה|מילון|ציטוט).{0,60}|קפיצה ל(?:ניווט|חיפוש|תוכן)"
    r"(?: ?קפיצה לחיפוש)?|הוס(?:ף|פת) תרגום|\[עריכה\]|גרסה להדפסה|הורד(?:ה|ת)? ?(?:pdf|קובץ)"
    r"|читать (?:далее|дальше|полностью)|вернуться (?:наверх|к началу)|версия для печати"
    r"|на главную|перейти к (?:навигации|содержанию|поиску)|материал из вики.{0,60}"
    r"|(?:leer|ver) más|seguir leyendo|volver (?:arriba|al inicio)|descargar pdf"
    r"|lire la suite|retour en haut|haut de page|télécharger(?: le)? pdf"
    r"|weiterlesen|nach oben|zurück nach oben|druckversion|pdf herunterladen"
    r"|leia mais|voltar ao topo|leggi (?:tutto|di più)|torna su",
    re.IGNORECASE,
)
# Narrow, because “Share your bread with the hungry” is a verse.
_SHARE = late_pattern(
    r"search (?:this|the|our) (?:site|page|library)"
    r"|share (?:this|on|via)\b[^.,;]{0,40}:?|share:|tweet(?: this)|follow us\b[^.,;]{0,40}"
    r"|subscribe (?:to|now|here|for)\b.{0,40}|sign up (?:for|to)\b.{0,40}|like this:"
    r"|שתפו (?:ב|את|דף|מאמר|שיעור|עמוד)[^.,;]{0,40}|הירשמו ל[^.,;]{0,40}|עקבו אחרינו[^.,;]{0,40}"
    r"|поделиться(?: [^.,;]{0,30})?:?|подписаться на .{0,40}"
    r"|compart(?:ir|e) (?:en|esto)\b[^.,;]{0,30}|partager sur\b[^.,;]{0,30}",
    re.IGNORECASE,
)
_WORD = late_pattern(
    r"home|menu|search|share|tweet|subscribe|print|download|next|previous|table of contents"
    r"|like this|המשך|הדפסה|הבא|הקודם|תפריט|שתפו|חיפוש|עריכה|הורדה"
    r"|главная|поиск|назад|далее|наверх|inicio|compartir|accueil|partager|startseite|teilen",
    re.IGNORECASE,
)


def find_site_line_kind(line: str) -> SiteLineKind | None:
    """Return the kind of a short line that could belong to a web page, else None."""
    if len(line) > _LONGEST:
        return None
    if _LINK.fullmatch(line):
        return SiteLineKind("a link of the site", Certainty.CERTAIN)
    if _SHARE.fullmatch(line):
        name = "a line that asks to share or subscribe"
        return SiteLineKind(name, Certainty.CERTAIN)
    if _WORD.fullmatch(line):
        return SiteLineKind("a link of the site", Certainty.WORD)
    if not _SIGN.search(line):
        return None
    for pattern, name in ((_ARROW, "a navigation arrow"), (_BREADCRUMB, "a breadcrumb")):
        if pattern.fullmatch(line):
            is_certain = _SITE_WORD.search(line) is not None
            return SiteLineKind(name, Certainty.CERTAIN if is_certain else Certainty.NOTATION)
    return None
