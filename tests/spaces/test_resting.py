"""Who pauses is asked for nothing in spaces and by the circle, and loses nothing: she hears of it afterwards."""

from datetime import timedelta

from kundenkreis.circles import actions as circles
from kundenkreis.notifications.models import Notice
from kundenkreis.pauses import actions as pauses
from kundenkreis.pauses import schedule as pauses_schedule
from kundenkreis.spaces import actions
from kundenkreis.spaces.tests.test_spaces import kinds_for, told
from tests.attack import attack

DAY = timedelta(days=1)


def test_nobody_is_asked_while_she_rests_and_she_hears_of_it_afterwards(family, vreni, beat, mira, at):  # fmt: skip
    pauses.begin(until=at + 3 * DAY, by=beat, at=at)
    circles.open_circle(name="Kreis", by=mira, at=at)
    circles.invite(email="beat@example.org", reason="Sie helfen.", by=mira, at=at + DAY)
    asked = actions.ask(family, title="Drucker", body="@Beat?", by=vreni, at=at + DAY)
    told()
    assert kinds_for(beat) == []
    # What he asked himself is answered also now.
    own = actions.ask(family, title="Kuchen", body="Welcher?", by=beat, at=at + DAY)
    made = actions.answer(own, body="Apfel, @Beat.", by=vreni, at=at + DAY)
    actions.comment(made, body="@Beat, oder Birne.", by=vreni, at=at + DAY)
    told()
    assert kinds_for(beat) == ["space_answer"]
    for moment in (at + 2 * DAY, at + 3 * DAY, at + 3 * DAY):
        pauses_schedule.due(at=moment)
    told()
    assert kinds_for(beat) == ["circle_invited", "space_answer", "space_meanwhile"]
    assert asked.title in Notice.objects.get(kind="space_meanwhile").values["lines"]


def test_who_comes_back_early_hears_of_it_at_once(family, vreni, beat, at):
    pauses.begin(until=at + 30 * DAY, by=beat, at=at)
    actions.ask(family, title="Drucker", body="Rot.", by=vreni, at=at + DAY)
    for _twice in range(2):
        pauses.end(by=beat, at=at + 2 * DAY)
    told()
    assert kinds_for(beat) == ["space_meanwhile"]
    attack("pause_over_after_its_end", "update kundenkreis_pause set over_at = begins_at")
