"""Addresses of contests."""

from django.urls import path

from kundenkreis.contests import views

urlpatterns = [
    path("contests/", views.contests),
    path("contests/new/", views.new),
    path("contests/<uuid:pk>/", views.contest),
    path("contests/<uuid:pk>/entries/", views.entries),
    path("contests/<uuid:pk>/weakest/", views.weakest),
    path("contests/<uuid:pk>/jury/", views.jury),
    path("contests/<uuid:pk>/result/", views.result),
    path("contest-entries/<uuid:pk>/", views.entry),
    path("contest-entries/<uuid:pk>/withdrawal/", views.withdrawal),
    path("contest-entries/<uuid:pk>/verdict/", views.verdict),
]
