"""Everything that can happen on the path of a service, as sentences."""

from kundenkreis.certification.actions.applying import (
    apply,
    become_helper,
    go_on,
    lift_path,
    require_path,
)
from kundenkreis.certification.actions.contesting import answer_contest, contest
from kundenkreis.certification.actions.stepping import (
    admit,
    appoint,
    certify,
    leave,
    recognise,
    refuse,
    reinstate,
    step_down,
    suspend,
)
from kundenkreis.certification.actions.supervising import note_visit, see_visit

__all__ = [
    "admit",
    "answer_contest",
    "apply",
    "appoint",
    "become_helper",
    "certify",
    "contest",
    "go_on",
    "leave",
    "lift_path",
    "note_visit",
    "recognise",
    "refuse",
    "reinstate",
    "require_path",
    "see_visit",
    "step_down",
    "suspend",
]
