"""Pages of this room; a refund is asked for beside its visit."""

from django.urls import path

from kundenkreis.redress import views

urlpatterns = [
    path("refunds/", views.refunds, name="refunds"),
    *(
        path(f"refunds/<uuid:pk>/{noun}/", views.step, {"noun": noun}, name=f"refund-{noun}")
        for noun in views.STEPS
    ),
]  # fmt: skip
