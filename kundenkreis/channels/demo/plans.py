"""What customers and helpers plan together: favourites, and another time asked for on both sides."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kundenkreis.bonds import actions as bonds
from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases import actions as cases
from kundenkreis.channels.demo.whole import with_savepoints
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.series import actions as series
from kundenkreis.stages.marketplace import actions, nearby
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.vouchers import actions as codes
from kundenkreis.waiting import actions as wait_list


def other_times(vreni: Person, jonas: Helper, at: datetime) -> None:
    """Jonas would rather come to Vreni at another time; one of his customers asks him for the same."""
    agreed = Booking.objects.with_names().filter(helper=jonas, state="confirmed")
    hers = agreed.filter(customer=vreni).first()
    another = agreed.exclude(customer=vreni).order_by("-during").first()
    if hers:
        _propose(hers, jonas.person, at)
    if another:
        _propose(another, another.customer, at)


def waiting(vreni: Person, another: Person, jonas: Helper, at: datetime) -> None:
    """Vreni waits for somebody who sets up her printer; a time of Jonas is kept for somebody else."""
    package = ServicePackage.objects.get(slug="computer-help")
    text = "Der neue Scanner steht noch in der Schachtel. Ich habe nur am Samstag Zeit."
    _wait(vreni, package, text, at - timedelta(hours=7))
    wifi = ServicePackage.objects.get(slug="wifi")
    _wait(
        another, wifi, "Das Internet ist am Abend langsam.", at - timedelta(hours=3), jonas
    )
    with with_savepoints():
        wait_list.serve(jonas, at=at - timedelta(minutes=9))


def _wait(
    customer: Person,
    package: ServicePackage,
    text: str,
    at: datetime,
    helper: Helper | None = None,
) -> None:
    case = cases.open_case(
        customer=customer, text=text, topic=package.topics.first(), postal_code="8004", by=customer, at=at
    )  # fmt: skip
    actions.ask(case, package=package, postal_code="8004", by=customer, at=at)
    wait_list.join(case, latest=at + timedelta(days=14), helper=helper, by=customer, at=at)


def regular(vreni: Person, jonas: Helper, at: datetime) -> None:
    """Jonas comes to Vreni every week from now on, but once he is away; another customer asks him for the same."""
    done = Booking.objects.with_names().filter(helper=jonas, state="closed")
    hers = done.filter(customer=vreni).latest("made_at")
    asked = at - timedelta(hours=20)
    row = series.begin(hers, weeks=1, times=8, by=vreni, at=asked)
    helpers.except_day(jonas, day=row.first_day + row.step, blocks=[], by=None, at=asked)
    helpers.materialise(jonas, by=None, at=at)
    with with_savepoints():
        series.accept(row, by=jonas.person, at=asked + timedelta(hours=1))
    another = done.exclude(customer=vreni).latest("during")
    series.begin(
        another, weeks=4, times=12, by=another.customer, at=at - timedelta(minutes=25)
    )


def vouchers(mira: Person, at: datetime) -> None:
    """A letter with a code for everyone who moved, and a whole first lesson for a few."""
    month = timedelta(days=30)
    codes.issue(
        title="Willkommen in der neuen Wohnung", amount=2000, count=200, valid_from=at - month, valid_until=at + 3 * month,
        by=mira, at=at - month,
    )  # fmt: skip
    lesson = ServicePackage.objects.get(slug="first-lesson")
    codes.issue(
        title="Erste Lektion geschenkt", amount=None, count=20, package=lesson, valid_from=at - month,
        valid_until=at + month, by=mira, at=at - month,
    )  # fmt: skip


def favourites(vreni: Person, neighbours: Sequence[Helper], at: datetime) -> None:
    """Vreni would like Jonas again, and one other neighbour not."""
    bonds.favour(vreni, neighbours[0], by=vreni, at=at - timedelta(days=40))
    bonds.avoid(
        vreni, neighbours[12], side="customer", by=vreni, at=at - timedelta(days=90)
    )


def _propose(booking: Booking, person: Person, at: datetime) -> None:
    asked = at - timedelta(minutes=12)
    free = [t for match in nearby.other_times(booking, at=at) for t in match.starts]
    later = [start for start in free if start != booking.starts_at][:3]
    if later:
        actions.propose_times(booking, times=later, by=person, at=asked)
