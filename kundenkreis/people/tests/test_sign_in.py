"""Signing in without a password; being forgotten."""

from datetime import datetime, timedelta

import pytest

from kundenkreis.brands.models import Brand
from kundenkreis.core.refusal import Invalid, NotAllowed, TooMany
from kundenkreis.people import actions, codes, queries
from kundenkreis.people.models import Person, Role, SignInCode


def ask(at: datetime, email: str = "vreni@example.org") -> SignInCode:
    return actions.ask_for_code(email=email, language="de", by=None, at=at)


def test_the_code_opens_the_account_and_a_first_time_makes_it(
    alpenfon: Brand, at: datetime
) -> None:
    code = ask(at, "Neu@Example.org")
    person, _row = actions.sign_in_with_code(
        email="neu@example.org ", code=codes.digits(code), by=None, at=at
    )
    assert person.email == "neu@example.org"
    again, _row = actions.sign_in_with_code(
        email="neu@example.org",
        code=codes.digits(ask(at, "neu@example.org")),
        by=None,
        at=at,
    )
    assert again == person


@pytest.mark.flow
def test_spaces_in_the_code_are_fine(vreni: Person, at: datetime) -> None:
    digits = codes.digits(ask(at))
    person, _row = actions.sign_in_with_code(
        email="vreni@example.org", code=f" {digits[:2]} {digits[2:]}", by=None, at=at
    )
    assert person == vreni


def test_an_older_code_stays_valid(vreni: Person, at: datetime) -> None:
    first = ask(at)
    ask(at + timedelta(minutes=2))
    person, _row = actions.sign_in_with_code(
        email="vreni@example.org",
        code=codes.digits(first),
        by=None,
        at=at + timedelta(minutes=3),
    )
    assert person == vreni


def test_a_code_is_used_once_and_for_a_quarter_of_an_hour(
    vreni: Person, at: datetime
) -> None:
    code = ask(at)
    with pytest.raises(Invalid):
        actions.sign_in_with_code(
            email="vreni@example.org",
            code=codes.digits(code),
            by=None,
            at=at + timedelta(minutes=16),
        )
    actions.sign_in_with_code(
        email="vreni@example.org", code=codes.digits(code), by=None, at=at
    )
    with pytest.raises(Invalid):
        actions.sign_in_with_code(
            email="vreni@example.org", code=codes.digits(code), by=None, at=at
        )


def test_five_wrong_tries_close_the_code(vreni: Person, at: datetime) -> None:
    code = ask(at)
    right = codes.digits(code)
    wrong = "00000" if right != "00000" else "11111"
    for _try in range(5):
        with pytest.raises(Invalid):
            actions.sign_in_with_code(email="vreni@example.org", code=wrong, by=None, at=at)
    with pytest.raises(Invalid):
        actions.sign_in_with_code(email="vreni@example.org", code=right, by=None, at=at)


def test_nobody_gets_more_than_five_mails_a_quarter(vreni: Person, at: datetime) -> None:
    for _mail in range(5):
        ask(at)
    with pytest.raises(TooMany):
        ask(at)
    ask(at + timedelta(minutes=16))


def test_the_link_works_once(vreni: Person, at: datetime) -> None:
    token = codes.link_token(ask(at))
    person, _row = actions.sign_in_with_link(token=token, by=None, at=at)
    assert person == vreni
    with pytest.raises(Invalid):
        actions.sign_in_with_link(token=token, by=None, at=at)
    with pytest.raises(Invalid):
        actions.sign_in_with_link(token=token + "x", by=None, at=at)


def test_an_answer_never_tells_whether_there_is_an_account(
    vreni: Person, at: datetime
) -> None:
    assert ask(at).email == "vreni@example.org"
    assert ask(at, "niemand@example.org").email == "niemand@example.org"
    assert Person.objects.filter(email="niemand@example.org").count() == 0


def test_after_signing_in_one_goes_on_our_own_site_only(
    alpenfon: Brand, at: datetime
) -> None:
    code = actions.ask_for_code(
        email="a@example.org", language="de", then="//evil.example", by=None, at=at
    )
    assert code.then == ""


def test_a_token_opens_the_api_until_it_is_revoked(vreni: Person, at: datetime) -> None:
    token = actions.issue_token(vreni, by=vreni, at=at)
    assert queries.person_with_token(token, at=at) == vreni
    assert queries.person_with_token(token, at=at + timedelta(days=91)) is None
    actions.revoke_token(token, by=vreni, at=at)
    assert queries.person_with_token(token, at=at) is None


def test_only_managers_give_roles(
    vreni: Person, reto: Person, mira: Person, at: datetime
) -> None:
    with pytest.raises(NotAllowed):
        actions.grant(vreni, Role.Kind.EXPERT, by=reto, at=at)
    actions.grant(vreni, Role.Kind.EXPERT, by=mira, at=at)
    actions.grant(vreni, Role.Kind.EXPERT, by=mira, at=at)
    assert queries.roles_of(vreni, at=at) == {"expert"}


def test_roles_end_at_the_brand_wall(reto: Person, seeland: Brand, at: datetime) -> None:
    from kundenkreis.core import scope

    with scope.inside(seeland.pk):
        assert queries.roles_of(reto, at=at) == set()


@pytest.mark.flow
def test_the_forgotten_leave_no_name(vreni: Person, beat: Person, at: datetime) -> None:
    actions.leave_contact(
        vreni, name="Vreni Muster", phone="044 123 45 67", by=vreni, at=at
    )
    actions.issue_token(vreni, by=vreni, at=at)
    with pytest.raises(NotAllowed):
        actions.erase(vreni, by=beat, at=at)
    actions.erase(vreni, by=vreni, at=at)
    vreni.refresh_from_db()
    assert (vreni.email, vreni.name, vreni.phone) == (None, "", "")
    assert queries.person_with_address("vreni@example.org") is None


@pytest.mark.flow
def test_what_is_exported_is_everything_about_me(
    vreni: Person, reto: Person, at: datetime
) -> None:
    told = actions.export(reto, by=reto, at=at)
    assert told["profile"]["email"] == "reto@example.org"
    assert told["roles"][0]["kind"] == "agent"
    with pytest.raises(NotAllowed):
        actions.export(vreni, by=reto, at=at)
