"""Frequent words of languages: words of grammar, by which a line of text shows its language.

Words of two languages that share a script are in both lists, and then tell nothing about these two.
Hebrew, Yiddish, Aramaic and Ladino words are without points, and Yiddish digraphs are two letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from publish.text.dataclass import dataclass
from publish.text.languages import Script, home

_WORDS = {
    "en": "the a and of to in is that it he was for on are with as his they be at this have "
    "from or had by not but what all were when we there can an your which their said if "
    "do will each about how up out them then she many some so these would other into has "
    "more her him see could no than been its who now my over down only way very after our "
    "just where most through back much before also around another come came any same does "
    "did even here must because why us again own shall thou thee thy unto hath ye every "
    "never nothing those upon whom whose whoever himself itself themselves one i me you "
    "let without",
    "es": "el a la los las de del que y en un una es se no por con para su al lo como más pero "
    "sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay "
    "donde dónde quien quién desde todo nos todos uno les ni contra ese eso ante ellos e "
    "esto mí antes qué unos yo otro otra él esa estos mucho nada cual poco ella estas "
    "algo nosotros mi mis tú te ti tu tus fue era ser son está están había he ha dice "
    "dijo así aquí ahora siempre nunca cada solo",
    "pt": "o a os as de do da dos das que e em um uma é se não por com para seu sua ao no na "
    "nos nas como mais mas foi ele ela eles tem à ou ser quando muito há já está eu "
    "também só pelo pela até isso entre era depois sem mesmo aos ter seus quem me esse "
    "estão você tinha foram essa num nem suas meu às minha numa elas havia qual nós lhe "
    "este tu te vos nosso nossa isto assim onde são diz disse então cada nada",
    "fr": "le la les de des du et un une est en que qui dans pour pas ne sur au aux avec ce "
    "cette ces il elle ils elles nous vous je tu se son sa ses mais ou où plus par comme "
    "tout tous leur leurs lui même être avoir était sont ont été fait sans si aussi quand "
    "donc car très bien peu celui ceux y dit rien chaque on toute cela c qu mon ma mes",
    "de": "der die das und ist in den von zu mit sich des auf für nicht ein eine dem es er "
    "sie auch als an nach wie im aus bei aber noch nur oder so wir ich du ihr hat haben "
    "sind war wird werden kann einen einer einem eines am zum zur über wenn was dass daß "
    "durch vor unter man sein seine seinem seinen ihre ihm ihn uns diese dieser dieses "
    "mehr bis alle alles doch schon denn hier da wo wer jeder kein keine mein sagte "
    "nichts",
    "it": "il lo la i gli le di del della dei degli delle dello che e è in un una uno non "
    "per con si da dal dalla sono come più ma anche se nel nella al alla ai alle ha hanno "
    "era essere questo questa questi quello quella suo sua suoi loro lui lei noi voi io "
    "tu mi ci cui dove quando prima dopo due dallo stesso stessa re perché così tutto "
    "tutti ogni senza chi ciò poi già molto fu sul sulla niente disse nulla",
    "lad-Latn": "el a la los las de del ke i en un una es se no por kon para su al lo komo mas "
    "ma sus le ya o este si porke esta entre kuando muy sin sovre tambien me asta ay ande "
    "kien todo mos todos ni kada eyos eya mi mis fue era avia estava dize disho muncho "
    "muncha agora ansi aki otro mozotros vozotros vos djente dio ijo ija kaza dainda",
    "ru": "и в не на я он с что а по это она этот к но они мы из у то за свой от так о для "
    "ты же все всё тот вы его только или ещё еще бы себя один как уже до если сам когда "
    "вот кто да было был была были её ее их нет есть чтобы тем чем где там мне меня тебя "
    "себе во со ни при без",
    "uk": "і в на не що з у до як це та й за він вона вони ми ви я про від для по але його "
    "її їх є був була було були бути так все який яка які або якщо коли тільки ще вже щоб "
    "цей ця ці той де там сам хто мені мене тебе собі без",
    "he": "את של הוא היא כי אל זה זו זאת גם או אבל אשר היה היתה הייתה היו יהיה אני אתה אנו "
    "אנחנו הם יש אין כן רק עד לפני אחרי כך כדי אצל ולא והוא והיא שלא שהוא שהיא אותו אותה "
    "אותם אלה אלו לו להם לך בו בהם כמו ואם שם אחד אחת ואת בכל מכל לכל שכל הזה הזאת הזו "
    "הנה עוד כאשר לכן אך מפני משום אף לאחר בלי ואין ויש שיש שאין וכל וזה כמה מתי איך למה "
    "מדוע לנו לכם אליו עליו ממנו ועל היום עתה ויאמר ויהי",
    "arc": "דא איהו איהי אינון אינהו אנון מאן מאי אית לית דאית דלית ליה לון להון להו ביה "
    "בהון מניה מינייהו לגביה לגבי דיליה דילה דילהון הוה הוו הוי כד כדין האי הכי הכא התם "
    "השתא בגין אמאי היכי נמי כלא כולא כלהו כולהו דהא דהוה דאיהו דאיהי דאינון קא איכא ליכא "
    "תא חזי קודשא בריך רחמנא עלמא בעלמא דעלמא אורייתא דאורייתא שמיא ארעא בארעא דארעא יומא "
    "ליליא מלכא דמלכא רבא רזא נהורא שכינתא נשמתא גופא אתר דכתיב אתמר אתא אזל קמיה קדם ית "
    "כען אילין הדא דנא סליק נחית עאל נפיק קאים יתיב חמא תנו רבנן תניא תנן דתניא דתנן "
    "איתמר אמרי אמרינן דאמר דקאמר קאמר סגי חדא תרי תרין תלת תלתא שמיה כרעותיה דכל אנת "
    "דאנת רבון עלמין לעילא לתתא עילא תתא לעלם עלמיא לחמא עניא אבהתנא דכפין ייתי ויכול הא "
    "יהא יהון ויאמרו דנפיק כתיב",
    "yi": "דער דאס און איז האט האבן האב ניט נישט מיט פון אז ווי וואס ווער וועט וועל וועלן "
    "זיך זיי איך אויף אויך נאר מען עס געווען געווארן ביז אלע נאך שוין קיין צום ווען דורך "
    "זיין הייסט דעם דיר דיך מיך אונדז אייך זיינען זענען וועגן ווייל אבער אדער וויל גוט "
    "גרויס קליין דארט היינט מאל צייט טאג וועלט געזאגט זאגט זאגן איין דעמאלט דערנאך",
    "lad": "קי דיל איל לוס לאס קון פור פארה פארא נו סו סוס אונה איסטה איסטי איסטו טודו טודוס "
    "מואי מאס קומו קואנדו סין מיס נוס אסטה אנטי דיזי דישו פואי אירה איס קאדה מונדו אוטרו "
    "ביין פורקי קיין אקי",
}
# Words of another language in the same script that are also the most frequent ones of this one.
_WEAK = {
    "yi": "די אין זי דו צו פאר אים מיר ער אן",
    "lad": "די לה אי אין מי אה",
    "he": "לא על עם אם מה מי כל",
    "arc": "לא על די מן כל פתח אמר רבי",
}
_STRONG_WEIGHT, _WEAK_WEIGHT = 1.0, 0.3
# “la”, “di”, “ha” are Spanish or Italian, and frequent in transliterated Hebrew and Aramaic.
_SHORT, _SHORT_WEIGHT = 2, 0.6

LANGUAGES: Mapping[Script, tuple[str, ...]] = {
    script: tuple(lang for lang in _WORDS if home(lang) is script)
    for script in dict.fromkeys(map(home, _WORDS))
}
"""The languages of each script that can be told apart, the usual one first."""


@cache
def weights(script: Script) -> Mapping[str, Mapping[str, float]]:
    """Return the frequent words of a script, each with its weight in each language."""
    result: dict[str, dict[str, float]] = {}
    for words, weight in ((_WEAK, _WEAK_WEIGHT), (_WORDS, _STRONG_WEIGHT)):
        for lang in LANGUAGES[script]:
            for word in words.get(lang, "").split():
                is_short = script is Script.LATIN and len(word) <= _SHORT
                result.setdefault(word, {})[lang] = _SHORT_WEIGHT if is_short else weight
    return result


@dataclass(frozen=True, slots=True)
class WordSets:
    """Frequent words of a script: those of one language alone, and those of all others alone."""

    own: frozenset[str]
    others: frozenset[str]


@cache
def word_sets(lang: str) -> WordSets:
    """Return the words of a listed language that no other has, and those that it has not."""
    words = weights(home(lang)).items()
    return WordSets(
        frozenset(word for word, langs in words if langs.keys() == {lang}),
        frozenset(word for word, langs in words if lang not in langs),
    )
