"""Good marks of jurors, as the look at collusion reads them."""

from datetime import datetime

from django.utils.translation import ngettext

from kundenkreis.collusion.socket import Favour, Favours
from kundenkreis.contests.models import JuryVerdict

GOOD = 4


class JuryFavours(Favours):
    """Tokens for the weakest benefit nobody in particular, so they are no favours."""

    kind = "jury-verdict"

    def given(self, *, since: datetime, most: int) -> list[Favour]:
        rows = JuryVerdict.objects.filter(at__gt=since).order_by("-at", "-pk")
        found = rows.values_list("juror__person", "entry__author", "at", "entry", "marks")
        return [
            Favour(juror, author, at, self.kind, f"contest-entry:{entry}")
            for juror, author, at, entry, marks in found[:most]
            if marks and sum(marks) >= GOOD * len(marks)
        ]

    def words(self, count: int) -> str:
        return ngettext("%(num)s good verdict of a jury", "%(num)s good verdicts of a jury", count) % {"num": count}  # fmt: skip
