"""Addresses of moderation."""

from django.urls import path

from kundenkreis.moderation.views import members, moderators, people, public

TEXT = "moderation/<slug:kind>/<str:pk>"

urlpatterns = [
    path("flags/<slug:kind>/<str:pk>/", members.flags),
    path("statements/<uuid:pk>/", members.statement),
    path("report-content/", public.report, name="report-content"),
    path("report-content/<uuid:pk>/", public.notice),
    path("transparency/", public.transparency, name="transparency"),
    path("moderation/statements.csv", moderators.statements),
    path("moderation/", moderators.moderation, name="moderation"),
    path("moderation/appeals/", moderators.appeals, name="appeals"),
    path("moderation/appeals/<uuid:pk>/", moderators.appeal),
    path("moderation/suspensions/<int:pk>/agreement/", moderators.agreement),
    path("moderation/suspensions/<int:pk>/lifting/", moderators.lifting),
    path("moderation/people/<uuid:pk>/suspensions/", people.suspensions),
    path(f"{TEXT}/claim/", moderators.claim),
    path(f"{TEXT}/decision/", moderators.decision),
]
