"""Thanks and accepted answers, as the look at collusion reads them."""

from datetime import datetime

from django.utils.translation import ngettext

from kundenkreis.collusion.socket import Favour, Favours
from kundenkreis.stages.community.models import Kudos, Solution


class KudosFavours(Favours):
    kind = "kudos"

    def given(self, *, since: datetime, most: int) -> list[Favour]:
        rows = Kudos.objects.filter(at__gt=since).order_by("-at", "-pk")
        found = rows.values_list(
            "giver", "answer__author", "at", "answer", "answer__question__author"
        )
        return [
            Favour(giver, author, at, self.kind, f"answer:{answer}", own=asker == giver)
            for giver, author, at, answer, asker in found[:most]
        ]

    def words(self, count: int) -> str:
        return ngettext("%(num)s thanks for an answer", "%(num)s thanks for answers", count) % {"num": count}  # fmt: skip


class SolutionFavours(Favours):
    """By whoever said it; the asker can only choose among those who answered her."""

    kind = "solution"

    def given(self, *, since: datetime, most: int) -> list[Favour]:
        rows = Solution.objects.filter(at__gt=since).order_by("-at", "-pk")
        found = rows.values_list("by", "answer__author", "at", "answer", "question__author")
        return [
            Favour(giver, author, at, self.kind, f"answer:{answer}", own=asker == giver)
            for giver, author, at, answer, asker in found[:most]
            if giver != author
        ]

    def words(self, count: int) -> str:
        return ngettext("%(num)s accepted answer", "%(num)s accepted answers", count) % {"num": count}  # fmt: skip
