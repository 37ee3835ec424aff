"""What helpers are told about their path."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

MINE = _("My certificates")

NOTICES = {
    "step_trained": NoticeText(
        subject=_("You are trained: {service}"),
        body=_("Your identity was checked and you passed all tests. Our team now decides about your first visits."),
        action=MINE,
    ),
    "step_admitted": NoticeText(
        subject=_("Your first visits: {service}"),
        body=_("Customers can book you from now on. After each of your first {count} visits, somebody with experience talks with you about it."),
        action=MINE,
        short=_("{service}: customers can book you from now on."),
        written=True,
    ),
    "step_certified": NoticeText(
        subject=_("You are certified: {service}"),
        body=_("Well done. You can print your certificate."),
        action=MINE,
        short=_("{service}: you are certified."),
        written=True,
    ),
    "step_appointed": NoticeText(
        subject=_("You are a trainer: {service}"),
        body=_("You may look at the first visits of others and certify them."),
        action=MINE,
    ),
    "step_refused": NoticeText(
        subject=_("We cannot accept you: {service}"),
        body=_("{reason}\n\nYou can contest this on the page of your certificates, or apply again."),
        action=MINE,
        written=True,
        private=True,
    ),
    "step_suspended": NoticeText(
        subject=_("You are suspended: {service}"),
        body=_("{reason}\n\nFrom now on, nobody can book you for this service, and agreed visits were called off. A person decided this. You can contest it on the page of your certificates. Somebody else then looks at it."),
        action=MINE,
        short=_("{service}: you are suspended. Please read why."),
        written=True,
        private=True,
    ),
    "step_reinstated": NoticeText(
        subject=_("Your suspension has ended: {service}"),
        body=_("{reason}\n\nCustomers can book you again."),
        action=MINE,
        written=True,
        private=True,
    ),
    "supervision_asked": NoticeText(
        subject=_("Please look at the first visits of {name}"),
        body=_("{name} begins: {service}. After each visit, please talk about it with {name} and tell us how it was."),
        action=_("First visits of others"),
    ),
    "visit_to_see": NoticeText(
        subject=_("{name} made a first visit"),
        body=_("{name} made a visit: {service}. Please talk about it with {name} and tell us how it was."),
        action=_("First visits of others"),
    ),
    "visit_seen_good": NoticeText(
        subject=_("Your first visit was good: {service}"),
        body=_("Somebody with experience looked at it. {words}"),
        action=MINE,
        private=True,
    ),
    "visit_seen_not_yet": NoticeText(
        subject=_("About your first visit: {service}"),
        body=_("Somebody with experience looked at it. It does not count yet.\n\n{words}"),
        action=MINE,
        private=True,
    ),
    "step_contest_answered": NoticeText(
        subject=_("We looked at the decision you contested"),
        body=_("{answer}\n\nIf you do not agree, please call us. You can also turn to the body named in our terms."),
        action=MINE,
        private=True,
    ),
}  # fmt: skip
