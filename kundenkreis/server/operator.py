"""The first person of a real installation: the manager of its first brand."""

from argparse import Namespace
from datetime import datetime

from kundenkreis.brands.models import STAGES, Brand, LadderStep
from kundenkreis.core import scope
from kundenkreis.people import actions
from kundenkreis.people.models import Person, Role

WEEK = [["08:00", "18:00"]] * 5 + [None, None]


def welcome(options: Namespace, *, at: datetime) -> Person:
    """Make the brand where there is none of that name, and its manager."""
    email = actions.address(options.email)
    brand, fresh = Brand.objects.get_or_create(
        slug=options.brand,
        defaults={
            "name": options.name or options.brand.title(),
            "hosts": [options.host] if options.host else [],
            "languages": ["de", "en"],
            "phone": options.phone,
            "mail": email,
            "hours": WEEK,
            "created_at": at,
        },
    )
    with scope.inside(brand.pk):
        if fresh:
            LadderStep.objects.bulk_create(
                LadderStep(stage=stage, position=place)
                for place, stage in enumerate(STAGES)
            )
        person = actions.join(email=email, by=None, at=at)
        actions.grant(person, Role.Kind.MANAGER, by=None, at=at)
    return person
