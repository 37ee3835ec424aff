"""What the pages of the offer show: the questions about a service, and its answers in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.brands.models import LadderStep, PackagePrice, ServicePackage, Topic
from kundenkreis.cases.pages import stage_names
from kundenkreis.cases.queries import ladder
from kundenkreis.core.money import Money
from kundenkreis.helpers.models import Verification
from kundenkreis.notifications.models import EventRow
from kundenkreis.offer import actions, forms, queries
from kundenkreis.ui import filters


@dataclass(frozen=True, slots=True)
class Question:
    """One thing about a service: what is asked, and what the answer changes."""

    title: Promise
    lead: Promise
    form: type[forms.QuestionForm]
    action: Callable[..., Any]


STAYS = gettext_lazy("Booked visits stay as they were agreed.")
QUESTIONS = {
    "name": Question(gettext_lazy("What is it called?"), gettext_lazy("Customers see this name."), forms.NameForm, actions.set_name),
    "contents": Question(gettext_lazy("What is included?"), gettext_lazy("Customers read this before they book."), forms.ContentsForm, actions.set_contents),
    "price": Question(gettext_lazy("Price"), gettext_lazy("What is booked keeps the price that was shown."), forms.PriceForm, actions.set_price),
    "length": Question(gettext_lazy("Length"), STAYS, forms.LengthForm, actions.set_length),
    "topics": Question(gettext_lazy("Topics"), gettext_lazy("Customers with these topics are shown this service."), forms.TopicsForm, actions.set_topics),
    "skills": Question(gettext_lazy("What must a helper know?"), gettext_lazy("Helpers who know less are suggested no longer. Booked visits stay as they were agreed."), forms.NeedsForm, actions.set_needs),
    "checks": Question(gettext_lazy("Checks"), gettext_lazy("Helpers without a valid check are suggested no longer. Booked visits stay as they were agreed."), forms.ChecksForm, actions.set_checks),
    "persons": Question(gettext_lazy("People"), gettext_lazy("Two are always technicians of one firm, and it is suggested only when two of them are free. Booked visits stay as they were agreed."), forms.PersonsForm, actions.set_persons),
    "offering": Question(gettext_lazy("Offered or not"), STAYS, forms.OfferedForm, actions.set_offered),
}  # fmt: skip


def summary(row: ServicePackage) -> list[dict[str, str]]:
    """Every answer about a service, with the page where it is changed."""
    kinds = dict(Verification.Kind.choices)
    needs = row.needs.select_related("skill").order_by("skill__position")
    answers = {
        "name": str(row),
        "contents": ", ".join(filters.words(row.includes)) if row.includes else _("Nothing here yet."),
        "price": filters.exact_money(row.money),
        "length": filters.duration(row.duration),
        "topics": ", ".join(str(topic) for topic in row.topics.all()) or _("none"),
        "skills": ", ".join(f"{need.skill}: {need.get_level_display()}" for need in needs) or _("none"),
        "checks": ", ".join(str(kinds[kind]) for kind in row.requires) or _("none"),
        "persons": _("Two, of one firm") if row.persons == 2 else _("One"),
        "offering": _("not offered") if row.withdrawn_at else _("Customers can book it."),
    }  # fmt: skip
    here = f"/offer/services/{row.slug}/"
    lines = [{"key": str(QUESTIONS[noun].title), "value": answer, "href": f"{here}{noun}/"} for noun, answer in answers.items()]  # fmt: skip
    path = _("The path is asked for") if row.certified_since else _("no path")
    cancelling = row.get_cancellation_policy_display() if row.cancellation_policy else _("as all services")  # fmt: skip
    return [
        *lines,
        {"key": _("Certificate"), "value": path, "href": "/certifications/"},
        {"key": _("Cancelling"), "value": cancelling, "href": "/terms/cancelling/"},
    ]


def service(row: ServicePackage) -> dict[str, Any]:
    """Its page: answers, prices by date, what was changed."""
    prices = queries.prices(row)
    return {
        "row": row,
        "lines": summary(row),
        "prices": [_price(price, row) for price in prices],
        "coming": [price for price in prices if price.begun_at is None],
        "doing": queries.doing(row),
        "changes": [change(each) for each in queries.changes("services", row.slug)],
    }


def _price(price: PackagePrice, row: ServicePackage) -> list[str]:
    """From when, how much, whether it counts already: one line of a table."""
    sum_ = filters.exact_money(Money(price.price, row.brand.currency))
    return [filters.date(price.valid_from), sum_, "" if price.begun_at else _("not yet")]


def ladder_page() -> dict[str, Any]:
    """The order for all, and which topics have their own."""
    names = stage_names()
    return {
        "stages": [names[name] for name in ladder(None)],
        "topics": queries.topics(),
        "left_out": [names[row.stage] for row in LadderStep.objects.exclude(withdrawn_at=None)],
        "changes": [change(each) for each in queries.changes("ladder", "")],
    }  # fmt: skip


def in_words(topic: Topic) -> str:
    """Its order, first to last."""
    names = stage_names()
    return ", ".join(names[name] for name in ladder(topic))


def change(row: EventRow) -> list[str]:
    """When, who, what, why: one line of a table."""
    fields = {
        "words": _("Name"), "includes": _("What is included?"), "price": _("Price"), "valid_from": _("Valid from"), "duration": _("Length"),
        "topics": _("Topics"), "skills": _("Skills"), "requires": _("Checks"), "persons": _("People"), "withdrawn_at": _("Offered or not"), "stages": _("Order"),
    }  # fmt: skip
    said = [fields[name] for name in row.payload["changes"] if name in fields]
    return [
        filters.moment(row.at),
        row.by.shown_name if row.by else "–",
        ", ".join(said),
        row.payload["reason"],
    ]
