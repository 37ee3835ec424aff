"""Pages of this room."""

from django.urls import path

from kundenkreis.insight import views

urlpatterns = [
    path("insight/", views.insight, name="insight"),
    path("insight/unit-costs/", views.unit_costs, name="unit-costs"),
]
