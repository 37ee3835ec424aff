"""Duels won, as the look at collusion reads them."""

from datetime import datetime

from django.utils.translation import ngettext

from kundenkreis.collusion.socket import Favour, Favours
from kundenkreis.duels.models import Duel


class DuelFavours(Favours):
    kind = "idea-duel"

    def given(self, *, since: datetime, most: int) -> list[Favour]:
        rows = Duel.objects.filter(at__gt=since, winner__isnull=False)
        found = rows.order_by("-at", "-pk").values_list("person", "winner__author", "at", "winner", "pk")  # fmt: skip
        return [
            Favour(person, author, at, self.kind, f"idea:{winner}")
            for person, author, at, winner, _pk in found[:most]
            if person != author
        ]

    def words(self, count: int) -> str:
        return ngettext("%(num)s duel won", "%(num)s duels won", count) % {"num": count}
