"""The demo's two brands: a Swiss telephone company, and an energy company with another customer."""

from datetime import datetime, timedelta

from kundenkreis.brands.models import (
    AddOn,
    Brand,
    LadderStep,
    PackageSkill,
    ServicePackage,
    Skill,
    Topic,
)
from kundenkreis.core import scope

WEEK = [["08:00", "19:00"]] * 5 + [["09:00", "16:00"], None]
# What one try costs the company, in Rappen: an article's upkeep, moderation, an expert's fee and
# handling, commission-free support of a visit, and an agent's quarter of an hour.
UNIT_COSTS = {
    "knowledge": 15,
    "community": 120,
    "experts": 960,
    "marketplace": 735,
    "desk": 2450,
}

# slug: icon, kind, phase, German, English, French, Italian, signs
TOPICS = {
    "internet": ("wifi", "technical", "after", "Internet und WLAN", "Internet and Wi-Fi", "Internet et Wi-Fi", "Internet e Wi-Fi",
                 "wlan wifi wi-fi internet router modem netzwerk verbind lämpchen langsam repeater network connect slow réseau rete"),
    "telephone": ("phone", "technical", "after", "Festnetz", "Landline", "Téléphone fixe", "Telefono fisso",
                  "festnetz telefon kein ton besetzt combox anrufbeantworter landline dial téléphone telefono fisso"),
    "mobile": ("smartphone", "technical", "after", "Handy", "Mobile phone", "Téléphone mobile", "Cellulare",
               "handy smartphone iphone android sim roaming natel whatsapp mobile cellulare"),
    "tv": ("tv", "technical", "after", "Fernsehen", "Television", "Télévision", "Televisione",
           "fernseh tv sender fernbedienung bild kanal television channel remote télévision televisione"),
    "computer": ("laptop", "technical", "after", "Computer", "Computer", "Ordinateur", "Computer",
                 "computer laptop pc windows mac bildschirm tastatur maus update screen keyboard ordinateur schermo"),
    "printer": ("printer", "technical", "after", "Drucker", "Printer", "Imprimante", "Stampante",
                "druck scanner patrone papierstau print toner imprim stampa"),
    "email": ("mail", "technical", "after", "E-Mail und Passwörter", "E-mail and passwords", "E-mail et mots de passe", "E-mail e password",
              "e-mail email mail passwort kennwort konto postfach password account mot de passe"),
    "security": ("shield-check", "technical", "after", "Sicherheit und Betrug", "Security and fraud", "Sécurité et fraude", "Sicurezza e frodi",
                 "betrug phishing virus gehackt spam verdächtig scam fraud hacked arnaque truffa"),
    "bill": ("receipt", "commercial", "after", "Rechnung", "Bill", "Facture", "Fattura",
             "rechnung mahnung gebühr zahlen lastschrift ebill bill invoice charge facture fattura"),
    "moving": ("truck", "commercial", "during", "Umzug und Vertrag", "Moving and contract", "Déménagement et contrat", "Trasloco e contratto",
               "umzug umziehen kündig vertrag wechsel abo move contract cancel déménag trasloco"),
    "order": ("package", "commercial", "during", "Bestellung und Lieferung", "Order and delivery", "Commande et livraison", "Ordine e consegna",
              "bestell liefer paket sendung rückgabe order deliver parcel commande consegna"),
    "advice": ("lightbulb", "commercial", "before", "Beratung vor dem Kauf", "Advice before buying", "Conseil avant l'achat", "Consulenza prima dell'acquisto",
               "kaufen welches empfehl beratung vergleich angebot buy which recommend acheter comprare"),
}  # fmt: skip

# slug: price in Rappen, minutes, required checks, topics, names, descriptions
PACKAGES = {
    "wifi": (4900, 60, ["identity"], ["internet"],
             {"de": "WLAN einrichten oder reparieren", "en": "Set up or repair Wi-Fi", "fr": "Installer ou réparer le Wi-Fi", "it": "Installare o riparare il Wi-Fi"},
             {"de": ["Router prüfen und neu einrichten", "Alle Geräte verbinden", "Bester Standort für guten Empfang"],
              "en": ["Check the router and set it up again", "Connect all devices", "Best place for good reception"]}),
    "computer-help": (6900, 90, ["identity"], ["computer", "email", "printer", "security"],
                      {"de": "Hilfe am Computer", "en": "Help with the computer", "fr": "Aide à l'ordinateur", "it": "Aiuto al computer"},
                      {"de": ["Fragen am Gerät beantworten", "E-Mail, Drucker und Programme einrichten", "Aufräumen und sichern"],
                       "en": ["Answer questions at the device", "Set up e-mail, printer and programs", "Tidy up and back up"]}),
    "tv-setup": (5900, 60, ["identity"], ["tv"],
                 {"de": "Fernseher anschliessen", "en": "Connect the television", "fr": "Raccorder la télévision", "it": "Collegare il televisore"},
                 {"de": ["Box und Fernseher verbinden", "Sender einrichten", "Fernbedienung erklären"],
                  "en": ["Connect box and television", "Set up channels", "Explain the remote control"]}),
    "phone-setup": (4500, 45, ["identity"], ["mobile", "telephone"],
                    {"de": "Handy oder Telefon einrichten", "en": "Set up a mobile or landline phone", "fr": "Configurer un téléphone", "it": "Configurare un telefono"},
                    {"de": ["Kontakte und Bilder übernehmen", "Grosse Schrift und Notfallkontakt", "Telefonieren und Nachrichten üben"],
                     "en": ["Move contacts and pictures", "Large type and emergency contact", "Practise calls and messages"]}),
    "first-lesson": (7900, 90, ["identity", "training"], ["computer", "mobile", "security", "advice"],
                     {"de": "Erste Stunde: sicher im Internet", "en": "First lesson: safe on the internet", "fr": "Première leçon : en sécurité sur Internet", "it": "Prima lezione: sicuri in Internet"},
                     {"de": ["Betrug erkennen", "Gute Passwörter", "Üben an Ihrem eigenen Gerät"],
                      "en": ["Recognise fraud", "Good passwords", "Practise on your own device"]}),
    "tv-wall": (14900, 90, ["identity"], ["tv"],
                {"de": "Fernseher an die Wand hängen", "en": "Hang the television on the wall", "fr": "Fixer la télévision au mur", "it": "Appendere il televisore alla parete"},
                {"de": ["Halterung anbringen, Fernseher zu zweit aufhängen", "Kabel verlegen und anschliessen", "Sender einrichten"],
                 "en": ["Fix the bracket, two people hang the television", "Lay and connect the cables", "Set up channels"]}),
}  # fmt: skip
# Two of one firm do it.
FOR_TWO = ("tv-wall",)


# slug: price in Rappen, minutes more, names
ADD_ONS = {
    "cable": (1200, 0, {"de": "Netzwerkkabel, 5 Meter", "en": "Network cable, 5 metres", "fr": "Câble réseau, 5 mètres", "it": "Cavo di rete, 5 metri"}),
    "repeater": (3900, 15, {"de": "WLAN-Verstärker mit Einrichten", "en": "Wi-Fi repeater, set up", "fr": "Répéteur Wi-Fi, installé", "it": "Ripetitore Wi-Fi, installato"}),
    "extension": (2000, 30, {"de": "Halbe Stunde üben", "en": "Half an hour of practice", "fr": "Une demi-heure d'exercice", "it": "Mezz'ora di esercizio"}),
}  # fmt: skip


# slug: names, and how well who does a package must know it
SKILLS: dict[str, tuple[dict[str, str], dict[str, int]]] = {
    "wifi": ({"de": "WLAN und Internet", "en": "Wi-Fi and internet", "fr": "Wi-Fi et Internet", "it": "Wi-Fi e Internet"}, {"wifi": 2}),
    "phones": ({"de": "Handys", "en": "Mobile phones", "fr": "Téléphones mobiles", "it": "Cellulari"}, {"phone-setup": 1}),
    "television": ({"de": "Fernseher", "en": "Television", "fr": "Télévision", "it": "Televisione"}, {}),
    "teaching": ({"de": "Erklären und üben", "en": "Explaining and practising", "fr": "Expliquer et exercer", "it": "Spiegare ed esercitare"}, {"first-lesson": 2}),
}  # fmt: skip


def alpenfon(at: datetime) -> Brand:
    """The telephone company."""
    brand = _brand(
        "alpenfon", "Alpenfon", ["localhost", "127.0.0.1", "alpenfon.localhost"], "+41 44 500 10 10",
        {"brand": "#0b5d5e", "accent": "#e4572e"}, tuple(TOPICS), tuple(PACKAGES), at,
    )  # fmt: skip
    brand.own_rate_least, brand.own_rate_most = 3000, 7500
    brand.save(update_fields=["own_rate_least", "own_rate_most"])
    with scope.inside(brand.pk):
        _skills()
    return brand


def seeland(at: datetime) -> Brand:
    """The energy company: other look, other people, same installation."""
    return _brand(
        "seeland", "Seeland Energie", ["seeland.localhost"], "+41 32 500 20 20",
        {"brand": "#1f4e9c", "accent": "#c77700"}, ("internet", "bill", "moving", "advice"), ("wifi",), at,
    )  # fmt: skip


def _brand(
    slug: str,
    name: str,
    hosts: list[str],
    phone: str,
    look: dict[str, str],
    topics: tuple[str, ...],
    packages: tuple[str, ...],
    at: datetime,
) -> Brand:
    brand = Brand.objects.create(
        slug=slug, name=name, hosts=hosts, languages=["de", "en", "fr", "it"], phone=phone, mail=f"hilfe@{slug}.example",
        hours=WEEK, look=look, payment_methods=["test_card", "test_page", "invoice"],
        creditor={"name": f"{name} AG", "street": "Bahnhofstrasse", "house_number": "1", "postal_code": "8001", "city": "Zürich",
                  "country": "CH", "iban": "CH4431999123000889012", "vat_number": "CHE-123.456.788 MWST", "vat_percent": "8.1"}, created_at=at - timedelta(days=700),
        tagline={"de": "Hilfe von Leuten, die es wissen", "en": "Help from people who know"},
    )  # fmt: skip
    with scope.inside(brand.pk):
        for position, (stage, cost) in enumerate(UNIT_COSTS.items()):
            LadderStep.objects.create(stage=stage, position=position, unit_cost=cost)
        made = {slug: _topic(slug, position) for position, slug in enumerate(topics)}
        for position, slug in enumerate(packages):
            _package(slug, position, made)
        for position, (slug, (price, minutes, words)) in enumerate(ADD_ONS.items()):
            AddOn.objects.create(slug=slug, position=position, price=price, minutes=minutes, words=words)  # fmt: skip
    return brand


def _topic(slug: str, position: int) -> Topic:
    icon, kind, phase, de, en, fr, it, signs = TOPICS[slug]
    words = {"de": de, "en": en, "fr": fr, "it": it}
    return Topic.objects.create(
        slug=slug,
        words=words,
        kind=kind,
        phase=phase,
        icon=icon,
        signs=signs.split(),
        position=position,
    )


def _package(slug: str, position: int, topics: dict[str, Topic]) -> None:
    price, minutes, requires, about, words, includes = PACKAGES[slug]
    row = ServicePackage.objects.create(
        slug=slug, words=words, includes=includes, price=price, duration=timedelta(minutes=minutes), requires=requires, persons=2 if slug in FOR_TWO else 1,
        position=position, cancellation_policy="strict" if slug == "first-lesson" else "", description={code: ". ".join(lines) + "." for code, lines in includes.items()},
    )  # fmt: skip
    row.topics.set(topics[name] for name in about if name in topics)


def _skills() -> None:
    """What helpers say they know, and which package needs how much of it."""
    for position, (slug, (words, needs)) in enumerate(SKILLS.items()):
        skill = Skill.objects.create(slug=slug, words=words, position=position)
        for package in ServicePackage.objects.filter(slug__in=needs):
            PackageSkill.objects.create(package=package, skill=skill, level=needs[package.slug])  # fmt: skip
