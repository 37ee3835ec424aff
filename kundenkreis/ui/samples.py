"""Invented values that show every component on `/style/`."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from kundenkreis.core.money import Money

AT = datetime(2026, 3, 14, 13, 20, tzinfo=UTC)


class SampleForm(forms.Form):
    """One field of each kind; sent empty, so that its errors show."""

    text = forms.CharField(label="What is the problem?", widget=forms.Textarea)
    email = forms.EmailField(label="Your e-mail address")
    phone = forms.CharField(label="Your phone number", required=False)
    device = forms.ChoiceField(
        label="Which device is it?",
        choices=[
            ("router", "Router"),
            ("tv", "Television"),
            ("", ""),
            ("?", "I do not know"),
        ],
        widget=forms.RadioSelect,
    )
    times = forms.MultipleChoiceField(
        label="When does it suit you?",
        choices=[("am", "In the morning"), ("pm", "In the afternoon")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    consent = forms.BooleanField(label="Beat may act for me", required=False)
    topic = forms.ChoiceField(label="Topic", choices=[("wifi", "Internet"), ("tv", "TV")])
    stars = forms.ChoiceField(
        label="How was the visit?", choices=[(n, n) for n in range(1, 6)], required=False
    )


def _form() -> SampleForm:
    given = {
        "email": "vreni@",
        "device": "tv",
        "stars": "4",
        "times": ["am"],
        "topic": "tv",
    }
    return SampleForm(given)


def _thread() -> list[dict[str, Any]]:
    vreni = {"author": "Vreni", "portrait": "vreni", "mine": True}
    jonas = {"author": "Jonas", "portrait": "jonas", "role": "Helper", "mine": False}
    return [
        {**vreni, "text": "The Internet is down, the little lamp is red.", "at": AT - timedelta(hours=20)},
        {"system": True, "author": "", "mine": False, "text": "Jonas accepted your booking.", "at": AT - timedelta(minutes=42)},
        {**jonas, "text": "Good afternoon. I bring a spare cable, just in case.", "at": AT - timedelta(minutes=12)},
    ]  # fmt: skip


def _proposals() -> list[dict[str, Any]]:
    free = {"price": None, "price_note": ""}
    return [
        {**free, "stage": "knowledge", "kicker": "Guide", "title": "Router: the lamp is red", "wait": "now, 5 minutes", "solved": 41, "tried": 58, "reasons": ["Three steps for your router", "Checked on 2 March"]},
        {"stage": "marketplace", "kicker": "Neighbour", "title": "Jonas comes to you", "price": Money(4900, "CHF"), "price_note": "fixed price", "wait": "today 16:00", "solved": 118, "tried": 126, "reasons": ["400 m away", "Repaired 31 routers", "Checked in January"]},
        {"stage": "experts", "kicker": "Expert", "title": "Aylin calls you", "price": Money(900, "CHF"), "wait": "in 10 minutes", "solved": 3, "tried": 4, "reasons": ["Knows your router"]},
    ]  # fmt: skip


def _helper() -> dict[str, Any]:
    return {
        "name": "Jonas", "portrait": "jonas", "can": "Internet, television, computer", "mean": 4.8, "count": 126,
        "distance": 412, "price": Money(4900, "CHF"), "next": "Today, 16:00–17:00",
        "checks": ["Identity checked on 12 January 2026", "Certified for router and WLAN"],
        "reasons": ["He is the nearest who is free today.", "He solved 31 cases like yours.", "You liked his visit in May."],
    }  # fmt: skip


def samples() -> dict[str, Any]:
    """Values for `ui/style.html`."""
    new = {**_helper(), "name": "Mira Keller", "portrait": "", "mean": 0, "count": 2}
    return {
        "at": AT,
        "sample": _form(),
        "messages": _thread(),
        "proposals": _proposals(),
        "helpers": [_helper(), new],
        "rows": [
            {"text": "Visit “Router and WLAN”", "amount": Money(4900, "CHF"), "note": "fixed price"},
            {"text": "Cable, 5 metres", "amount": Money(1250, "CHF")},
            {"text": "Credit from May", "amount": Money(-500, "CHF")},
        ],
        "total": Money(5650, "CHF"),
        "map_points": [
            {"lat": 47.3776, "lng": 8.5213, "sign": "1"},
            {"lat": 47.3854, "lng": 8.4797, "sign": "2", "metres": 2500},
        ],
        "map_places": [{"lat": 47.40, "lng": 8.55, "name": "Oerlikon"}],
        "pages": Paginator(list(range(200)), 10).page(7),
        "soon": [AT + timedelta(minutes=12), AT + timedelta(hours=2), AT + timedelta(days=1)],
        "an_hour_and_a_half": timedelta(minutes=90),
    }  # fmt: skip
