"""Pages of this room."""

from django.urls import path

from kundenkreis.workload import views

urlpatterns = [path("workload/", views.workload, name="workload")]
