"""A corpus of what people really write: what must go, and what help is about and must stay."""

import time

import pytest

from kundenkreis.core.held_back import held_back

GOES = [
    ("Ruft mich an: 044 500 12 13", "phone", "044 500 12 13"),
    ("Meine Nummer 0445001213 geht nicht", "phone", "0445001213"),
    ("Handy +41 79 123 45 67 bitte", "phone", "+41 79 123 45 67"),
    ("0041 79 123 45 67 abends", "phone", "0041 79 123 45 67"),
    ("079/123 45 67", "phone", "079/123 45 67"),
    ("079.123.45.67", "phone", "079.123.45.67"),
    ("+41 (0)79 123 45 67", "phone", "+41 (0)79 123 45 67"),
    ("0 7 9 1 2 3 4 5 6 7", "phone", "0 7 9 1 2 3 4 5 6 7"),
    ("in Deutschland 0171 1234567", "phone", "0171 1234567"),
    ("Natel 079 123 45", "phone", "079 123 45"),
    ("appelez le 06 12 34 56 78", "phone", "06 12 34 56 78"),
    (
        "null sieben neun eins zwei drei vier fünf sechs sieben",
        "phone",
        "null sieben neun eins zwei drei vier fünf sechs sieben",
    ),
    ("Mail an vreni.muster@example.org bitte", "email", "vreni.muster@example.org"),
    ("vreni(at)example.org", "email", "vreni(at)example.org"),
    ("vreni [at] example [punkt] org", "email", "vreni [at] example [punkt] org"),
    ("wohne Langstrasse 12, 8004 Zürich", "address", "Langstrasse 12, 8004 Zürich"),
    ("an der Bahnhofstr. 7a im 2. Stock", "address", "Bahnhofstr. 7a"),
    ("Lange Strasse 5 links", "address", "Lange Strasse 5"),
    ("Birkenweg 14 in Bern", "address", "Birkenweg 14"),
    ("12, rue de Lausanne", "address", "12, rue de Lausanne"),
    ("Via Nassa 5, 6900 Lugano", "address", "Via Nassa 5, 6900 Lugano"),
    ("rue de la Gare 12", "address", "rue de la Gare 12"),
    ("I live at 221 Baker Street", "address", "221 Baker Street"),
    ("IBAN CH93 0076 2011 6238 5295 7", "iban", "CH93 0076 2011 6238 5295 7"),
    ("CH9300762011623852957", "iban", "CH9300762011623852957"),
    ("Konto DE89370400440532013000", "iban", "DE89370400440532013000"),
    ("Kundennummer: 4711-0815", "number", "4711-0815"),
    ("Meine Kundennr. ist 20348812", "number", "20348812"),
    ("Vertragsnummer VX-220913", "number", "VX-220913"),
    ("customer number 99120034", "number", "99120034"),
    ("numéro de client 5512 3341", "number", "5512 3341"),
    ("AHV 756.9217.0769.85", "number", "756.9217.0769.85"),
    ("Karte 4111 1111 1111 1111", "card", "4111 1111 1111 1111"),
    ("WLAN-Schlüssel: hund4katze!", "secret", "hund4katze!"),
    ("Mein Name ist Vreni Muster und", "name", "Vreni Muster"),
    ("Herr Keller vom Laden", "name", "Keller"),
    ("Danke\n\nFreundliche Grüsse\nVreni Muster", "name", "Vreni Muster"),
]
STAYS = [
    "FRITZ!Box 7590 und FRITZ!Repeater 3000 AX",
    "Archer AX6000, Modell RE450 V4, Huawei HG8245H5-256M",
    "Seriennummer 2147483647",
    "S/N: 0123456789",
    "Serial number J414.219.00.123.456",
    "MAC 00:1A:2B:3C:4D:5E, IP 192.168.178.1, Maske 255.255.255.0",
    "IMEI 490154203237518",
    "Firmware 7.57 vom 10.03.2026, Fehler E-0799, Code 0x80070035",
    "Es sind noch 16 GB frei, Speicherplatz 16 GB, Steckplatz 2 und Parkplatz 5",
    "kostet CHF 1'249.00 statt 1399.00, 20 % Rabatt",
    "seit 12.03.2026 um 18:45 Uhr, 3 von 5 Lämpchen",
    "Das Passwort ist falsch, auch das Kennwort stimmt nicht",
    "Meine Frau kann nicht surfen",
    "Ruf die Hotline 0800 800 800 an, oder 0848 800 175",
    "8004 Zürich hat Glasfaser mit 1000 Mbit/s",
    "Update auf Version 2026.1.14 bringt Error 691 und 12029",
    "Weg 2 ist besser als Weg 3",
    "USB 3.2, Wi-Fi 802.11ax, 5 GHz Kanal 36 bis 64",
    "das dauert lang und ist klein",
]


@pytest.mark.parametrize(("text", "kind", "secret"), GOES)
def test_personal_data_is_held_back(text: str, kind: str, secret: str):
    clean, found = held_back(text)
    assert [(each.kind, each.text) for each in found] == [(kind, secret)]
    assert secret not in clean
    assert held_back(clean)[1] == []


@pytest.mark.parametrize("text", STAYS)
def test_what_help_is_about_stays(text: str):
    assert held_back(text) == (text, [])


def test_names_of_the_contact_are_held_back_but_not_common_words():
    clean, _found = held_back(
        "vreni lang hier. Vreni sagt, es dauert lang.", names=["Vreni Lang"]
    )
    assert "vreni" not in clean.lower()
    assert clean.endswith("es dauert lang.")


def test_the_company_s_own_number_and_address_stay():
    text = "Ruf 044 500 10 10 an oder schreib hilfe@alpenfon.example"
    assert held_back(text, keep=["+41 44 500 10 10", "hilfe@alpenfon.example"])[0] == text


def test_many_findings_are_all_held_back_in_order():
    text = "a@b.ch, 079 123 45 67, CH93 0076 2011 6238 5295 7, Langstrasse 12"
    assert [each.kind for each in held_back(text)[1]] == [
        "email",
        "phone",
        "iban",
        "address",
    ]


@pytest.mark.flow
@pytest.mark.parametrize(
    "text", ["0 " * 5000, "A" * 10_000, "a@" * 5000, "Via " * 2500, "1-" * 5000]
)
def test_hostile_texts_take_no_longer_than_others(text: str):
    start = time.process_time()
    held_back(text, names=["Vreni Muster"])
    assert time.process_time() - start < 1.5
