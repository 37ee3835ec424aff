"""Visits in every state a booking can be in, made by the actions that make real ones."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from kundenkreis.bills import actions as bills
from kundenkreis.brands.models import AddOn, ServicePackage, Topic
from kundenkreis.cases import actions as cases
from kundenkreis.channels.demo.moments import free, now_or_last_evening
from kundenkreis.core.money import Money
from kundenkreis.documents import actions as documents
from kundenkreis.firms.models import Firm
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Booking, Review

TEXTS = {
    "wifi": ("Das WLAN reicht nicht bis in die Küche.", "Die neue Alpenbox steht noch im Karton. Wer schliesst sie an?"),
    "computer-help": ("Mein Laptop ist sehr langsam geworden.", "Der Drucker druckt nicht mehr, seit ich umgestellt habe."),
    "tv-setup": ("Der neue Fernseher zeigt kein Bild.", "Die Fernsehbox findet ihre Sender nicht mehr."),
    "phone-setup": ("Ich habe ein neues Handy und brauche meine Kontakte.", "Die Schrift auf dem Handy ist viel zu klein."),
    "tv-wall": ("Der neue Fernseher soll an die Wand.", "Mein Fernseher ist zu schwer für mich allein."),
    "first-lesson": ("Ich möchte lernen, wie ich sicher im Internet bin.", "Woran erkenne ich falsche Nachrichten?"),
}  # fmt: skip
REPORTS = (
    "Alpenbox auf das Regal gestellt, Repeater im Gang eingerichtet. Empfang jetzt überall gut.",
    "Updates installiert, alte Programme entfernt, Sicherung eingerichtet. Startet wieder in einer Minute.",
    "Kabel war defekt, neues eingesetzt. Sender sortiert und Fernbedienung erklärt.",
    "Kontakte und Bilder übernommen, Schrift vergrössert, Notfallkontakt eingetragen.",
)
REVIEWS = (
    (5, "Sehr geduldig und pünktlich. Ich habe alles verstanden."),
    (5, "Endlich funktioniert es. Vielen Dank."),
    (4, "Gute Hilfe, kam zehn Minuten später als abgemacht."),
    (5, "Hat mir alles zweimal erklärt, ohne ungeduldig zu werden."),
    (5, ""),
    (4, "Freundlich und kompetent."),
    (5, "Ich würde sofort wieder buchen."),
    (3, "Das WLAN geht, den Drucker muss ich nochmals anschauen lassen."),
)
# What helpers answer below a review, by its stars.
REPLIES = {
    5: "Danke! Es hat mir Freude gemacht. Ich komme gern wieder.",
    4: "Danke für die ehrlichen Worte. Nächstes Mal rechne ich mehr Zeit für den Weg ein.",
    3: "Danke für die Rückmeldung. Den Drucker schaue ich gern noch einmal mit Ihnen an.",
}
TOPICS = {
    "wifi": "internet", "computer-help": "computer", "tv-setup": "tv", "tv-wall": "tv", "phone-setup": "mobile", "first-lesson": "security",
}  # fmt: skip
STREETS = ("Lindenstrasse", "Badenerstrasse", "Gartenweg", "Schulgasse", "Seestrasse", "Bahnhofstrasse")  # fmt: skip
# How far a booking goes on its way.
WAY = ("accept", "depart", "start", "complete", "sign_off")


def order(
    customer: Person,
    helper: Helper,
    package: ServicePackage,
    starts_at: datetime,
    at: datetime,
    *,
    text: str = "",
    number: int = 0,
    postal_code: str = "",
    payment: str = "",
    firm: Firm | None = None,
) -> Booking:
    """A case that becomes a booking; in the helper's own village unless said otherwise."""
    postal_code = postal_code or helper.postal_code
    text = text or TEXTS[package.slug][number % 2]
    topic = Topic.objects.get(slug=TOPICS[package.slug])
    case = cases.open_case(
        customer=customer, text=text, topic=topic, postal_code=postal_code, by=customer,
        at=at - timedelta(minutes=20),
    )  # fmt: skip
    address = {
        "street": f"{STREETS[number % len(STREETS)]} {3 + number * 7 % 80}",
        "name": customer.name,
        "phone": f"+41 79 000 {number // 100:02} {number % 100:02}",
    }
    return actions.book(
        case, package=package, helper=helper, firm=firm, starts_at=starts_at, address=address,
        postal_code=postal_code, payment=payment, means="4242", by=customer, at=at,
    )  # fmt: skip


def go(booking: Booking, last: str, *, number: int = 0) -> Booking:
    """Along the way up to and with the step `last`, each at a believable moment."""
    helper, customer = booking.helper.person, booking.customer
    patience = (booking.accept_by - booking.made_at) / 4
    soon = booking.made_at + min(timedelta(minutes=40), patience)
    for step in WAY[: WAY.index(last) + 1]:
        if step == "complete" and number % 4 == 1:
            _with_extra(booking, at=booking.starts_at + timedelta(minutes=20))
        if step == "accept":
            booking = actions.accept(booking, by=helper, at=soon)
        elif step == "depart":
            at = max(soon, booking.starts_at - timedelta(minutes=25))
            booking = actions.depart(booking, by=helper, at=at)
        elif step == "start":
            at = booking.starts_at + timedelta(minutes=2)
            booking = actions.start(booking, code_word=booking.code_word, by=helper, at=at)
        elif step == "complete":
            report = REPORTS[number % len(REPORTS)]
            at = booking.ends_at - timedelta(minutes=5)
            booking = actions.complete(booking, report=report, by=helper, at=at)
        else:
            at = booking.ends_at + timedelta(minutes=30)
            booking = actions.sign_off(booking, by=customer, at=at)
    return booking


def _with_extra(booking: Booking, *, at: datetime) -> None:
    """A cable was missing; the customer agreed to it."""
    cable = AddOn.objects.get(slug="cable")
    extra = actions.propose_extra(booking, add_on=cable, by=booking.helper.person, at=at)
    actions.consent(extra, by=booking.customer, at=at + timedelta(minutes=2))


def closed(
    customer: Person,
    helper: Helper,
    package: ServicePackage,
    days: int,
    at: datetime,
    *,
    number: int,
    text: str = "",
) -> Booking:
    """A visit so many days ago, signed off, mostly reviewed by both and judged in private."""
    starts_at = free(helper, package, at - timedelta(days=days), at)
    ordered = starts_at - timedelta(days=1, hours=2)
    payment = "invoice" if number % 5 == 2 else ""
    booking = order(
        customer, helper, package, starts_at, ordered, number=number, text=text, payment=payment
    )  # fmt: skip
    booking = go(booking, "sign_off", number=number)
    bills.issue(booking.subject, by=None, at=booking.ends_at + timedelta(minutes=31))
    if number % 4 == 1:
        thanks = Money(500 + 500 * (number % 3), booking.currency)
        actions.tip(booking, amount=thanks, payment="test_card", by=customer, at=booking.ends_at + timedelta(minutes=31))  # fmt: skip
    documents.issue(booking.subject, by=None, at=booking.ends_at + timedelta(minutes=31))
    stars, words = REVIEWS[number % len(REVIEWS)]
    said = booking.ends_at + timedelta(hours=5)
    if number % 6 != 5:
        actions.review(booking, stars=stars, text=words, by=customer, at=said)
        later = said + timedelta(hours=9)
        actions.review(booking, stars=5, by=helper.person, at=later)
    cases.give_feedback(
        booking.case, helped=stars > 3, again=stars > 3, recommend=stars > 2, by=customer, at=said
    )  # fmt: skip
    return booking


def by_jonas(
    jonas: Helper, customers: Sequence[Person], numbers: range, at: datetime
) -> None:
    """What Jonas did in the last weeks, one visit every five days: 0 is the newest, 7 the oldest."""
    packages = {package.slug: package for package in ServicePackage.objects.all()}
    slugs = ("wifi", "computer-help", "tv-setup", "phone-setup")
    for number in numbers:
        package = packages[slugs[number % 4]]
        closed(customers[number], jonas, package, 6 + 5 * number, at, number=number)


def by_others(
    neighbours: Sequence[Helper], customers: Sequence[Person], at: datetime
) -> None:
    """What eight others did."""
    wifi = ServicePackage.objects.get(slug="wifi")
    for number, place in enumerate((1, 2, 4, 10, 17, 20, 26, 30), start=8):
        days = 4 + 5 * (number - 8)
        closed(customers[number], neighbours[place], wifi, days, at, number=number)


def ended_otherwise(
    neighbours: Sequence[Helper], customers: Sequence[Person], at: datetime
) -> None:
    """Every end that is no success: refused, not answered, called off early and late, missed, in vain."""
    wifi = ServicePackage.objects.get(slug="wifi")

    def booked(position: int, days: int, number: int) -> Booking:
        helper = neighbours[position]
        starts_at = free(helper, wifi, at - timedelta(days=days), at)
        return order(
            customers[number], helper, wifi, starts_at, starts_at - timedelta(days=2), number=number
        )  # fmt: skip

    held = booked(0, 9, 40)
    actions.refuse(held, reason="Ich bin in den Ferien.", by=held.helper.person, at=held.made_at + timedelta(hours=1))  # fmt: skip
    held = booked(3, 12, 41)
    actions.expire(held, at=held.accept_by)
    early = go(booked(1, 15, 42), "accept")
    actions.cancel(early, reason="Es geht wieder.", by=early.customer, at=early.starts_at - timedelta(hours=30))  # fmt: skip
    late = go(booked(2, 18, 43), "accept")
    actions.cancel(late, reason="Ich bin krank.", by=late.customer, at=late.starts_at - timedelta(hours=3))  # fmt: skip
    sorry = go(booked(5, 21, 44), "accept")
    actions.cancel(sorry, reason="Mein Kind ist krank.", by=sorry.helper.person, at=sorry.starts_at - timedelta(hours=26))  # fmt: skip
    missed = go(booked(0, 24, 45), "depart")
    actions.no_show(missed, by=missed.helper.person, at=missed.starts_at + timedelta(minutes=20))  # fmt: skip
    alone = go(booked(9, 27, 46), "accept")
    actions.no_show(alone, by=alone.customer, at=alone.starts_at + timedelta(minutes=40))
    vain = go(booked(1, 30, 47), "start")
    actions.unsuccessful(vain, report="Die Leitung im Haus ist defekt.", by=vain.helper.person, at=vain.ends_at)  # fmt: skip


def under_way(
    neighbours: Sequence[Helper], customers: Sequence[Person], at: datetime
) -> None:
    """At this hour, or last evening when it is night: one on the way, one at work, one just done."""
    wifi = ServicePackage.objects.get(slug="wifi")
    now = now_or_last_evening(at)
    for number, (position, minutes, last) in enumerate(
        ((2, 30, "depart"), (1, -30, "start"), (3, -120, "complete")), start=48
    ):
        helper, starts_at = neighbours[position], now + timedelta(minutes=minutes)
        _open_all_day(helper, starts_at, at)
        ordered = starts_at - timedelta(days=1)
        booking = go(order(customers[number], helper, wifi, starts_at, ordered, number=number), last, number=number)  # fmt: skip
        if last == "start":
            repeater = AddOn.objects.get(slug="repeater")
            actions.propose_extra(booking, add_on=repeater, by=helper.person, at=now)


def _open_all_day(helper: Helper, moment: datetime, at: datetime) -> None:
    """On this day the helper takes visits from six to eleven in the evening."""
    day = moment.astimezone(helper.zone).date()
    helpers.except_day(
        helper, day=day, blocks=[(time(6), time(23))], by=None, at=moment - timedelta(days=1)
    )  # fmt: skip
    helpers.materialise(helper, by=None, at=at)


def answered(helpers: Sequence[Helper], at: datetime) -> None:
    """Some reviews with words have a reply below: one of each sort, of the first helpers."""
    for helper in helpers[:6]:
        hers = Review.objects.filter(helper=helper, side="customer", revealed_at__isnull=False, hidden_at=None)  # fmt: skip
        newest = {row.stars: row for row in hers.exclude(text="").order_by("revealed_at")}
        for stars, review in newest.items():
            if words := REPLIES.get(stars):
                said = (review.revealed_at or at) + timedelta(hours=5)
                actions.reply(review, text=words, by=helper.person, at=min(at, said))
