"""Addresses of messages of members."""

from django.urls import path

from kundenkreis.rings import views

urlpatterns = [
    path("rings/", views.own),
    path("rings/new/", views.new),
    path("rings/topics/<slug:slug>/new/", views.new_topic),
    path("rings/reception/", views.reception),
    path("rings/<uuid:pk>/", views.ring),
    path("rings/<uuid:pk>/withdrawal/", views.withdrawal),
    path("rings/<uuid:pk>/silence/", views.silence),
    path("rings/silence/<int:pk>/end/", views.silence_end),
]
