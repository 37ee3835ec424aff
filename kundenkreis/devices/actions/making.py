"""Managers make keys in batches, fetch them once, revoke them, and say who may frame the screen."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.utils.text import slugify
from django.utils.translation import gettext as _

from kundenkreis.core import ids
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.devices import keys
from kundenkreis.devices.events import DeviceKeysMade, DeviceRevoked, ScreenRulesSet
from kundenkreis.devices.models import Device, DeviceBatch, ScreenRules
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds

MOST_KEYS, MOST_ORIGINS = 5000, 20
_ORIGIN = re.compile(r"https://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?|http://localhost:\d{1,5}")  # fmt: skip


@one_transaction
def make(*, title: str, product: str, count: int, by: Person, at: datetime) -> DeviceBatch:  # fmt: skip
    """Keys for so many devices of one product.

    :raises NotAllowed: no manager. :raises Invalid: `empty`, `bad_number`.
    """
    _managers(by, at=at)
    title, product = texts.tidy(title)[:80], slugify(product.lower())[:60]
    if not title:
        raise _wrong("empty", "title", _("Please give the keys a name."))
    if not product:
        raise _wrong("empty", "product", _("Please give the product."))
    if not 1 <= count <= MOST_KEYS:
        sentence = _("Please give a number from {least} to {most}.").format(least=1, most=MOST_KEYS)  # fmt: skip
        raise _wrong("bad_number", "count", sentence)
    batch = DeviceBatch.objects.create(title=title, product=product, count=count, made_at=at, made_by=by)  # fmt: skip
    rows = []
    for number in range(1, count + 1):
        pk = uuid4()
        fingerprint = ids.fingerprint(keys.secret_of(pk))
        rows.append(Device(id=pk, batch=batch, number=number, product=product, fingerprint=fingerprint))  # fmt: skip
    Device.objects.bulk_create(rows, batch_size=1000)
    announce(DeviceKeysMade(batch=str(batch.pk)), by=by, at=at)
    return batch


@one_transaction
def fetch(batch: DeviceBatch, *, by: Person, at: datetime) -> list[tuple[Device, str]]:
    """Its devices with their secrets: once.

    :raises NotAllowed: no manager. :raises Refused: `fetched`: somebody had them before.
    """
    _managers(by, at=at)
    batch = DeviceBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.fetched_at:
        raise Refused("fetched", _("These keys were fetched already. Lost ones are revoked and made anew."))  # fmt: skip
    batch.fetched_at = at
    batch.save(update_fields=["fetched_at"])
    return [(row, keys.secret_of(row.pk)) for row in batch.devices.order_by("number")]


@one_transaction
def revoke(device: Device, *, by: Person, at: datetime) -> Device:
    """What it says counts no longer. Twice changes nothing.

    :raises NotAllowed: no manager.
    """
    _managers(by, at=at)
    device = Device.objects.select_for_update().get(pk=device.pk)
    if device.revoked_at is None:
        device.revoked_at, device.revoked_by = at, by
        device.save(update_fields=["revoked_at", "revoked_by"])
        announce(DeviceRevoked(device=str(device.pk)), by=by, at=at)
    return device


@one_transaction
def revoke_all(batch: DeviceBatch, *, by: Person, at: datetime) -> None:
    """No device of the batch counts any more.

    :raises NotAllowed: no manager.
    """
    _managers(by, at=at)
    for device in batch.devices.filter(revoked_at__isnull=True).order_by("number"):
        revoke(device, by=by, at=at)


@one_transaction
def set_screen(*, ancestors: Sequence[str], by: Person, at: datetime) -> ScreenRules:
    """Which pages may frame the help screen from now on: `https://` and a host, at most 20; empty: none.

    :raises NotAllowed: no manager. :raises Invalid: `bad_origin`.
    """
    _managers(by, at=at)
    wanted = list(dict.fromkeys(each.strip().rstrip("/").lower() for each in ancestors if each.strip()))  # fmt: skip
    wrong = [each for each in wanted if not _ORIGIN.fullmatch(each)]
    if wrong or len(wanted) > MOST_ORIGINS:
        sentence = _("Please write each address like https://tv.example.com, one a line.")
        raise _wrong("bad_origin", "ancestors", sentence)
    row, _new = ScreenRules.objects.update_or_create(defaults={"ancestors": wanted})
    announce(ScreenRulesSet(ancestors=" ".join(wanted)), by=by, at=at)
    return row


def _managers(by: Person, *, at: datetime) -> None:
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_yours", _("Only managers can do this."))


def _wrong(reason: str, field: str, sentence: str) -> Invalid:
    return Invalid(reason, sentence, {field: sentence})
