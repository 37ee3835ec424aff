"""The trusted person: asked, agreed to by both, ended by either."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused, TooMany
from kundenkreis.people import actions, queries
from kundenkreis.people.models import TrustedPerson
from tests.cast import make_person

ADDRESS = "beat@example.org"


def asked(vreni, at, **more):
    values = {"name": "Beat", "email": ADDRESS, "may_book": True, "by": vreni, **more}
    return actions.trust(vreni, at=at, **values)


def current(vreni, beat, at, **more):
    return actions.answer_trust(asked(vreni, at, **more), accepts=True, by=beat, at=at)


def test_it_counts_once_both_have_said_yes(vreni, beat, at):
    row = asked(vreni, at)
    assert not row.is_current
    assert queries.trust_of(beat, vreni.pk, case=vreni.pk) == []
    row = actions.answer_trust(row, accepts=True, by=beat, at=at)
    assert row.is_current
    assert queries.may_book_for(beat, vreni.pk, case=vreni.pk)


def test_what_an_agent_writes_down_counts_once_the_customer_agrees(vreni, beat, reto, at):
    row = current(vreni, beat, at, by=reto)
    assert not row.is_current
    for other in (reto, beat):
        with pytest.raises(NotAllowed):
            actions.agree_to_trust(row, by=other, at=at)
    assert actions.agree_to_trust(row, by=vreni, at=at).is_current


def test_only_the_address_that_was_written_to_says_yes(vreni, beat, aylin, at):
    row = asked(vreni, at)
    for wrong in (aylin, vreni):
        with pytest.raises(NotAllowed):
            actions.answer_trust(row, accepts=True, by=wrong, at=at)
    assert actions.answer_trust(row, accepts=True, by=beat, at=at).person == beat


def test_without_a_mail_address_the_link_decides_and_an_account_is_needed(vreni, aylin, at):
    row = asked(vreni, at, email="", phone="079 222 33 44")
    with pytest.raises(NotAllowed):
        actions.answer_trust(row, accepts=True, by=row.person, at=at)
    assert actions.answer_trust(row, accepts=True, by=aylin, at=at).person == aylin


@pytest.mark.parametrize("who", ["vreni", "beat", "reto"])
def test_either_ends_it_at_once_and_twice_is_once(who, vreni, beat, reto, at):
    row = current(vreni, beat, at)
    by = {"vreni": vreni, "beat": beat, "reto": reto}[who]
    for _time in range(2):
        row = actions.end_trust(row, by=by, at=at)
    assert row.ended_by == by
    assert queries.trust_of(beat, vreni.pk, case=vreni.pk) == []
    with pytest.raises(Refused):
        actions.answer_trust(row, accepts=True, by=beat, at=at)


def test_nobody_else_ends_or_reads_it(vreni, beat, aylin, at):
    row = current(vreni, beat, at)
    with pytest.raises(NotAllowed):
        actions.end_trust(row, by=aylin, at=at)
    with pytest.raises(NotFound):
        queries.trust_between([aylin], row.pk)


def test_the_scope_is_kept(vreni, beat, at):
    row = current(vreni, beat, at, may_book=False)
    assert queries.trust_of(beat, vreni.pk, case=vreni.pk) == [row]
    assert not queries.may_book_for(beat, vreni.pk, case=vreni.pk)


def test_one_case_is_not_another(vreni, beat, at):
    row = current(vreni, beat, at, only_case=beat.pk)
    assert queries.trust_of(beat, vreni.pk, case=beat.pk) == [row]
    assert queries.trust_of(beat, vreni.pk, case=vreni.pk) == []


def test_another_brand_knows_nothing_of_it(vreni, beat, seeland, at):
    current(vreni, beat, at)
    with scope.inside(seeland.pk):
        assert queries.trust_of(beat, vreni.pk, case=vreni.pk) == []
        assert queries.acting_for(beat) == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"name": " "}, "empty"),
        ({"email": "", "phone": "12"}, "empty"),
        ({"email": "beat"}, "bad_email"),
        ({"email": "vreni@example.org"}, "trusts_herself"),
    ],
)
def test_what_makes_no_sense_is_refused(given, reason, vreni, at):
    with pytest.raises(Invalid) as refused:
        asked(vreni, at, **given)
    assert refused.value.reason == reason


def test_strangers_are_not_flooded_with_invitations(vreni, beat, at):
    with pytest.raises(NotAllowed):
        asked(vreni, at, by=beat)
    for number in range(5):
        row = asked(vreni, at, email=f"someone{number}@example.org")
        actions.end_trust(row, by=vreni, at=at)
    with pytest.raises(TooMany):
        asked(vreni, at)
    assert asked(vreni, at + timedelta(days=1, minutes=1))


def test_the_same_person_is_asked_once(vreni, beat, at):
    asked(vreni, at)
    with pytest.raises(Refused) as refused:
        asked(vreni, at)
    assert refused.value.reason == "trusted_already"


def test_the_link_opens_it_for_thirty_days_and_only_itself(vreni, beat, aylin, at):
    row, other = asked(vreni, at), asked(vreni, at, email="else@example.org")
    key = queries.invitation_key(row.pk)
    assert queries.invitation(row.pk, key, None) == row
    assert queries.invitation(row.pk, "", beat) == row
    for pk, wrong, person in ((other.pk, key, None), (row.pk, "x", aylin)):
        with pytest.raises(NotFound):
            queries.invitation(pk, wrong, person)
    path = queries.personal_path(beat, f"/trusted-persons/{row.pk}/invitation/")
    assert path.startswith(f"/trusted-persons/{row.pk}/invitation/?key=")


def test_the_database_trusts_nobody_with_herself(vreni, beat, at):
    row = current(vreni, beat, at)
    attacks: list[dict[str, Any]] = [
        {"person": vreni},
        {"scopes": ["sign_in"]},
        {"scopes": []},
    ]
    for wrong in attacks:
        with pytest.raises(IntegrityError), transaction.atomic():
            TrustedPerson.objects.filter(pk=row.pk).update(**wrong)


@pytest.mark.flow
def test_being_forgotten_ends_it_and_its_words_go(vreni, beat, at):
    current(vreni, beat, at)
    open_one = asked(vreni, at, name="Rosa", email="rosa@example.org")
    told = actions.export(vreni, by=vreni, at=at)
    assert sorted(each["name"] for each in told["trusted_persons"]) == ["Beat", "Rosa"]
    assert (
        actions.export(beat, by=beat, at=at)["trusted_by"][0]["customer__name"] == "Vreni"
    )
    actions.erase(vreni, by=vreni, at=at)
    rows = TrustedPerson.objects.all()
    assert {(row.name, row.email, row.ended_at) for row in rows} == {("", "", at)}
    open_one.person.refresh_from_db()
    assert (open_one.person.name, open_one.person.contact_email) == ("", "")
    beat.refresh_from_db()
    assert beat.name == "Beat"


def test_a_second_account_is_no_way_around(vreni, beat, at):
    row = asked(vreni, at)
    twin = make_person("Beat2", at)
    with pytest.raises(NotAllowed):
        actions.answer_trust(row, accepts=True, by=twin, at=at)
