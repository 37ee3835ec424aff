"""Everything that can happen here: signing in, joining, roles, consent, trust, being forgotten."""

from kundenkreis.people.actions.accounts import (
    address,
    agree,
    ask_for_code,
    erase,
    export,
    grant,
    introduce,
    issue_token,
    join,
    leave_contact,
    revoke_token,
    sign_in_with_code,
    sign_in_with_link,
    tidy_up,
    welcome_guest,
)
from kundenkreis.people.actions.joining import Newcomer, grant_all, join_all
from kundenkreis.people.actions.trust import (
    agree_to_trust,
    answer_trust,
    end_trust,
    hold_trust,
    trust,
)

__all__ = [
    "Newcomer",
    "address",
    "agree",
    "agree_to_trust",
    "answer_trust",
    "ask_for_code",
    "end_trust",
    "erase",
    "export",
    "grant",
    "grant_all",
    "hold_trust",
    "introduce",
    "issue_token",
    "join",
    "join_all",
    "leave_contact",
    "revoke_token",
    "sign_in_with_code",
    "sign_in_with_link",
    "tidy_up",
    "trust",
    "welcome_guest",
]
