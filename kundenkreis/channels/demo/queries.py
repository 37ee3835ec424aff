"""Who the demo offers, and what its mailbox holds."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from kundenkreis.channels.demo.models import DemoPerson
from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers.models import Helper
from kundenkreis.notifications.models import DemoMessage
from kundenkreis.people.models import Person
from kundenkreis.people.socket import WayIn


def ways_in() -> Sequence[WayIn]:
    """One button per person of the cast, on the sign-in page."""
    if not settings.DEMO:
        return ()
    rows = DemoPerson.objects.select_related("person").order_by("position")
    return [
        WayIn(
            label=row.person.shown_name,
            hint=_(row.hint),
            path="/demo/sessions/",
            fields={"email": row.person.email or ""},
            portrait=row.person.portrait,
        )
        for row in rows
    ]


def names_in(messages: Iterable[DemoMessage]) -> dict[str, str]:
    """Who got the push messages among these: they are addressed to a person, not to an address."""
    ids = {message.to for message in messages if message.transport == "push"}
    people = Person.objects.filter(pk__in=ids) if ids else ()
    return {str(person.pk): person.shown_name for person in people}


def demo_person(*, email: str = "", helper: str = "") -> Person:
    """One of the demo's people: of the cast by address, or any of its helpers by id.

    :raises NotFound: nobody of the demo.
    """
    person = (
        DemoPerson.objects.filter(person__email=email.lower())
        .select_related("person")
        .first()
        if email
        else None
    )
    if person:
        return person.person
    row = (
        Helper.objects.filter(pk=helper, person__email__endswith="@example.org")
        .select_related("person")
        .first()
        if helper
        else None
    )
    if not row:
        raise NotFound("not_found", _("There is nobody of this name in the demonstration."))
    return row.person
