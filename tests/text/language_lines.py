"""Lines of three to twelve words in each language, in words of our own but for prayers."""

LINES = {
    "en": """
The ink is the soul of the letter
and the paper its body
Who oils the hinge hears his neighbour come
Let me in and I will tell you
Bread for the journey home
In the morning the wind was tired
Lesson of the Bread
On the Light Within
He asked him once more, and it grew cold
Whoever burns is silent
What does the lamp ask of the oil
A letter once written cannot be taken back
Blessed are You, King of the world
They sat together until the evening
No one knows where the road ends
Song of the Printer
The Gate of Unity
before any creature was made
Two hands hold one cup
Open the door for your friend""",
    "es": """
La aceituna da su aceite solo cuando la prensan
No preguntes, decía él, y arderás
Lección de la lámpara y el aceite
El alma de la letra es la tinta
El pan recuerda el campo
y quien lo come recuerda el pan
Así pasa la memoria de mano en mano
La puerta está hecha de la misma madera
Una luz pequeña en un cuarto grande
Textos escogidos para la velada
Quien engrasa la bisagra oye venir al vecino
¿Dónde compró la lámpara su aceite?
y abre antes del golpe
Nadie sabe dónde termina el camino
Los dos comieron del mismo plato
Sobre las luces pequeñas
Carta a un amigo lejano
El viento pidió entrar
Bendito eres Tú, Rey del mundo
Mañana volveremos a casa""",
    "pt": """
A azeitona dá o seu azeite quando a prensam
O pão lembra-se do campo
e quem o come lembra-se do pão
A porta é feita da mesma madeira
Uma luz pequena num quarto grande não discute
Lição da lâmpada e do azeite
A alma da letra é a tinta
O vento pediu à lâmpada para entrar
Ninguém sabe onde termina o caminho
Amanhã voltaremos para casa
Os dois comeram do mesmo prato
Sobre as luzes pequenas
Quem põe óleo na dobradiça ouve o vizinho
e abre antes da batida
Assim passa a memória de mão em mão
Carta a um amigo distante
Bendito és Tu, Rei do mundo
Textos escolhidos para a noite
O coração sabe o que a boca não diz
Ele não tem fim""",
    "fr": """
L'encre est l'âme de la lettre
et le papier est son corps
La porte est faite du même bois
Le pain se souvient du champ
et celui qui mange se souvient du pain
Qui huile la charnière entend venir son voisin
Une petite lumière dans une grande chambre
Leçon de la lampe et de l'huile
Personne ne sait où finit le chemin
Le vent a demandé à entrer
Ainsi la mémoire passe de main en main
Demain nous rentrerons à la maison
Les deux mangèrent dans le même plat
Sur les petites lumières
Lettre à un ami lointain
Le cœur sait ce que la bouche tait
Béni sois-tu, Roi du monde
Textes choisis pour la soirée
et il ouvre avant qu'on frappe
Elle n'a pas de fin""",
    "de": """
Die Tinte ist die Seele des Buchstabens
und das Papier ist sein Leib
Die Tür ist aus demselben Holz wie die Wand
Das Brot erinnert sich an das Feld
und wer isst, erinnert sich an das Brot
Wer die Angel ölt, hört den Nachbarn kommen
Ein kleines Licht in einem großen Zimmer
Lehre von der Lampe und dem Öl
Niemand weiß, wo der Weg endet
Der Wind bat um Einlass
So geht das Gedächtnis von Hand zu Hand
Morgen kehren wir nach Hause zurück
Beide aßen von demselben Teller
Über die kleinen Lichter
Brief an einen fernen Freund
Das Herz weiß, was der Mund verschweigt
Gelobt seist Du, König der Welt
Ausgewählte Texte für den Abend
und öffnet vor dem Klopfen
Sie hat kein Ende""",
    "it": """
L'inchiostro è l'anima della lettera
e la carta è il suo corpo
La porta è fatta dello stesso legno
Il pane ricorda il campo
e chi mangia ricorda il pane
Chi olia il cardine sente arrivare il vicino
Una piccola luce in una grande stanza
Lezione della lampada e dell'olio
Nessuno sa dove finisce la strada
Il vento chiese di entrare
Così la memoria passa di mano in mano
Domani torneremo a casa
I due mangiarono dallo stesso piatto
Sulle piccole luci
Lettera a un amico lontano
Il cuore sa ciò che la bocca tace
Benedetto sei Tu, Re del mondo
Testi scelti per la serata
e apre prima del colpo
Non ha fine""",
    "lad-Latn": """
El pan se akodra del kampo
i ken lo kome se akodra del pan
La puerta es echa de la mizma madera
La alma de la letra es la tinta
Kien unta la enkishada siente vinir al vizino
Una luz chika en una kamareta grande
Dinguno no save ande eskapa el kamino
El aire le dimando a la lampa de entrar
Amanyana vamos a tornar a kaza
Los dos komieron del mizmo plato
Bendicho tu, Rey del mundo
Lisyon de la lampa i del azeite
Si savesh komo kema, no demandash
Los muestros vinieron kon la nave""",
    "ru": """
Дверь сделана из того же дерева
и только петля из железа
Хлеб помнит поле
а едок помнит хлеб
Так память идет из рук в руки
и нет ей конца
Урок о двери
Читаем строка за строкой
Чернила – душа буквы
Никто не знает, где кончается дорога
Ветер попросил его впустить
Завтра мы вернемся домой
Письмо далекому другу
Сердце знает, о чем молчат уста
Благословен Ты, Царь мира
Избранные тексты на вечер""",
    "uk": """
Двері зроблені з того самого дерева
і лише завіса із заліза
Хліб пам'ятає поле
а той, хто їсть, пам'ятає хліб
Так пам'ять іде з рук у руки
і немає їй кінця
Урок про двері
Ніхто не знає, де закінчується дорога
Вітер попросив його впустити
Завтра ми повернемося додому
Лист далекому другові
Серце знає, про що мовчать уста""",
    "he": """
הדיו הוא נפש האות
והנייר הוא גופה
הדלת עשויה מאותו עץ של הקיר
ורק הציר של ברזל
הַדֶּלֶת עֲשׂוּיָה מֵאוֹתוֹ עֵץ שֶׁל הַקִּיר
שׁוֹמֵעַ אֶת שְׁכֵנוֹ בָּא
הַלֶּחֶם זוֹכֵר אֶת הַשָּׂדֶה
וְאֵין לָהּ סוֹף
כָּךְ הוֹלֶכֶת הַזְּכִירָה מִיָּד לְיָד
אדון עולם אשר מלך בטרם כל יציר נברא
מודה אני לפניך מלך חי וקיים
ברוך אתה ה' אלהינו מלך העולם
מה נשתנה הלילה הזה מכל הלילות
השושנה אדומה ולבנה ויש לה שנים עשר עלים
מי היא השושנה זו כנסת ישראל
שכשם שהשושנה ניכרת בין הקוצים
מה שושנה שהיא בין החוחים יש בה אדום ולבן
והנה האור העליון מתפשט בכלים דקדושה
כי הרצון לקבל הוא עיקר הנברא
לכאורה יש להקשות על דבריו
שיעור בעניין הדלת
איש לא ידע היכן נגמרת הדרך
מזמור לדוד ה' רועי לא אחסר
על נהרות בבל שם ישבנו גם בכינו
ואהבת לרעך כמוך
מכתב לחבר רחוק""",
    "arc": """
מאן שושנה דא כנסת ישראל
מָאן שׁוֹשַׁנָּה, דָּא כְּנֶסֶת יִשְׂרָאֵל
מה שושנה דאיהי בין החוחים אית בה סומק וחוור
מַה שׁוֹשַׁנָּה דְּאִיהִי בֵּין הַחוֹחִים אִית בָּהּ סוּמָק וְחִוָּור
הא לחמא עניא די אכלו אבהתנא בארעא דמצרים
כל דכפין ייתי ויכול כל דצריך ייתי ויפסח
יתגדל ויתקדש שמיה רבא
בעלמא די ברא כרעותיה וימליך מלכותיה
יהא שמיה רבא מברך לעלם ולעלמי עלמיא
תנו רבנן מאי חנוכה
בריך שמיה דמרי עלמא בריך כתרך ואתרך
תא חזי בשעתא דקודשא בריך הוא בעא למברי עלמא
כד סליק ברעותא דקודשא בריך הוא
מאי קא משמע לן
אמר ליה אביי לרב יוסף מאי טעמא
אתקינו סעודתא דמהימנותא שלימתא חדוותא דמלכא קדישא
דא היא סעודתא דחקל תפוחין קדישין
פתח אליהו הנביא ואמר רבון עלמין דאנת הוא חד ולא בחושבן
קום רבי שמעון ויתחדשון מלין על ידך
אנת חכים ולא בחכמה ידיעא""",
    "yi": """
דער ווינט האָט געזאָגט צום לאָמפּ
לאָז מיך אַרייַן, איך וועל דיר דערציילן
דער לאָמפּ האָט געשװיגן
האָט ער'ן נאָך אַ מאָל געפֿרעגט
און אין דער פֿרי איז דער ווינט געווען מיד
דער לאמפ און דער ווינט
אין א קליין שטעטל האט געלעבט א לאמפ אנצינדער
קיינער האט אים נישט געפרעגט
ווייל אלע האבן געזען
דאס ברויט געדענקט דאס פעלד
און ווער עס עסט געדענקט דאס ברויט
די טיר איז געמאכט פון דעם זעלבן האלץ
מארגן וועלן מיר גיין אהיים
א בריוו צו א ווייטן פריינט
דאָס האַרץ ווייסט װאָס דאָס מױל שװײַגט
קײנער װײסט ניט װוּ דער װעג ענדיקט זיך""",
    "lad": """
איל פאן סי אקודרה דיל קאמפו
אי קין לו קומי סי אקודרה דיל פאן
לה פואירטה איס איג'ה די לה מיזמה מאדירה
אונה לוז גי'קה אין און קוארטו גראנדי
לה אלמה די לה ליטרה איס לה טינטה
דינגונו נו סאבי אנדי איסקאפה איל קאמינו
לוס דוס קומיירון דיל מיזמו פלאטו
אמאנייאנה טורנאמוס אה קאזה""",
}


def lines(lang: str) -> list[str]:
    """Return the lines in one language."""
    return LINES[lang].strip().splitlines()
