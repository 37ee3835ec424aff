"""Fills an empty installation with the demonstration, in one transaction: all of it or nothing."""

from datetime import UTC, datetime, timedelta

from kundenkreis.brands import geonames, postal_codes
from kundenkreis.brands.models import Brand, PostalCode
from kundenkreis.channels.demo import (
    advisers,
    articles,
    brands,
    cast,
    charter,
    circle,
    community,
    devices,
    editorial,
    elections,
    firm,
    guides,
    history,
    hush,
    lessons,
    losses,
    neighbours,
    offer,
    office,
    papers,
    paths,
    patterns,
    payday,
    plans,
    portraits,
    quarrels,
    rewards,
    rings,
    searches,
    showing,
    spaces,
    talks,
    taxes,
    today,
    visits,
    voices,
    wishes,
)
from kundenkreis.channels.demo.whole import whole
from kundenkreis.collusion import actions as collusion
from kundenkreis.core import scope


@whole()
def load(at: datetime) -> bool:
    """Two brands with people, content, a past and a present. False when there is a brand already."""
    if Brand.objects.exists():
        return False
    # Ten minutes ago are ten minutes, also in the night in which the clocks change.
    at = at.astimezone(UTC)
    if not PostalCode.objects.exists():
        postal_codes.take([geonames.COMPACT])
    alpenfon, seeland = brands.alpenfon(at), brands.seeland(at)
    with scope.inside(seeland.pk):
        cast.make_cast(cast.OTHER_BRAND, at)
        articles.publish(seeland.slug, at)
    with scope.inside(alpenfon.pk):
        _fill(at)
    return True


def _fill(at: datetime) -> None:
    people = cast.make_cast(cast.CAST, at)
    customers = [
        cast.make_person(name, cast.address(name), (), at) for name in cast.CUSTOMERS
    ]
    offer.set_up(people["mira"], at)
    articles.publish("alpenfon", at)
    guides.publish(at)
    devices.report(people["mira"], at)
    articles.looked_for_in_vain(at)
    experts = advisers.enrol(people["aylin"], at)
    helpers = neighbours.enrol(people["jonas"], people["mira"], at)
    portraits.put_up(helpers, at)
    taxes.tax(people["jonas"], at)
    lessons.learn(people["jonas"], lessons.publish(people["mira"], at), at)
    papers.hand_in(helpers, people["mira"], at)
    members = community.join(at)
    community.talk({**people, **experts, **members}, customers, at)
    community.surround({**people, **experts, **members}, at)
    community.flag(people["mira"], customers, at)
    wishes.wish(people, members, customers, at)
    voices.raise_(people, members, customers, at)
    spaces.furnish(people, members, at)
    rings.write(people, members, at)
    circle.gather(people, members, at)
    charter.speak(people, members, at)
    elections.elect(people, members, at)
    history.make_history(customers, at)
    visits.by_jonas(helpers[0], customers, range(2, 8), at)
    payday.pay(people, at - timedelta(days=14))
    visits.by_jonas(helpers[0], customers, range(2), at)
    visits.by_others(helpers, customers, at)
    visits.ended_otherwise(helpers, customers, at)
    quarrels.fill(people, at)
    quarrels.contested(people["reto"], at)
    talks.past(people["aylin"], customers, at)
    today.before(people["vreni"], helpers, at)
    visits.under_way(helpers, customers, at)
    talks.waiting(people["aylin"], customers, at)
    office.fill(people["reto"], customers[20:], at)
    paths.walk(helpers, customers, people["mira"], at)
    house = firm.found(people["nadja"], people["mira"], helpers[2:4], at)
    firm.fill(house, people["nadja"], helpers[2:4], customers[44:], at)
    searches.overtaken(helpers[0], customers[56:59], at)
    visits.answered(helpers, at)
    editorial.fill(people, at)
    showing.fill(people, at)
    rewards.fill(people, members, at)
    losses.lose(people, members, at)
    patterns.leave(members, at)
    collusion.look(by=None, at=at)
    community.make_findable()
    wishes.make_findable()
    hush.hush()
    today.jonas_day(helpers[0], customers[50:], at)
    today.vreni_case(people["vreni"], helpers[0], people["aylin"], at)
    plans.favourites(people["vreni"], helpers, at)
    plans.other_times(people["vreni"], helpers[0], at)
    plans.vouchers(people["mira"], at)
    plans.regular(people["vreni"], helpers[0], at)
    plans.waiting(people["vreni"], customers[54], helpers[0], at)
    searches.under_way(people["vreni"], at)
    today.beat_helps(people["beat"], people["vreni"], at)
