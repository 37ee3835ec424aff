"""The names others rely on: endpoints, commands, shapes. They may grow, not go."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from kundenkreis.brands.models import Brand
from kundenkreis.channels.api.document import api

ENDPOINTS = """
POST sign-in-codes | POST sessions | DELETE sessions/current | GET me | GET me/export | DELETE me
POST cases | GET cases | GET cases/{} | GET cases/{}/proposals | POST cases/{}/attempts | POST cases/{}/messages
POST cases/{}/solution | DELETE cases/{}/solution | POST cases/{}/private-feedback | POST cases/{}/withdrawal
POST cases/{}/reopening | POST attempts/{}/failure
GET search | GET articles/{} | POST articles/{}/votes
GET questions | POST questions | POST questions/{}/answers | POST answers/{}/kudos | POST questions/{}/solution | POST flags
GET service-packages | GET slots | POST bookings | GET bookings/{} | POST bookings/{}/acceptance | POST bookings/{}/refusal
POST bookings/{}/departure | POST bookings/{}/start | POST bookings/{}/completion | POST bookings/{}/sign-off
POST bookings/{}/cancellation | POST bookings/{}/no-show | POST bookings/{}/reschedule | POST bookings/{}/withdrawal
POST bookings/{}/unsuccessful | POST bookings/{}/tip | POST bookings/{}/review | POST bookings/{}/extras
POST bookings/{}/photos | DELETE photos/{} | POST bookings/{}/sign-off-code
PUT bookings/{}/position | DELETE bookings/{}/position | POST bookings/{}/call | POST bookings/{}/attendance
POST bookings/{}/concern | GET add-ons | POST extras/{}/consent | POST extras/{}/refusal
GET requests | POST requests | POST offers/{}/acceptance | POST offers/{}/refusal
GET helpers/me | PUT helpers/me | GET helpers/me/availability | PUT helpers/me/availability | GET helpers/me/certifications
GET helpers/me/calendar.ics
POST consultations | POST consultations/{}/acceptance | POST consultations/{}/end | POST consultations/{}/review
POST bookings/{}/disputes | GET bookings/{}/disputes | GET disputes | POST disputes/{}/decision
GET bookings/{}/time-proposals | POST bookings/{}/time-proposals | POST time-proposals/{}/acceptance
POST bookings/{}/replacement | POST reviews/{}/reply | POST reviews/{}/reports | GET documents | GET documents/{}
GET events | GET live | POST demo/sessions
"""
COMMANDS = (
    "up",
    "web",
    "worker",
    "migrate",
    "import",
    "backup",
    "restore",
    "bench",
    "check",
    "shell",
    "create-operator",
)
FORMS_WITHOUT_ONCE = {
    # Signing in counts wrong tries; its answer is never kept.
    "people/code.html",
    # The plain page in trouble hands back the form that was sent, its own key included.
    "ui/plain.html",
    # It stands for a foreign site; once something is chosen there, it refuses by itself.
    "ledger/test_payment.html",
    # Choosing a language or a look twice is choosing it once.
    "frame/footer.html",
    # Asking only reads; its answer is a page, and nothing of the asker is kept.
    "assistant/question.html",
    # The same answer again changes nothing; another one, after going back, must count.
    "devices/answers.html",
    "guides/place.html",
    "duels/duels.html",
}


def offered() -> set[str]:
    return {
        f"{method.upper()} {re.sub(r'{[^}]*}', '{}', path.removeprefix('/api/v1/'))}"
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
    }


@pytest.mark.slow
def test_every_promised_endpoint_is_there() -> None:
    promised = {entry.strip() for entry in re.split(r"[|\n]", ENDPOINTS) if entry.strip()}
    assert promised - offered() == set()


@pytest.mark.slow
def test_the_document_is_openapi_31_and_says_how_errors_look(alpenfon: Brand) -> None:
    document = json.loads(Client().get("/api/v1/openapi.json").content)
    assert document["openapi"].startswith("3.1")
    unnamed = [
        f"{method} {path}"
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if not operation.get("summary")
        or not operation.get("description")
        or "4XX" not in operation["responses"]
    ]
    assert unnamed == []


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    words = [sys.executable, "-m", "kundenkreis.cli", command, "--help"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: kundenkreis {command}")


@pytest.mark.flow
def test_every_form_counts_once() -> None:
    """A double click on any button does one thing: each POST form carries its key."""
    package = Path(__file__).parent.parent / "kundenkreis"
    missing = [
        f"{path.parts[-2]}/{path.name}: {form[:80]}"
        for path in package.rglob("templates/**/*.html")
        for form in re.findall(
            r'<form[^>]*method="post".*?</form>', path.read_text(), re.DOTALL
        )
        if "once()" not in form
        and f"{path.parts[-2]}/{path.name}" not in FORMS_WITHOUT_ONCE
    ]
    assert missing == []
