"""Members of the demo elected Walter in spring; now they vote again."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kundenkreis.elections import actions, queries
from kundenkreis.people.models import Person

DAY = timedelta(days=1)


def elect(people: Mapping[str, Person], members: Mapping[str, Person], at: datetime) -> None:  # fmt: skip
    """One election is counted, one has its vote open since yesterday."""
    walter, rosmarie, toni = (members[name] for name in ("Walter", "Rosmarie", "Toni"))
    first, mira = at - 150 * DAY, people["mira"]
    actions.allow(
        allowed=True, reason="Wer mithilft, soll mitentscheiden.", by=mira, at=first
    )
    past = actions.call(seats=1, term_days=180, by=mira, at=first)
    walters = actions.stand(past, words="Ich lese jeden Tag mit und bleibe ruhig.", by=walter, at=first + DAY)  # fmt: skip
    tonis = actions.stand(past, words="Ich möchte, dass hier niemand ausgelacht wird.", by=toni, at=first + 2 * DAY)  # fmt: skip
    actions.open_vote(past, at=first + 14 * DAY)
    for person, approves in ((rosmarie, [walters, tonis]), (walter, [walters]), (toni, [tonis, walters])):  # fmt: skip
        actions.vote(past, approves=[each.pk for each in approves], by=person, at=first + 16 * DAY)  # fmt: skip
    actions.count(past, at=first + 21 * DAY)
    now = at - 15 * DAY
    row = actions.call(seats=2, term_days=365, by=mira, at=now)
    actions.stand(row, words="Ich mache es gern noch einmal.", by=walter, at=now + DAY)
    actions.stand(row, words="Ich erkläre lieber, als dass ich lösche. **Fragen Sie mich.**", by=rosmarie, at=now + 3 * DAY)  # fmt: skip
    actions.open_vote(row, at=now + 14 * DAY)
    assert queries.voter(row, toni)
    actions.vote(row, approves=[], by=toni, at=at - DAY / 2)
