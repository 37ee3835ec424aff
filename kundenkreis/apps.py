"""One Django app: its rooms are plain packages, its migrations one history."""

from django.apps import AppConfig


class Kundenkreis(AppConfig):
    name = "kundenkreis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kundenkreis import wiring

        wiring.plug_in()
