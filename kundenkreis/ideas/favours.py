"""Votes for ideas, as the look at collusion reads them."""

from datetime import datetime

from django.utils.translation import ngettext

from kundenkreis.collusion.socket import Favour, Favours
from kundenkreis.ideas.models import IdeaVote


class VoteFavours(Favours):
    kind = "idea-vote"

    def given(self, *, since: datetime, most: int) -> list[Favour]:
        rows = IdeaVote.objects.filter(at__gt=since).order_by("-at", "-pk")
        found = rows.values_list("voter", "idea__author", "at", "idea")
        return [
            Favour(voter, author, at, self.kind, f"idea:{idea}")
            for voter, author, at, idea in found[:most]
            if voter != author
        ]

    def words(self, count: int) -> str:
        return ngettext("%(num)s vote for an idea", "%(num)s votes for ideas", count) % {"num": count}  # fmt: skip
