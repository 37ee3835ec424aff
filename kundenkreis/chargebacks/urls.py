"""Pages of this room, for the team."""

from django.urls import path

from kundenkreis.chargebacks import views

urlpatterns = [
    path("chargebacks/", views.chargebacks, name="chargebacks"),
    path("chargebacks/<uuid:pk>/", views.chargeback, name="chargeback"),
]
