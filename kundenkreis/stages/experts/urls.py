"""Paths of consultations: the customer's below her case, the expert's below `consultations/`."""

from django.urls import path

from kundenkreis.stages.experts import views

urlpatterns = [
    path("cases/<uuid:pk>/consultation/", views.consultation),
    path("cases/<uuid:pk>/consultation/order/", views.order),
    path("cases/<uuid:pk>/consultation/withdrawal/", views.withdrawal),
    path("cases/<uuid:pk>/consultation/review/", views.review),
    path("cases/<uuid:pk>/consultation/complaint/", views.complaint),
    path("consultations/", views.consultations),
    path("consultations/profile/", views.profile),
    path("consultations/<uuid:pk>/", views.work),
    path("consultations/<uuid:pk>/acceptance/", views.acceptance),
    path("consultations/<uuid:pk>/refusal/", views.refusal),
    path("consultations/<uuid:pk>/messages/", views.messages),
    path("consultations/<uuid:pk>/end/", views.end),
    path("consultations/<uuid:pk>/decision/", views.decision),
]
