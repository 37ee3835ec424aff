"""The experts' plug into the Stage socket."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kundenkreis.cases.models import Attempt, Case
from kundenkreis.cases.queries import track_record
from kundenkreis.cases.socket import Panel, Proposal, Stage
from kundenkreis.core import hours
from kundenkreis.core.refusal import Refused
from kundenkreis.people.models import Person
from kundenkreis.stages.experts import queries
from kundenkreis.stages.experts.models import Consultation
from kundenkreis.ui import filters

LANGUAGES = dict(settings.LANGUAGES)


class ExpertsStage(Stage):
    name = "experts"

    def propose(self, case: Case, *, at: datetime) -> Sequence[Proposal]:
        found = queries.candidates(case, at=at)
        if not found or Consultation.objects.all().live().filter(case=case).exists():
            return []
        price = queries.open_price(found, currency=case.brand.currency)
        ready = queries.first_ready(queries.affordable(found, price.amount), case, at=at)
        if ready is None:
            return []
        solved, tried = track_record(self.name, case)
        return [
            Proposal(
                stage=self.name,
                title=_("Advice from an expert, one to one"),
                price=price,
                price_from=len(
                    {queries.price_of(each.expert, queries.terms()) for each in found}
                )
                > 1,
                ready_in_minutes=hours.minutes_between(at, ready)
                + queries.usual_answer(at=at),
                solved=solved,
                tried=tried,
                reasons=_reasons(case, found, ready, at=at),
                href=f"{case.path}consultation/",
                action=_("Choose an expert"),
            )
        ]

    def begin(self, case: Case, *, by: Person, at: datetime) -> Attempt:
        raise Refused(
            "confirm_first",
            _("A consultation costs money. Please choose and confirm it first."),
        )

    def panel(self, attempt: Attempt, *, person: Person, at: datetime) -> Panel | None:
        consultation = (
            Consultation.objects.filter(attempt=attempt)
            .select_related("expert__person", "wanted__person", "case")
            .first()
        )
        if consultation is None or consultation.state == Consultation.State.WITHDRAWN:
            return None
        expert = consultation.expert
        return Panel(
            template="experts/panel.html",
            values={
                "consultation": consultation,
                "works_here": expert is not None and expert.person_id == person.pk,
            },
        )


def _reasons(
    case: Case, found: queries.Candidates, ready: datetime, *, at: datetime
) -> list[str]:
    what = {
        "count": len(found),
        "topic": case.topic or _("all topics"),
        "language": LANGUAGES.get(case.language, case.language),
    }
    return [
        ngettext(
            "%(count)s expert for %(topic)s, in %(language)s",
            "%(count)s experts for %(topic)s, in %(language)s",
            len(found),
        )
        % what,
        _("Someone is there now")
        if ready == at
        else _("Someone is there %(when)s") % {"when": filters.when(ready, at)},
        _("If nobody takes your case, you pay nothing"),
    ]
