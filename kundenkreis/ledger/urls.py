"""Pages of this room."""

from django.urls import path

from kundenkreis.ledger import views

urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
]
