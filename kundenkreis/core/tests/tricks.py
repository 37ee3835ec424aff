"""Messages as tricksters write them, plain and disguised, in German, English, French and Italian, by what they hold.

Turns of phrase as in the warnings of police and consumer advice. Over 200, many disguised.
"""

PLAIN: dict[str, list[str]] = {
    "remote_access": [
        "Bitte laden Sie TeamViewer herunter und sagen Sie mir die ID.",
        "Ich brauche Ihre TeamViewer-ID und das Kennwort.",
        "Installieren Sie Any Desk, dann sehe ich Ihren Bildschirm.",
        "öffnen Sie Anydesk und lesen Sie mir die neun Zahlen vor",
        "Wir machen das per Fernwartung, das geht schneller.",
        "Starten Sie bitte die Remotehilfe von Windows.",
        "Können Sie RustDesk öffnen?",
        "Laden Sie QuickSupport von Team Viewer auf das Handy.",
        "Mit UltraViewer kann ich Ihnen sofort helfen",
        "Please install AnyDesk and give me the code.",
        "Open Quick Assist and tell me the six digits.",
        "I can take control of your computer with a small program.",
        "Go to the store and get TeamViewer QuickSupport",
        "download screenconnect from my page",
        "We need remote access to your laptop, just run LogMeIn",
        "Téléchargez TeamViewer et donnez-moi l'identifiant.",
        "Installez AnyDesk, je m'occupe du reste.",
        "Je vais faire une prise de contrôle à distance, acceptez.",
        "Ouvrez Assistance rapide (Quick Assist) s'il vous plaît",
        "Scarichi AnyDesk e mi dica il codice.",
        "Installi TeamViewer, poi faccio io.",
        "Mi serve l'accesso remoto al suo computer.",
        "Apra Supremo Control e mi dia il numero",
    ],
    "gift_card": [
        "Kaufen Sie im Coop eine Steam-Karte für 100 Franken.",
        "Am besten zahlen Sie mit einer Google Play Karte.",
        "Schicken Sie mir ein Foto der Geschenkkarte mit dem Code.",
        "Rubbeln Sie das Feld frei und senden Sie mir den Code",
        "Zwei Paysafecards zu 50 genügen als Anzahlung.",
        "iTunes Gutschein geht auch",
        "ein Amazon-Gutschein wäre mir lieber",
        "Bitte den Gutscheincode hier schreiben",
        "Apple Geschenkkarte am Kiosk holen, dann melden",
        "Buy two Steam gift cards and send me the codes.",
        "You can pay with an iTunes card.",
        "scratch the back and read me the code please",
        "I only take Google Play cards",
        "Amazon gift card is fine for the deposit",
        "Achetez une carte Steam de 50 francs et envoyez le code.",
        "Une carte cadeau Google Play suffit.",
        "Grattez et donnez-moi les codes",
        "payer avec Paysafecard c'est possible",
        "Compri una carta regalo Amazon e mi mandi il codice.",
        "Basta una carta Google Play da 100 franchi",
        "Mi serve il codice del buono regalo",
    ],
    "bank_details": [
        "Überweisen Sie bitte auf CH93 0076 2011 6238 5295 7.",
        "Meine IBAN ist CH9300762011623852957",
        "Geben Sie mir bitte Ihre Kontonummer.",
        "Ich brauche Ihre Kreditkartennummer und das Ablaufdatum.",
        "Wie lautet der CVV auf der Rückseite?",
        "Bitte loggen Sie sich ins E-Banking ein und geben Sie mir das Passwort.",
        "Sie bekommen gleich eine TAN per SMS, die sagen Sie mir.",
        "Schicken Sie mir Ihre Bankverbindung.",
        "Wie ist der PIN Ihrer Bankkarte?",
        "Am einfachsten senden Sie Bitcoin.",
        "Bezahlen Sie per Western Union an meinen Bruder",
        "What is your account number and sort code?",
        "Give me the card number and the CVC",
        "Please send your bank details.",
        "Log in to your online banking and tell me the code",
        "Send the deposit in bitcoin",
        "Donnez-moi vos coordonnées bancaires.",
        "Quel est le numéro de votre carte ?",
        "J'ai besoin de votre RIB",
        "Le cryptogramme CVV, au dos de la carte",
        "Mi dia le coordinate bancarie.",
        "Qual è il numero della carta?",
        "Il codice di sicurezza CVV per favore",
        "Mi mandi l'IBAN, le faccio il rimborso",
    ],
    "outside": [
        "Sie können mich auch bar bezahlen, ohne die Plattform.",
        "Wenn Sie direkt an mich zahlen, wird es günstiger.",
        "Stornieren Sie hier, dann komme ich privat vorbei für 30.",
        "Zahlen Sie per Twint, dann sparen wir die Gebühr",
        "Machen wir es ohne Rechnung?",
        "Wir können das ausserhalb der Plattform abmachen",
        "schwarz bezahlt ist billiger",
        "Schreiben Sie mir auf WhatsApp, dann machen wir den Preis ab.",
        "Ich bin auf Telegram, da geht es einfacher",
        "Melden Sie sich bei mir über Signal",
        "Geben Sie mir 20 Franken auf die Hand, dann passt das",
        "Ich schicke dir das Geld mit PayPal zurück, zahle mir zuerst 50 per PayPal",
        "You could pay me in cash and skip the platform.",
        "Cancel here and book me directly, it is cheaper.",
        "Pay me directly, we avoid the fee outside the platform.",
        "text me on WhatsApp instead",
        "I am on Telegram, message me there",
        "Send the money with PayPal please",
        "cash only please, without invoice",
        "Payez-moi en espèces, c'est moins cher.",
        "On peut s'arranger hors plateforme.",
        "Annulez ici et je viens en direct, moins cher",
        "Écrivez-moi sur WhatsApp",
        "sans facture je vous fais un rabais",
        "payez par Twint directement à moi",
        "Mi paghi in contanti, costa meno.",
        "Possiamo accordarci fuori dalla piattaforma",
        "Mi scriva su WhatsApp",
        "senza fattura facciamo 30 franchi",
        "paghi direttamente a me con Twint",
    ],
    "phone": [
        "Rufen Sie mich an: 079 123 45 67.",
        "meine Nummer 0791234567",
        "+41 79 123 45 67",
        "+41 (0)79 123 45 67",
        "0041 79 123 45 67 jederzeit",
        "null sieben neun eins zwei drei vier fünf sechs sieben",
        "Null-sieben-neun, hundert... nein: null sieben sechs vier vier fünf sechs sieben acht neun",
        "null neunundsiebzig einhundert zwölf vierunddreissig sechsundfünfzig",
        "0 7 9 1 2 3 4 5 6 7",
        "079.123.45.67",
        "079/123/45/67",
        "0-7-9-1-2-3-4-5-6-7",
        "O79 l23 45 67",
        "0sieben9 123 vier5 67",
        "0️⃣7️⃣9️⃣ 1️⃣2️⃣3️⃣ 4️⃣5️⃣ 6️⃣7️⃣",
        "０７９ １２３ ４５ ６７",
        "0 7 9 - 1 2 3 - 4 5 - 6 7",
        "nul sibe nün eis zwei drü vier foif sächs sibe",
        "Call zero seven nine one two three four five six seven",
        "call me on 0171 2345678",
        "+49 171 2345678",
        "zero seven six double 4 five six seven eight nine",
        "Appelez le zéro sept neuf un deux trois quatre cinq six sept",
        "mon numéro : zéro septante-neuf, cent vingt-trois, quarante-cinq, soixante-sept",
        "06 12 34 56 78 quand vous voulez",
        "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
        "Mi chiami allo zero sette nove uno due tre quattro cinque sei sette",
        "zero settantanove uno due tre quarantacinque sessantasette",
        "il mio numero 091 922 33 44",
        "079*123*45*67",
        "079_123_45_67",
        "(079) 123 45 67",
    ],
    "email": [
        "Schreiben Sie an jonas.keller@example.org",
        "jonas (at) bluewin.ch",
        "jonas.keller [ät] gmail [punkt] com",
        "jonas at gmail dot com",
        "jonas ät bluewin punkt ch",
        "jonas klammeraffe gmx punkt net",
        "meine mail ist jonaskeller bei gmail",
        "jonas(at)web.de",
        "write to help {at} outlook {dot} com",
        "jonas arobase bluewin point ch",
        "jonas chiocciola libero punto it",
        "jonas_at_gmail_dot_com",
        "j o n a s @ gmail . com",
    ],
    "link": [
        "Alles Weitere auf https://billige-hilfe.ch/angebot",
        "www.meine-hilfe.ch",
        "meine-hilfe.com/termin",
        "bit.ly/3xYzAbc",
        "t.me/jonashilft",
        "wa.me/41791234567",
        "meine-hilfe punkt ch",
        "hilfe (dot) online",
        "hxxps://hilfe-jetzt.info",
        "go to fix-my-pc.net and book there",
        "allez sur mon-aide.fr pour payer",
        "vada su aiuto-casa.it",
    ],
}

# How a word is disguised.
_CYRILLIC = str.maketrans("aeopcx", "аеорсх")
_LEET = str.maketrans("aeiost", "4310$7")


def spread(word: str) -> str:
    return " ".join(word)


def dotted(word: str) -> str:
    return ".".join(word)


def hidden(word: str) -> str:
    return "\u200b".join(word)


DISGUISES = {
    "spread": spread,
    "dotted": dotted,
    "invisible": hidden,
    "cyrillic": lambda word: word.translate(_CYRILLIC),
    "leet": lambda word: word.translate(_LEET),
    "wide": lambda word: "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word
    ),
}
WORDS = {
    "remote_access": ["teamviewer", "anydesk", "rustdesk", "logmein"],
    "gift_card": ["paysafecard", "steamkarte", "geschenkkarte"],
    "bank_details": ["bitcoin", "moneygram"],
}
# Where a disguised word stands.
FRAMES = ["Bitte {} jetzt öffnen", "use {} please"]


def disguised() -> list[tuple[str, str]]:
    return [
        (kind, FRAMES[number % 2].format(how(word)))
        for kind, words in WORDS.items()
        for number, word in enumerate(words)
        for how in DISGUISES.values()
    ]


def corpus() -> list[tuple[str, str]]:
    return [(kind, text) for kind, texts in PLAIN.items() for text in texts] + disguised()
