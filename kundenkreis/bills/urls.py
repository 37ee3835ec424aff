"""Pages of this room."""

from django.urls import path

from kundenkreis.bills import views

urlpatterns = [
    path("bills/", views.bills, name="bills"),
    path("bills/imports/", views.imports, name="bill-imports"),
    path("bills/<uuid:pk>/", views.bill, name="bill"),
    path("bills/<uuid:pk>/paper/", views.paper, name="bill-paper"),
]
