"""Paths of the desk and of the call-back."""

from django.urls import path

from kundenkreis.stages.desk import views

urlpatterns = [
    path("desk/", views.inbox),
    path("desk/calls/", views.calls),
    path("desk/warnings/", views.warnings),
    path("desk/questions/", views.questions),
    path("desk/cases/<uuid:pk>/", views.case),
    path("desk/cases/<uuid:pk>/assignment/", views.assignment),
    path("desk/cases/<uuid:pk>/release/", views.release),
    path("desk/cases/<uuid:pk>/messages/", views.messages),
    path("desk/cases/<uuid:pk>/writing/", views.writing),
    path("desk/cases/<uuid:pk>/solution/", views.solution),
    path("desk/cases/<uuid:pk>/closing/", views.closing),
    path("call-back/", views.call_back, name="call-back"),
    path("call-back/<uuid:pk>/", views.call_back_wish),
    path("call-back/<uuid:pk>/call/", views.call),
]
