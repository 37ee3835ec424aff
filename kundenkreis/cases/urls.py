"""Pages of this room."""

from django.urls import path

from kundenkreis.cases import views
from kundenkreis.cases.feedback import views as private
from kundenkreis.cases.trust import views as trust

urlpatterns = [
    path("", views.front, name="front"),
    path("k/<str:key>/", views.key, name="case-key"),
    path("cases/", views.cases, name="cases"),
    path("cases/<uuid:pk>/", views.case, name="case"),
    path("cases/<uuid:pk>/details/", views.details, name="case-details"),
    path("cases/<uuid:pk>/contact/", views.contact, name="case-contact"),
    path("cases/<uuid:pk>/messages/", views.messages, name="case-messages"),
    path("cases/<uuid:pk>/attempts/", views.attempts, name="case-attempts"),
    path(
        "cases/<uuid:pk>/attempts/<int:attempt>/failure/",
        views.failure,
        name="attempt-failure",
    ),
    path("cases/<uuid:pk>/solution/", views.solution, name="case-solution"),
    path("cases/<uuid:pk>/reopening/", views.reopening, name="case-reopening"),
    path("cases/<uuid:pk>/withdrawal/", views.withdrawal, name="case-withdrawal"),
    path("cases/<uuid:pk>/feedback/", views.feedback, name="case-feedback"),
    path("cases/<uuid:pk>/private-question/", private.question, name="case-question"),
    path("cases/<uuid:pk>/trusted-persons/", trust.of_case, name="case-trusted-persons"),
    path("trusted-persons/", trust.trusted_persons, name="trusted-persons"),
    path("trusted-persons/<uuid:pk>/agreement/", trust.agreement, name="trust-agreement"),
    path("trusted-persons/<uuid:pk>/end/", trust.end, name="trust-end"),
    path(
        "trusted-persons/<uuid:pk>/invitation/", trust.invitation, name="trust-invitation"
    ),
]
