"""A space: who comes in, who goes, who speaks for whom, and what stays."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kundenkreis.cases import actions as cases
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused, TooMany
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people.models import Person
from kundenkreis.spaces import actions, queries, rules, schedule
from kundenkreis.spaces.models import (
    Space,
    SpaceAnswer,
    SpaceInvitation,
    SpaceMember,
    SpaceQuestion,
)
from kundenkreis.spaces.personal_data import SpacesData
from tests.attack import attack

DAY = timedelta(days=1)


def told() -> None:
    """What the relay and the worker do, for all that was announced."""
    from kundenkreis.core.events import KINDS
    from kundenkreis.notifications import registry

    for row in EventRow.objects.order_by("id"):
        for react in registry.REACTIONS.get(KINDS[row.name], []):
            react(KINDS[row.name](**row.payload), row=row)


def kinds_for(person) -> list[str]:
    return sorted(Notice.objects.filter(person=person).values_list("kind", flat=True))


@pytest.mark.flow
def test_who_comes_by_mail_comes_with_that_address_only(family, vreni, beat, aylin, jonas, at):  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.invite(family, email="x@example.org", by=beat, at=at)
    with pytest.raises(NotFound):
        actions.invite(family, email="x@example.org", by=aylin, at=at)
    letter = actions.invite(family, email="Aylin@example.org", by=vreni, at=at)
    assert actions.invite(family, email="aylin@example.org", by=vreni, at=at) == letter
    with pytest.raises(Refused, match="in_already"):
        actions.invite(family, email="beat@example.org", by=vreni, at=at)
    told()
    assert kinds_for(aylin) == ["space_invited"]
    with pytest.raises(NotFound):
        queries.invitation_for(jonas, letter.pk, key="", at=at)
    with pytest.raises(NotAllowed, match="other_address"):
        actions.accept(letter, by=jonas, at=at)
    for _twice in range(2):
        actions.accept(letter, by=aylin, at=at)
    assert queries.space_for(aylin, family.pk) == family
    with pytest.raises(NotFound):
        queries.invitation_for(aylin, letter.pk, key="", at=at)


def test_somebody_without_an_account_is_written_to_and_forgotten(family, vreni, at):
    letter = actions.invite(family, email="neu@example.org", by=vreni, at=at)
    assert letter.person
    path = queries.personal_path(letter.person, letter.path)
    key = path.partition("?key=")[2]
    assert queries.invitation_for(None, letter.pk, key=key, at=at) == letter
    with pytest.raises(NotFound):
        queries.invitation_for(None, letter.pk, key="x", at=at)
    schedule.due(at=at + 15 * DAY)
    assert Person.objects.get(pk=letter.person_id).contact_email == ""
    with pytest.raises(NotFound):
        queries.invitation_for(None, letter.pk, key=key, at=at + 13 * DAY)


@pytest.mark.flow
def test_a_link_opens_until_somebody_is_taken_out(family, vreni, aylin, jonas, beat, at):
    link = actions.invite_by_link(family, by=vreni, at=at)
    member = actions.accept(link, by=aylin, at=at)
    with pytest.raises(NotAllowed):
        actions.remove(member, by=beat, at=at)
    with pytest.raises(Refused, match="keeper"):
        actions.remove(queries.member_in(family, vreni), by=vreni, at=at)
    actions.remove(member, by=vreni, at=at)
    with pytest.raises(Refused, match="invitation_over"):
        actions.accept(link, by=jonas, at=at)
    with pytest.raises(NotFound):
        queries.space_for(aylin, family.pk)
    told()
    assert kinds_for(aylin) == ["space_removed"]


def test_twenty_invitations_a_day_and_ten_spaces_are_enough(family, vreni, at, monkeypatch):
    monkeypatch.setattr(rules, "INVITED_A_DAY", 1)
    monkeypatch.setattr(rules, "MOST_SPACES", 1)
    monkeypatch.setattr(rules, "MOST_MEMBERS", 2)
    link = actions.invite_by_link(family, by=vreni, at=at)
    with pytest.raises(TooMany):
        actions.invite_by_link(family, by=vreni, at=at)
    with pytest.raises(TooMany):
        actions.found(name="Noch", kind="private", by=vreni, at=at)
    other = Person.objects.create(email="o@example.org", joined_at=at)
    with pytest.raises(TooMany):
        actions.accept(link, by=other, at=at)


def test_the_last_keeper_hands_over_or_ends_it(family, vreni, beat, at):
    with pytest.raises(Refused, match="last_keeper"):
        actions.leave(family, by=vreni, at=at)
    actions.name_keeper(queries.member_in(family, beat), by=vreni, at=at)
    told()
    assert kinds_for(beat) == ["space_keeper"]
    for _twice in range(2):
        actions.leave(family, by=vreni, at=at)
    assert queries.spaces_of(vreni) == []
    actions.leave(family, by=beat, at=at)
    assert Space.objects.get().ended_at == at, "nobody is left"


@pytest.mark.flow
def test_an_ended_space_is_read_for_a_month_and_then_gone(answered, family, vreni, beat, at):  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.end(family, by=beat, at=at)
    for _twice in range(2):
        actions.end(family, by=vreni, at=at)
    told()
    assert "space_ended" in kinds_for(beat)
    assert queries.questions_in(family, beat) == [answered.question]
    for act in (
        lambda: actions.ask(family, title="T", body="B", by=beat, at=at),
        lambda: actions.answer(answered.question, body="B", by=beat, at=at),
        lambda: actions.invite_by_link(family, by=vreni, at=at),
    ):
        with pytest.raises(Refused, match="space_ended"):
            act()
    assert queries.words_of(family, vreni)["questions"][0]["answers"]
    schedule.due(at=at + 29 * DAY)
    assert Space.objects.exists()
    schedule.due(at=at + 30 * DAY)
    assert not Space.objects.exists()
    assert not SpaceAnswer.objects.exists()


@pytest.mark.flow
def test_members_hear_of_what_is_new_and_strangers_do_not(answered, family, vreni, beat, aylin, at):  # fmt: skip
    actions.accept_answer(answered, by=vreni, at=at)
    told()
    told()
    assert kinds_for(beat) == ["space_answer_accepted", "space_question"]
    assert kinds_for(vreni) == ["space_answer"]
    assert not Notice.objects.exclude(person__in=[vreni, beat]).exists()
    assert not any("neu starten" in str(row.values) for row in Notice.objects.all())


def test_a_follower_who_left_hears_nothing(asked, family, vreni, beat, at):
    actions.follow(asked, by=beat, at=at)
    actions.answer(asked, body="Ich selbst.", by=vreni, at=at)
    actions.leave(family, by=beat, at=at)
    told()
    assert "space_answer" not in kinds_for(beat)
    assert not asked.followers.exists()


@pytest.mark.flow
def test_in_a_family_only_who_asked_says_what_helped(answered, family, aylin, vreni, beat, at):  # fmt: skip
    actions.take_in(family, aylin, by=vreni, at=at)
    with pytest.raises(NotAllowed, match="asker_first"):
        actions.accept_answer(answered, by=aylin, at=at + 9 * DAY)
    for _twice in range(2):
        actions.accept_answer(answered, by=vreni, at=at)
    other = actions.answer(answered.question, body="Oder so.", by=beat, at=at)
    with pytest.raises(Refused, match="solved_already"):
        actions.accept_answer(other, by=vreni, at=at)
    with pytest.raises(NotAllowed):
        actions.undo_solution(answered.question, by=aylin, at=at)
    actions.undo_solution(answered.question, by=vreni, at=at)
    actions.accept_answer(other, by=vreni, at=at)


@pytest.mark.flow
def test_a_colleague_speaks_for_who_is_away_and_she_may_take_it_back(firm, jonas, aylin, vreni, at):  # fmt: skip
    actions.take_in(firm, vreni, by=jonas, at=at)
    case = cases.open_case(customer=jonas, text="Die Leitung ist tot.", by=jonas, at=at)
    shared = actions.share_case(firm, case=case, body="Wer kann?", by=jonas, at=at)
    assert actions.share_case(firm, case=case, by=jonas, at=at) == shared
    behind = queries.case_behind(queries.question_for(aylin, firm.pk, shared.pk))
    assert behind
    assert behind[0] == case
    answer = actions.answer(shared, body="Sicherung.", by=aylin, at=at)
    with pytest.raises(NotAllowed, match="asker_first"):
        actions.accept_answer(answer, by=vreni, at=at + 2 * DAY)
    with pytest.raises(NotAllowed, match="asker_first"):
        actions.accept_answer(answer, by=aylin, at=at + 4 * DAY)
    actions.accept_answer(answer, by=vreni, at=at + 3 * DAY)
    told()
    assert "space_solved_for_you" in kinds_for(jonas)
    actions.undo_solution(shared, by=jonas, at=at + 4 * DAY)
    # Gone, she is away at once.
    actions.name_keeper(queries.member_in(firm, aylin), by=jonas, at=at)
    actions.leave(firm, by=jonas, at=at)
    actions.accept_answer(answer, by=vreni, at=at)


def test_a_case_is_shown_by_its_customer_to_her_firm_only(firm, family, vreni, jonas, at):
    case = cases.open_case(customer=vreni, text="Rot.", by=vreni, at=at)
    with pytest.raises(NotAllowed):
        actions.share_case(firm, case=case, by=jonas, at=at)
    with pytest.raises(Refused, match="no_firm"):
        actions.share_case(family, case=case, by=vreni, at=at)


def test_words_are_taken_back_by_who_wrote_them(answered, family, vreni, beat, at):
    with pytest.raises(NotFound):
        actions.take_question_back(answered.question, by=beat, at=at)
    with pytest.raises(NotFound):
        actions.take_answer_back(answered, by=vreni, at=at)
    actions.take_answer_back(answered, by=beat, at=at)
    actions.take_question_back(answered.question, by=vreni, at=at)
    assert not SpaceQuestion.objects.exists()


def test_one_finds_in_a_space_what_stands_there(answered, asked, family, firm, aylin, vreni):  # fmt: skip
    assert queries.questions_in(family, vreni, words="zitronenfalter starten") == [asked]
    assert queries.questions_in(family, vreni, words="zitronenfalter morgen") == []
    assert queries.questions_in(firm, vreni) == []
    assert queries.questions_in(family, aylin) == []


def test_her_account_takes_her_words_along_and_leaves_the_space_kept(answered, family, vreni, beat, at):  # fmt: skip
    plug = SpacesData()
    hers = str(plug.export(vreni))
    assert "blinkt" in hers
    assert "starten" not in hers, "the words of others are not hers"
    plug.forget(vreni, at=at)
    assert queries.member_in(family, beat).keeps, "who is in the longest keeps it"
    left = SpaceQuestion.objects.get()
    assert (left.title, left.body) == ("–", "")
    assert SpaceAnswer.objects.get() == answered
    plug.forget(beat, at=at)
    assert Space.objects.get().ended_at == at
    assert not SpaceAnswer.objects.exists()


@pytest.mark.flow
def test_another_brand_sees_nothing(asked, family, vreni, seeland):
    with scope.inside(seeland.pk):
        assert queries.spaces_of(vreni) == []
        with pytest.raises(NotFound):
            queries.question_for(vreni, family.pk, asked.pk)


def test_a_firm_names_itself_and_guests_open_nothing(vreni, alpenfon, at):
    with pytest.raises(Invalid):
        actions.found(name="X", kind="business", by=vreni, at=at)
    with pytest.raises(NotAllowed):
        actions.found(name="X", kind="circle", by=vreni, at=at)
    with pytest.raises(Invalid):
        actions.found(name="X", kind="open", by=vreni, at=at)
    guest = Person.objects.create(joined_at=at)
    with pytest.raises(NotAllowed):
        actions.found(name="X", kind="private", by=guest, at=at)


QUESTION = "insert into kundenkreis_spacequestion (id, brand_id, space_id, author_id, title, body, at, last_at, hidden_reason) values (gen_random_uuid(), %s, %s, %s, 'T', 'B', now(), now(), '')"
ANSWER = "insert into kundenkreis_spaceanswer (id, brand_id, space_id, question_id, author_id, body, at, hidden_reason) values (gen_random_uuid(), %s, %s, %s, %s, 'B', now(), '')"


@pytest.mark.flow
def test_the_database_lets_only_members_write_and_words_stay(answered, asked, family, firm, vreni, aylin, seeland, at):  # fmt: skip
    brand = family.brand_id
    attack("space_members_only", QUESTION, brand, family.pk, aylin.pk)
    attack("space_members_only", ANSWER, brand, family.pk, asked.pk, aylin.pk)
    attack("space_answer_in_its_space", ANSWER, brand, firm.pk, asked.pk, aylin.pk)
    follow = "insert into kundenkreis_spacefollow (brand_id, space_id, question_id, person_id, at) values (%s, %s, %s, %s, now())"
    attack("space_members_only", follow, brand, family.pk, asked.pk, aylin.pk)
    attack("space_follow_in_its_space", follow, brand, firm.pk, asked.pk, aylin.pk)
    solve = "insert into kundenkreis_spacesolution (brand_id, space_id, question_id, answer_id, by_id, at) values (%s, %s, %s, %s, %s, now())"
    attack("space_members_only", solve, brand, family.pk, asked.pk, answered.pk, aylin.pk)
    attack("space_solution_in_its_space", solve, brand, firm.pk, asked.pk, answered.pk, aylin.pk)  # fmt: skip
    second = actions.ask(family, title="Zwei", body="B", by=vreni, at=at)
    attack("space_solution_of_its_question", solve, brand, family.pk, second.pk, answered.pk, vreni.pk)  # fmt: skip
    for table in ("spacequestion", "spaceanswer"):
        attack("space_words_stay", f"update kundenkreis_{table} set space_id = %s", firm.pk)
        attack("space_words_stay", f"update kundenkreis_{table} set author_id = %s", aylin.pk)  # fmt: skip
        attack(f"{table}_hidden_with_reason", f"update kundenkreis_{table} set hidden_at = now()")  # fmt: skip
    attack("space_question_of_same_brand", "update kundenkreis_spacequestion set brand_id = %s where id = %s", seeland.pk, second.pk)  # fmt: skip
    attack("space_member_of_same_brand", "update kundenkreis_spacemember set brand_id = %s", seeland.pk)  # fmt: skip
    actions.follow(asked, by=vreni, at=at)
    attack("space_followed_once", follow, brand, family.pk, asked.pk, vreni.pk)
    actions.end(family, by=vreni, at=at)
    attack("space_not_ended", QUESTION, brand, family.pk, vreni.pk)


@pytest.mark.flow
def test_the_database_keeps_a_space_what_it_is(family, firm, vreni, jonas, seeland, mira, at):  # fmt: skip
    attack("space_has_keeper", "update kundenkreis_spacemember set left_at = now() where role = 'keeper'")  # fmt: skip
    attack("space_has_keeper", "delete from kundenkreis_spacemember where role = 'keeper'")
    attack("space_role", "update kundenkreis_spacemember set role = 'owner'")
    attack("space_member_once", "insert into kundenkreis_spacemember (brand_id, space_id, person_id, role, since) select brand_id, space_id, person_id, role, since from kundenkreis_spacemember")  # fmt: skip
    attack("space_of_a_firm_names_it", "update kundenkreis_space set kind = 'business', company = '' where id = %s", family.pk)  # fmt: skip
    link = actions.invite_by_link(family, by=vreni, at=at)
    attack("space_invitation_for_whom", "update kundenkreis_spaceinvitation set email = 'x@example.org'")  # fmt: skip
    attack("space_invitation_of_same_brand", "update kundenkreis_spaceinvitation set brand_id = %s where id = %s", seeland.pk, link.pk)  # fmt: skip
    actions.found(name="Kreis", kind="circle", by=mira, at=at)
    attack("one_circle_a_brand", "update kundenkreis_space set kind = 'circle' where id = %s", family.pk)  # fmt: skip
    case = cases.open_case(customer=vreni, text="Rot.", by=vreni, at=at)
    asked = actions.ask(family, title="T", body="B", by=vreni, at=at)
    attack("space_shares_own_case", "update kundenkreis_spacequestion set case_id = %s where id = %s", case.pk, asked.pk)  # fmt: skip
    own = cases.open_case(customer=jonas, text="Rot.", by=jonas, at=at)
    shared = actions.share_case(firm, case=own, by=jonas, at=at)
    attack("case_shared_once", "insert into kundenkreis_spacequestion (id, brand_id, space_id, author_id, title, body, case_id, at, last_at, hidden_reason) select gen_random_uuid(), brand_id, space_id, author_id, title, body, case_id, at, at, '' from kundenkreis_spacequestion where id = %s", shared.pk)  # fmt: skip


@pytest.mark.flow
def test_a_space_asks_the_same_number_of_queries(asked, family, vreni, beat, at, client_of):  # fmt: skip
    def count(path):
        with CaptureQueriesContext(connection) as found:
            assert client_of(vreni).get(path).status_code == 200
        return len(found)

    paths = (family.path, asked.path)
    actions.answer(asked, body="Eins", by=beat, at=at)
    actions.invite_by_link(family, by=vreni, at=at)
    before = [count(path) for path in paths]
    for number in range(2):
        actions.ask(family, title=f"Nr {number}", body="x", by=vreni, at=at)
        actions.answer(asked, body="Zwei", by=vreni, at=at)
        actions.invite_by_link(family, by=vreni, at=at)
        actions.found(name="Noch", kind="private", by=vreni, at=at)
    assert [count(path) for path in paths] == before
    assert SpaceMember.objects.count() == 4
    assert SpaceInvitation.objects.count() == 3
