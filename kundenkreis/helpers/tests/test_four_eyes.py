from datetime import datetime, timedelta

import psycopg
import pytest
from django.db import IntegrityError, transaction

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.refusal import NotAllowed
from kundenkreis.helpers import actions
from kundenkreis.helpers.models import Verification
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.people.models import Person


def test_nobody_checks_herself(reto: Person, mira: Person, at: datetime) -> None:
    package = ServicePackage.objects.get(slug="wifi")
    helper = neighbour(reto, package, at=at, verified=False)
    period = {"since": at, "until": at + timedelta(days=365)}
    with pytest.raises(NotAllowed) as refused:
        actions.verify(helper, "identity", **period, by=reto, at=at)
    assert refused.value.reason == "own_check"
    row = actions.verify(helper, "identity", **period, by=mira, at=at)
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        Verification.objects.filter(pk=row.pk).update(checked_by=reto)
    assert isinstance(stopped.value.__cause__, psycopg.Error)
    assert stopped.value.__cause__.diag.constraint_name == "checked_by_no_relative"
