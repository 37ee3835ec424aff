"""Pages of this room."""

from django.urls import path

from kundenkreis.notifications import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/reading/", views.reading, name="notices-reading"),
    path("s/<str:code>/", views.short_link, name="short-link"),
    path("account/channels/", views.channels, name="channels"),
    path("account/devices/", views.devices, name="devices"),
    path("account/devices/deferral/", views.deferral, name="device-deferral"),
    path("account/devices/<uuid:pk>/removal/", views.removal, name="device-removal"),
    path("receipts/<uuid:pk>/", views.receipt, name="receipt"),
]
