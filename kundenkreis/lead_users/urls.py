"""Addresses of lead users: one's own page, the shortlist, the private space."""

from django.urls import path

from kundenkreis.lead_users import views

urlpatterns = [
    path("lead-users/", views.own),
    path("lead-users/candidacy/", views.candidacy),
    path("lead-users/departure/", views.departure),
    path("lead-users/acceptance/", views.acceptance),
    path("lead-users/shortlist/", views.shortlist),
    path("lead-users/shortlist/<int:pk>/decision/", views.decision),
    path("lead-users/threads/", views.threads),
    path("lead-users/threads/new/", views.new_thread),
    path("lead-users/threads/<uuid:pk>/", views.thread),
]
