"""The evidence in sentences with exact numbers, and what else may explain it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kundenkreis.collusion import socket
from kundenkreis.collusion.models import CollusionCase
from kundenkreis.ui import filters

Evidence = Mapping[str, Any]


def _share(part: float) -> str:
    return _("{number} of 100").format(number=round(part * 100))


def title(case: CollusionCase) -> str:
    """The case in a line."""
    return _("{people} people: {rule}").format(
        people=case.evidence["people"], rule=case.get_rule_display()
    )


def lines(case: CollusionCase) -> list[str]:
    """What was counted, the weightiest first."""
    seen = case.evidence
    rule = {"block": _block, "island": _island, "pair": _pair, "burst": _burst}[case.rule]
    kinds = [
        socket.PLUGS[kind].words(n) for kind, n in sorted(seen["kinds"].items()) if kind in socket.PLUGS
    ]  # fmt: skip
    first, last = filters.date(case.first_at), filters.date(case.last_at)
    between = ngettext(
        "They lie between {first} and {last}, on {days} day.",
        "They lie between {first} and {last}, on {days} days.",
        seen["days"],
    ).format(first=first, last=last, days=seen["days"])
    counted = _("Counted: {kinds}.").format(kinds=", ".join(kinds))
    return [*rule(seen), counted, between, *_beside(seen)]


def _block(seen: Evidence) -> list[str]:
    return [
        _("In this group {pairs} of {most} possible pairs thanked or voted, {favours} times in all.").format(
            pairs=seen["pairs"], most=seen["most_pairs"], favours=seen["favours"]
        ),
        _("Of all they received, {share} came from the group itself.").format(share=_share(seen["income"])),
        _("Of all they gave, {share} stayed in the group.").format(share=_share(seen["given"])),
    ]  # fmt: skip


def _island(seen: Evidence) -> list[str]:
    return [
        _("They thanked or voted for each other {favours} times.").format(favours=seen["favours"]),
        _("Nobody whom our team or checked helpers trust, not even through others, ever thanked one of them. Of all members {share} are reached in this way.").format(share=_share(seen["reached"])),
    ]  # fmt: skip


def _pair(seen: Evidence) -> list[str]:
    found = [
        _("One gave the other {favours}. By chance it would be about {expected}.").format(
            favours=seen["favours"], expected=filters.decimal(round(seen["expected"], 1))
        ),
        _("That is {given} of all she gave, and {income} of all the other received.").format(
            given=_share(seen["given"]), income=_share(seen["income"])
        ),
    ]  # fmt: skip
    if seen["back"]:
        found.append(_("The other gave back {count}.").format(count=seen["back"]))
    return found


def _burst(seen: Evidence) -> list[str]:
    return [
        _(
            "{favours} on one day from one person to another; usual would be {usual}."
        ).format(favours=seen["favours"], usual=filters.decimal(round(seen["usual"], 1))),
        _("On that day she gave {count} in all.").format(count=seen["that_day"]),
    ]


def _beside(seen: Evidence) -> list[str]:
    found = []
    if seen["own"]:
        found.append(_("{count} of them lie on answers to questions the giver had asked herself.").format(count=seen["own"]))  # fmt: skip
    if seen["new"]:
        found.append(
            ngettext(
                "{count} of these people came in the last 30 days.",
                "{count} of these people came in the last 30 days.",
                seen["new"],
            ).format(count=seen["new"])
        )
    if seen["networks"]:
        found.append(_("{count} of them wrote from one network with another of them in the week before.").format(count=seen["networks"]))  # fmt: skip
    return found


def innocent(case: CollusionCase) -> list[str]:
    """What is no wrong and looks the same."""
    by_rule = {
        "block": [
            _("A course, a club or a home may have joined together and help each other."),
            _("People who care about one product meet on the same pages."),
        ],
        "island": [
            _("They may all be new here, and nobody else has met them yet."),
            _("They may write in a language or about a product that few others know."),
        ],
        "pair": [
            _("They may be a couple, a family or colleagues who help each other."),
            _("The other may be the only one who answers about this product."),
        ],
        "burst": [
            _("Somebody may have read many answers of one person in one evening."),
            _("Somebody may have thanked late for help of many weeks."),
        ],
    }
    found = by_rule[case.rule]
    if case.evidence["own"]:
        found.append(_("Who asks a lot thanks those who answer: that is what thanks are for."))  # fmt: skip
    if case.evidence["networks"]:
        found.append(_("Couples, homes and offices share one network: that alone proves nothing."))  # fmt: skip
    return found
