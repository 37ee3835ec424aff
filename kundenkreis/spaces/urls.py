"""Addresses of private spaces."""

from django.urls import path

from kundenkreis.spaces.views import entering, members, remarks, talk

SPACE = "spaces/<uuid:pk>/"
QUESTION = f"{SPACE}questions/<uuid:question>/"

urlpatterns = [
    path("spaces/", entering.own),
    path("spaces/new/", entering.new),
    path("spaces/invitations/<uuid:pk>/", entering.invitation),
    path("spaces/invitations/<uuid:pk>/acceptance/", entering.acceptance),
    path("spaces/invitations/<uuid:pk>/refusal/", entering.refusal),
    path(SPACE, talk.space),
    path(f"{SPACE}questions/new/", talk.new_question),
    path(f"{SPACE}cases/new/", talk.new_case),
    path(QUESTION, talk.question),
    path(f"{QUESTION}withdrawal/", talk.withdrawal),
    path(f"{QUESTION}followers/", talk.followers),
    path(f"{QUESTION}reopening/", talk.reopening),
    path(f"{QUESTION}answers/<uuid:answer>/solution/", talk.solution),
    path(f"{QUESTION}answers/<uuid:answer>/withdrawal/", talk.answer_withdrawal),
    path(f"{QUESTION}answers/<uuid:answer>/comments/", remarks.comments),
    path(f"{QUESTION}answers/<uuid:answer>/kudos/", remarks.kudos),
    path(f"{QUESTION}comments/<uuid:comment>/withdrawal/", remarks.comment_withdrawal),
    path(f"{SPACE}members/", members.members),
    path(f"{SPACE}links/", members.links),
    path(f"{SPACE}invitations/<uuid:invitation>/end/", members.invitation_end),
    path(f"{SPACE}members/<int:member>/removal/", members.removal),
    path(f"{SPACE}members/<int:member>/keeper/", members.keeper),
    path(f"{SPACE}departure/", members.departure),
    path(f"{SPACE}end/", members.end),
    path(f"{SPACE}words/", members.words),
]
