"""Signs of spam, never a list of words; who writes too often is told when to go on."""

import time
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from kundenkreis.core import network
from kundenkreis.core.markdown import to_html
from kundenkreis.core.refusal import TooMany
from kundenkreis.moderation import actions, queries, rules, spam
from kundenkreis.moderation.models import QueueItem, StatementOfReasons, TextPrint
from kundenkreis.people.models import Person
from kundenkreis.stages.community import actions as community
from tests.cast import make_person
from tests.moderation.test_moderating import refused

NEW = spam.Writer(age=timedelta(hours=1), known=False)
OLD = spam.Writer(age=timedelta(days=400), known=True)
FARM = "Billige Handys https://a.example/x https://b.example/y https://c.example/z www.d.example/q"
HARMLESS = [
    "Mein Router blinkt rot",
    "Viagra steht im Titel der Mail, ist das Spam? Wie melde ich sie?",
    "Der Widerstand hat 10 kΩ, die Anleitung steht auf https://alpenfon.localhost/articles/",
    "Не работает интернет, красная лампочка",
    "Ça ne marche plus, la lumière est à l'arrêt où déjà hier",
    "Gratis! Das Update ist GRATIS, einfach installieren.",
]


class Seen(HTMLParser):
    """What a browser would make of it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


def points(raw: str, writer: spam.Writer = NEW) -> int:
    return spam.score(spam.signs(raw, writer, own_hosts=["alpenfon.localhost"]))


@pytest.mark.parametrize("raw", HARMLESS)
def test_what_people_ask_is_no_spam_even_in_their_first_hour(raw):
    assert points(raw) == 0


@pytest.mark.parametrize(
    ("raw", "writer", "band"),
    [
        (FARM, NEW, "hide"),
        (FARM, OLD, "publish"),
        ("Schauen Sie https://hilfe.example/wlan/kanal an, dort steht es Schritt für Schritt.", NEW, "publish"),
        ("Melden Sie sich bei pаypаl Support jetzt", NEW, "publish"),
        ("Bei pаypаl https://a.example/login bitte das Konto bestätigen, sonst gesperrt", NEW, "hide"),
        ("H" + "\u0301" * 60 + "ilfe https://a.example", NEW, "look"),
    ],
)  # fmt: skip
def test_the_bands_are_those_of_kitsune(raw, writer, band):
    found = points(raw, writer)
    limits = {"hide": found >= 75, "look": 60 < found < 75, "publish": found <= 60}
    assert limits[band], found


def test_copies_are_known_again_and_different_texts_are_not():
    text = (
        "Kaufen Sie jetzt die beste Antenne der Schweiz, nur heute zum halben Preis bei mir"
    )
    near = text.replace("halben", "HALBEN").replace("heute", "heute!!! 2026")
    other = "Ziehen Sie den Stecker des Routers für zehn Sekunden und warten Sie, bis es grün wird"
    bits = [spam.print_of(each) or 0 for each in (text, near, other)]
    assert spam.differ(bits[0], bits[1]) <= spam.NEAR < spam.differ(bits[0], bits[2])
    assert spam.print_of("Danke, das half!") is None


@pytest.mark.flow
@pytest.mark.parametrize(
    "raw", ["http://" * 20_000, "а" * 100_000, "\u0301" * 100_000, "> " * 50_000, "[" * 50_000, "**a" * 30_000]
)  # fmt: skip
def test_hostile_texts_take_no_longer_than_others(raw):
    start = time.process_time()
    spam.signs(raw, NEW)
    spam.print_of(raw[:10_000])
    to_html(raw[:10_000])
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "raw",
    [
        "![x](https://tracker.example/p.png)",
        '<img src="https://tracker.example/p.png">',
        "![x][1]\n\n[1]: https://tracker.example/p.png",
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "<script>alert(1)</script>",
        '<a href="x" onmouseover="alert(1)">y</a>',
        '[a](https://x.example "" onmouseover=alert(1) x="")',
        "<style>@import url(https://tracker.example)</style>",
        "<svg/onload=alert(1)>",
    ],
)
def test_no_image_of_others_and_no_script_gets_through(raw):
    seen = Seen()
    seen.feed(to_html(raw))
    assert not seen.tags & {"img", "script", "svg", "style", "iframe", "link"}
    for name, value in seen.attributes:
        assert name in ("href", "title", "rel")
        assert not (value or "").startswith(("javascript", "data"))


@pytest.fixture
def newcomer(at, alpenfon):
    row = make_person("Nino", at)
    Person.objects.filter(pk=row.pk).update(joined_at=at - timedelta(hours=1))
    return Person.objects.get(pk=row.pk)


def test_a_link_farm_is_hidden_told_and_looked_at(the_question, newcomer, mira, at):
    row = community.answer(the_question, body=FARM, by=newcomer, at=at)
    target = f"answer:{row.pk}"
    assert queries.thing_for(target, reader=None).hidden_at
    told = StatementOfReasons.objects.get()
    assert (told.author, told.automated, told.source, told.rule) == (
        newcomer,
        True,
        "spam",
        "spam",
    )
    item = QueueItem.objects.get()
    assert (item.source, len(item.signs)) == ("spam", 3)
    assert actions.keep(target, by=mira, at=at).outcome == "restored"
    table = "kundenkreis_textprint"
    refused(
        "text_printed_once",
        f"INSERT INTO {table} (brand_id, target, person_id, network, at)"
        f" SELECT brand_id, target, person_id, network, at FROM {table}",
    )


@pytest.mark.flow
def test_the_same_advert_from_many_accounts_is_hidden(the_question, at):
    text = (
        "Kaufen Sie jetzt die beste Antenne der Schweiz, nur heute zum halben Preis bei mir"
    )
    hidden = [
        community.answer(
            the_question, body=text, by=make_person(f"Konto{number}", at), at=at
        )
        for number in range(5)
    ]
    for row in hidden:
        row.refresh_from_db()
    assert [bool(row.hidden_at) for row in hidden] == [False, False, False, True, True]


@pytest.mark.flow
def test_who_writes_too_often_reads_when_to_go_on(the_question, newcomer, at, monkeypatch):
    monkeypatch.setattr(rules, "FIRST_TEXTS_AN_HOUR", 2)
    for minutes in (0, 10):
        when = at + timedelta(minutes=minutes)
        community.answer(the_question, body="Kabel?", by=newcomer, at=when)
    with pytest.raises(TooMany) as no:
        community.answer(
            the_question, body="Strom?", by=newcomer, at=at + timedelta(minutes=20)
        )
    assert "10:00" in no.value.sentence
    assert community.answer(
        the_question, body="Strom?", by=newcomer, at=at + timedelta(minutes=61)
    )


@pytest.mark.flow
def test_many_new_accounts_in_one_network_are_slowed(
    the_question, newcomer, aylin, at, monkeypatch
):
    monkeypatch.setattr(rules, "NETWORK_TEXTS_AN_HOUR", 1)
    here = network.fingerprint("2001:db8::1", day=at.date(), secret="x")
    assert here == network.fingerprint("2001:db8::2", day=at.date(), secret="x")
    assert here != network.fingerprint("2001:db8:1::2", day=at.date(), secret="x")
    with network.inside(here):
        community.answer(the_question, body="Kabel?", by=newcomer, at=at)
        with pytest.raises(TooMany):
            community.answer(the_question, body="Strom?", by=newcomer, at=at)
        assert community.answer(the_question, body="Strom?", by=aylin, at=at)
    assert TextPrint.objects.filter(network=here).count() == 2
