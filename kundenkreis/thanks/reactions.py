"""The words reach their member."""

from kundenkreis.brands.queries import brand_here
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.thanks.events import MemberThanked
from kundenkreis.thanks.models import Thanks


def tell(event: MemberThanked, *, row: EventRow) -> None:
    """In the name of who wrote them."""
    thanks = Thanks.objects.select_related("person", "by").filter(pk=event.thanks).first()
    if thanks is None:
        return
    values = {"name": thanks.by.shown_name, "words": thanks.words, "brand": brand_here().name, "why": thanks.why}  # fmt: skip
    notify(person=thanks.person, kind="member_thanked", row=row, values=values, path=thanks.path or "/questions/")  # fmt: skip
