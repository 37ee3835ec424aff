"""Candidates are told what was decided, members that there are news; never the words themselves."""

from uuid import UUID

from kundenkreis.lead_users import queries
from kundenkreis.lead_users.events import LeadPostWritten, LeadUserDecided
from kundenkreis.lead_users.models import LeadInvitation, LeadPost
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow


def tell_candidate(event: LeadUserDecided, *, row: EventRow) -> None:
    """With the reason; not if she has left meanwhile."""
    decision = LeadInvitation.objects.select_related("candidacy__person").filter(pk=event.invitation).first()  # fmt: skip
    if decision:
        kind = "lead_user_invited" if decision.invited else "lead_user_not_now"
        person = decision.candidacy.person
        notify(person=person, kind=kind, row=row, values={"reason": decision.reason}, path="/lead-users/")  # fmt: skip


def tell_members(event: LeadPostWritten, *, row: EventRow) -> None:
    """All who are in now, but the author."""
    post = LeadPost.objects.select_related("thread").filter(pk=event.post, thread=UUID(event.thread)).first()  # fmt: skip
    if not post:
        return
    for member in queries.members():
        person = member.candidacy.person
        if person.pk != post.author_id:
            notify(person=person, kind="lead_post", row=row, values={"title": post.thread.title}, path=post.thread.path)  # fmt: skip
