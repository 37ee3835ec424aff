"""What linters cannot see: the house keeps its own rules."""

import inspect
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, Model
from django.urls import URLPattern, URLResolver, get_resolver

from kundenkreis import wiring
from kundenkreis.core.events import KINDS
from kundenkreis.notifications import registry
from kundenkreis.people.models import Person
from kundenkreis.rooms import ROOMS

ROOT = Path(__file__).parent.parent
FLOORS = list(dict.fromkeys(name.split(".")[0] for name in ROOMS))
# Nouns that look like verbs, or that api.md names (decision 7).
ALLOWED_WORDS = {
    "start",
    "reschedule",
    "end",
    "link",
    "visit",
    "answer",
    "contact",
    "request",
    "review",
    "search",
    "live",
}
VERBS = {
    "get", "set", "make", "do", "create", "update", "delete", "remove", "add", "edit", "send", "book", "cancel", "accept",
    "decline", "solve", "close", "open", "reopen", "take", "give", "ask", "publish", "hide", "show", "write", "read", "join",
    "leave", "login", "logout", "save", "submit", "change", "choose", "pay", "sign",
}  # fmt: skip


def room(model: type[Model]) -> str:
    return (
        model.__module__.removeprefix("kundenkreis.")
        .rsplit(".models", 1)[0]
        .split(".providers")[0]
        .split(".transports")[0]
    )


def floor(model: type[Model]) -> int:
    return FLOORS.index(room(model).split(".")[0])


def ours() -> Iterator[type[Model]]:
    return (
        model
        for model in apps.get_app_config("kundenkreis").get_models()
        if not model._meta.auto_created
    )


def test_foreign_keys_point_down_and_leave_no_handle_upstairs() -> None:
    wrong = []
    for model in ours():
        for field in chain(model._meta.fields, model._meta.many_to_many):
            if not isinstance(field, (ForeignKey, ManyToManyField)):
                continue
            target: type[Model] = field.remote_field.model
            if not target.__module__.startswith("kundenkreis."):
                continue
            if room(target) == room(model):
                continue
            if floor(target) >= floor(model):
                wrong.append(f"{model.__name__}.{field.name} points up")
            elif not field.remote_field.hidden:
                wrong.append(f"{model.__name__}.{field.name} leaves a handle")
    assert wrong == []


def test_the_list_of_rooms_and_the_import_contract_agree() -> None:
    house = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = house["tool"]["importlinter"]["contracts"][0]["layers"]
    assert [layer for layer in reversed(layers) if layer in FLOORS] == FLOORS


def test_no_contract_lists_an_exception() -> None:
    house = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert [
        c["name"]
        for c in house["tool"]["importlinter"]["contracts"]
        if c.get("ignore_imports")
    ] == []


def test_every_room_says_what_it_is() -> None:
    assert [
        name
        for name in ROOMS
        if not (import_module(f"kundenkreis.{name}").__doc__ or "").count(".")
    ] == []


def actions() -> Iterator[tuple[str, object]]:
    """What a room's `actions` offers to others; the workings inside a package of actions are its own."""
    for name in ROOMS:
        if not find_spec(f"kundenkreis.{name}.actions"):
            continue
        module = import_module(f"kundenkreis.{name}.actions")
        for title, function in inspect.getmembers(module, inspect.isfunction):
            action = inspect.unwrap(function)
            if not title.startswith("_") and action.__module__.startswith(module.__name__):
                yield f"{name}.{title}", action


# Helpers of actions that decide nothing and change nothing, and the recorder that has no choice.
NOT_ACTIONS = {"people.address", "people.hold_trust", "helpers.hold_calendar"}


@pytest.mark.parametrize(
    ("name", "action"), [pair for pair in actions() if pair[0] not in NOT_ACTIONS]
)
def test_every_action_is_told_who_and_when(name: str, action: object) -> None:
    parameters = inspect.signature(action).parameters  # type: ignore[arg-type]
    for wanted in ("by", "at"):
        assert wanted in parameters, f"{name} takes no `{wanted}`"
        assert parameters[wanted].kind is inspect.Parameter.KEYWORD_ONLY, (
            f"{name}: `{wanted}` is not keyword-only"
        )


def patterns(
    resolver: URLResolver | None = None, before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, path)
        else:
            yield path, entry


def test_no_two_pages_claim_the_same_path() -> None:
    """Django takes the first and never says so: two rooms once did this to each other."""
    pages = [path for path, _entry in patterns() if not path.startswith("api/")]
    shapes = [re.sub(r"<(\w+):\w+>", r"<\1>", path) for path in pages]
    assert sorted({shape for shape in shapes if shapes.count(shape) > 1}) == []


def test_every_page_says_who_may_come_in() -> None:
    open_doors = [
        path
        for path, entry in patterns()
        if not path.startswith("api/") and not getattr(entry.callback, "policy", "")
    ]
    assert open_doors == []


def test_paths_are_nouns() -> None:
    wrong = []
    for path, _entry in patterns():
        words = re.sub(r"<[^>]*>", "", path).strip("/^$").split("/")
        wrong += [
            path for word in words for part in [word] if part in VERBS - ALLOWED_WORDS
        ]
    assert wrong == []


# Events that only feed the live stream: nobody needs to be told, nothing else happens.
FEED_ONLY = {
    "person_erased", "person_joined", "role_granted", "trusted_person_agreed", "attempt_begun",
    "consultation_asked", "case_released", "agent_writing", "callback_asked", "callback_done",
    "funds_held", "refund_refused", "document_issued", "tax_details_set", "payment_failed", "unit_cost_set", "ranking_weights_set",
    "series_price_agreed", "vouchers_issued", "vouchers_revoked", "voucher_redeemed", "voucher_returned", "payout_batch_made", "payout_confirmed", "payout_withdrawn", "chargeback_evidence_given", "terms_set",
    "comment_hidden", "claim_taken", "claim_ended", "community_rules_set", "question_closed", "content_flagged", "appeal_made", "collusion_decided",
    "pause_changed", "payback_terms_set", "organisation_set", "thanks_text_written", "space_founded", "space_member_came", "space_erased", "space_words_gone", "space_kudos_given",
    "ring_gone",
    "circle_answered", "circle_promise_set", "direct_line_answered",
    "charter_supported", "charter_voted",
    "election_balloted", "recall_balloted", "candidate_withdrawn", "elections_allowed",
    "helper_joined", "helper_left", "own_rate_set", "own_rates_allowed", "outcome_recorded", "standing_contested", "request_opened", "review_given",
    "training_unit_published", "training_unit_withdrawn",
    "step_contested", "path_required", "document_handed_in", "document_taken_back", "document_seen", "document_confirmed",
    "idea_voted", "duel_judged", "idea_unvoted", "contest_announced", "contest_entered", "contest_entry_withdrawn", "contest_weakest_marked", "contest_verdict_given",
    "lead_candidacy_begun", "lead_user_left", "lead_user_joined", "design_kept", "design_submitted", "design_withdrawn", "design_rated",
    "visit_photos_changed", "helper_photo_changed", "firm_founded", "dispatcher_ended", "bonds_changed", "concern_handled", "helper_moved", "visit_ticked",
    "signpost_set", "device_keys_made", "device_revoked", "device_issue_seen", "screen_rules_set",
    "guide_published", "guide_withdrawn", "guide_walked",
    "media_added", "media_described", "media_removed",
    "article_drafted", "article_checked", "article_withdrawn", "article_voted",
}  # fmt: skip


def test_every_event_has_a_reaction_or_is_known_to_feed_only() -> None:
    reacted = {kind.name for kind, reactions in registry.REACTIONS.items() if reactions}
    silent = {name for name in KINDS if name not in reacted} - FEED_ONLY
    assert silent == set()
    assert FEED_ONLY & reacted == set(), "listed as feed-only, but someone reacts"


def test_every_table_with_a_person_is_covered_by_a_personal_data_plug() -> None:
    covered = {table for plug in wiring.PERSONAL_DATA for table in plug.tables}
    with_person = {
        model.__name__
        for model in ours()
        if model is Person
        or any(
            field.related_model is Person
            for field in model._meta.fields
            if field.is_relation
        )
    }
    assert with_person - covered == set()


def test_every_table_of_a_brand_is_walled() -> None:
    # Known to the whole installation: people, geography, one calendar for all brands (decision 5).
    wrong = []
    for model in ours():
        fields = {field.name for field in model._meta.fields}
        if (
            "brand" in fields
            and model._meta.base_manager_name != "objects"
            and model.__name__ != "Brand"
        ):
            wrong.append(model.__name__)
    assert wrong == []


def test_no_machine_and_no_registry_is_named_in_the_repository() -> None:
    files = [*ROOT.glob("requirements/*.txt"), ROOT / "package-lock.json"]
    found = [
        path.name
        for path in files
        if path.exists()
        and re.search(r"--index-url|--find-links|\"resolved\"", path.read_text())
    ]
    assert found == []
