"""Pages of this room; both sides come in through the visit."""

from django.urls import path

from kundenkreis.disputes import views

urlpatterns = [
    path("disputes/", views.disputes, name="disputes"),
    path("disputes/<uuid:pk>/", views.dispute, name="dispute"),
]
