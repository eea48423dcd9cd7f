"""The words of the pages of a library in Hebrew."""

from __future__ import annotations

from publish.catalogue.model import FileKind
from publish.catalogue.page_words import PageWords

HEBREW = PageWords(
    lang="he",
    name="עברית",
    other_language="English",
    library="ספרייה",
    one_book="ספר אחד, לקריאה ולמסירה חופשית",
    many_books="{} ספרים, לקריאה ולמסירה חופשית",
    search="חיפוש לפי שם ומחבר",
    none_match="לא נמצא ספר מתאים.",
    any_language="כל השפות",
    any_author="כל המחברים",
    any_series="כל הסדרות",
    language="שפה",
    author="מחבר",
    series="סדרה",
    in_series="ספר {}",
    all_books="כל הספרים",
    everything="הכול בקובץ אחד",
    everything_note=(
        "דפים אלה וכל הספרים, כ־{}. יש לפרוס את הקובץ על התקן זיכרון ולפתוח את index.html: "
        "הכול פועל גם בלי רשת."
    ),
    feeds="ביישומון הקריאה",
    feeds_note=(
        "יישומונים שיש בהם קטלוג (OPDS), כמו Thorium או KOReader, מוצאים את הספרים בעצמם. יש "
        "לתת להם כתובת זו:"
    ),
    catalogue_address="קטלוג",
    new_books="ספרים חדשים",
    by_language="לפי שפה",
    by_series="לפי סדרה",
    by_author="לפי מחבר",
    checksums="סכומי ביקורת",
    download="הורדה",
    editions="מהדורות",
    pages="{} עמודים",
    about="על הספר",
    languages="שפות",
    published="יצא לאור",
    publisher="הוצאה",
    rights="זכויות",
    subjects="נושאים",
    identifier="מזהה",
    accessibility="נגישות",
    how_to="איך מעבירים את הספר לקינדל, לקובו או לטלפון?",
    moved="הספר עבר למקום אחר.",
    retired="הספר אינו בספרייה עוד.",
    whole="הספר",
    skip="דילוג אל הספרים",
    kinds={
        FileKind.EPUB: "EPUB",
        FileKind.KEPUB: "לקובו",
        FileKind.AZW3: "לקינדל",
        FileKind.PDF: "PDF",
        FileKind.ACCESSIBLE_PDF: "PDF נגיש",
        FileKind.BOOKLET: "חוברת להדפסה",
        FileKind.SAMPLE: "טעימה",
    },
    kind_notes={
        FileKind.EPUB: "לטלפון, לטאבלט ולקורא ספרים",
        FileKind.KEPUB: "EPUB בתבנית של קוראי קובו (kepub)",
        FileKind.AZW3: "להעתקה לקינדל בכבל (AZW3)",
        FileKind.PDF: "לקריאה על המסך, או להדפסה דף אחר דף",
        FileKind.ACCESSIBLE_PDF: "מתויג לקוראי מסך",
        FileKind.BOOKLET: "להדפסה משני הצדדים, לקיפול ולהידוק",
        FileKind.SAMPLE: "תחילת הספר, כ־EPUB",
    },
    language_names={
        "en": "אנגלית",
        "he": "עברית",
        "yi": "יידיש",
        "arc": "ארמית",
        "ru": "רוסית",
        "fr": "צרפתית",
        "es": "ספרדית",
        "de": "גרמנית",
        "pt": "פורטוגלית",
        "it": "איטלקית",
        "ar": "ערבית",
        "lad": "לדינו",
        "uk": "אוקראינית",
    },
    edition_names={
        "large-print": "אותיות גדולות",
        "facing": "שני טורים",
        "spreads": "עמוד מול עמוד",
    },
    roles={
        "trl": "תרגום:",
        "edt": "עריכה:",
        "com": "ליקוט:",
        "ann": "הערות:",
        "cmm": "ביאור:",
        "aui": "הקדמה:",
    },
    devices=(
        (
            "קינדל",
            (
                "מורידים את ה־EPUB, פותחים במחשב את amazon.com/sendtokindle, נכנסים לחשבון "
                "וגוררים את הקובץ אל הדף; או שולחים אותו כקובץ מצורף לכתובת הדואר של הקינדל. "
                "הספר מופיע בספרייה אחרי כמה דקות. קובץ לקינדל, אם יש, מעתיקים בכבל אל התיקייה "
                "documents שבו."
            ),
        ),
        (
            "קובו",
            (
                "מורידים במחשב את הקובץ לקובו, ואם אין כזה את ה־EPUB; מחברים את הקובו בכבל, "
                "מעתיקים את הקובץ אל הכונן KOBOeReader ומנתקים בבטחה. אין לשנות את שם הקובץ: הקובו "
                "מכיר אותו לפי סופו."
            ),
        ),
        ("אייפון ואייפד", "מקישים על ה־EPUB, על הקובץ שירד, ובוחרים בספרים (Books)."),
        (
            "אנדרואיד",
            ("מורידים את ה־EPUB ופותחים אותו ביישומון קריאה: Google Play Books או KOReader."),
        ),
        ("מחשב", "פותחים את ה־EPUB ב־Thorium Reader או ב־calibre. ה־PDF נפתח בכל מקום."),
        (
            "נייר",
            (
                "מדפיסים את החוברת משני הצדדים, בהיפוך על הצד הקצר ובגודל ממשי; מקפלים את "
                "הגיליונות יחד ומהדקים בקפל. או מדפיסים את ה־PDF דף אחר דף."
            ),
        ),
    ),
)
