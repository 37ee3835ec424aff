"""Pages of this room."""

from django.urls import path

from kundenkreis.training import views

urlpatterns = [
    path("helper/training/", views.courses, name="helper-training"),
    path("helper/training/<uuid:pk>/", views.unit, name="helper-training-unit"),
    path("training/", views.units, name="training"),
    path("training/new/", views.writing, name="training-new"),
    path("training/<uuid:pk>/", views.writing, name="training-unit"),
    path("training/<uuid:pk>/withdrawal/", views.withdrawal, name="training-withdrawal"),
]
