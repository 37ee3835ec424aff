"""Pages of this room."""

from django.urls import path

from kundenkreis.brands import views

urlpatterns = [
    path("brand.css", views.brand_css, name="brand-css"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("icons/<str:name>.png", views.icon, name="icon"),
    path("service-worker.js", views.service_worker, name="service-worker"),
    path("offline/", views.offline, name="offline"),
    path("app/", views.app, name="app"),
    path("imprint/", views.imprint, name="imprint"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
