"""Addresses of the circle."""

from django.urls import path

from kundenkreis.circles import views

urlpatterns = [
    path("circle/", views.own),
    path("circle/acceptance/", views.acceptance),
    path("circle/refusal/", views.refusal),
    path("circle/lines/new/", views.new_line),
    path("circle/lines/<int:pk>/", views.line),
    path("circle/setup/", views.setup),
    path("circle/promise/", views.promise),
]
