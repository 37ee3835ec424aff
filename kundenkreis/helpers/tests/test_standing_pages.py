"""A helper reads every line of her standing, contests one, and gets a reasoned answer."""

import pytest

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.helpers import actions
from kundenkreis.helpers.models import Contest, HelperBrand
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.helpers.tests.test_ranking_pages import of


@pytest.fixture
def late(alpenfon, jonas, at):
    neighbour(jonas, ServicePackage.objects.get(slug="wifi"), at=at)
    member = HelperBrand.objects.get(helper__person=jonas)
    return actions.record_outcome(
        member, "late_cancellation", subject="booking:1", outcome=0, by=None, at=at
    )


@pytest.mark.flow
def test_an_upheld_contest_strikes_the_line(late, jonas, reto, vreni, at):
    before = late.quality
    row = late.outcomes.get()
    assert of(jonas).get("/helper/standing/").status_code == 200
    path = f"/helper/standing/{row.pk}/"
    assert of(jonas).get(path).status_code == 200
    assert of(vreni).get(path).status_code == 404
    assert of(jonas).post(path, {"text": "She was ill."}).status_code == 303
    contest = Contest.objects.get()
    with pytest.raises(Refused):
        actions.contest(row, text="Again", by=jonas, at=at)
    with pytest.raises(NotAllowed):
        actions.answer_contest(contest, upheld=True, answer="Yes", by=jonas, at=at)
    assert b"She was ill." in of(reto).get("/standing-contests/").content
    sent = {"upheld": "yes", "answer": "We called her: it is so."}
    assert of(reto).post(f"/standing-contests/{contest.pk}/", sent).status_code == 303
    late.refresh_from_db()
    assert late.quality > before
    assert late.cancellations == 0
    assert b"We called her" in of(jonas).get("/helper/standing/").content
