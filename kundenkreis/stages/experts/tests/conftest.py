"""Two experts for Vreni's internet, and her case."""

from datetime import datetime

import pytest

from kundenkreis.brands.models import Brand, Topic
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.people.models import Person
from kundenkreis.stages.experts import actions
from kundenkreis.stages.experts.models import Expert
from tests.cast import make_person
from tests.kept import kept

DAYTIME = [["08:00", "20:00"]] * 5 + [None, None]


def make_expert(
    person: Person, at: datetime, *, topic: str = "internet", hours=DAYTIME, price=None
) -> Expert:
    """An expert profile at the brand we are inside."""
    return actions.describe(
        topics=[Topic.objects.get(slug=topic)],
        languages=["de"],
        hours=hours,
        price=price,
        by=person,
        at=at,
    )


@kept
def expert(aylin: Person, at: datetime) -> Expert:
    """Aylin knows the internet, in German, on weekdays from eight to eight."""
    return make_expert(aylin, at)


@pytest.fixture
def lars(alpenfon: Brand, at: datetime) -> Person:
    """Another expert customer."""
    return make_person("Lars", at, "member", "expert")


@pytest.fixture
def case(vreni: Person, at: datetime) -> Case:
    """Vreni's router does not work."""
    return cases.open_case(
        customer=vreni,
        text="Internet geht nicht, Lämpchen am Router ist rot. Ihre Vreni, 079 555 12 34",
        by=vreni,
        at=at,
    )
