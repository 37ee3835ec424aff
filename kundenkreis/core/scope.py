"""Every query belongs to one brand. Outside a brand there is no query.

Models of a brand carry `brand = BrandKey()` and `objects = BrandManager()`; reading, related
managers and creation all pass through the scope, so a forgotten filter raises instead of leaking.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

M = TypeVar("M", bound=models.Model)
_brand: ContextVar[int] = ContextVar("brand")
# The row itself, where whoever went inside had read it.
_row: ContextVar[models.Model | None] = ContextVar("brand_row", default=None)


class OutsideAnyBrand(Exception):
    """A query of a brand's table was asked for without saying which brand."""


class AnotherBrand(Exception):
    """A row of one brand was about to be written inside another."""


@contextmanager
def inside(brand_id: int, row: models.Model | None = None) -> Iterator[None]:
    """Everything within belongs to this brand. `row`: the brand, just read; nobody within reads it again."""
    token, row_token = _brand.set(brand_id), _row.set(row)
    try:
        yield
    finally:
        _row.reset(row_token)
        _brand.reset(token)


def brand_id() -> int:
    """The brand we are inside.

    :raises OutsideAnyBrand: when there is none.
    """
    try:
        return _brand.get()
    except LookupError:
        raise OutsideAnyBrand from None


def known_row() -> models.Model | None:
    """The brand itself, where whoever went inside had read it."""
    return _row.get()


class BrandManager(models.Manager[M]):
    """The default manager of a brand's table: sees this brand only."""

    def get_queryset(self) -> models.QuerySet[M]:
        try:
            return super().get_queryset().filter(brand=_brand.get())
        except LookupError:
            raise OutsideAnyBrand(self.model.__name__) from None


class _BrandOfScope(ForwardManyToOneDescriptor):  # type: ignore[type-arg]
    """`row.brand` of a row that was read without its brand: the scope's own where it is known."""

    def get_object(self, instance: models.Model) -> models.Model:
        known = _row.get()
        if known is not None and known.pk == getattr(instance, self.field.attname):
            return known
        found: models.Model = super().get_object(instance)
        return found


class BrandKey(models.ForeignKey):  # type: ignore[type-arg]
    """The foreign key to the brand: filled from the scope, and never another brand's."""

    forward_related_accessor_class = _BrandOfScope

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("to", "kundenkreis.Brand")
        kwargs.setdefault("on_delete", models.PROTECT)
        kwargs.setdefault("related_name", "+")
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", brand_id)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """A migration is inside no brand: to it this is a plain foreign key without default."""
        name, _path, args, kwargs = super().deconstruct()
        del kwargs["default"]
        return name, "django.db.models.ForeignKey", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001
        value = super().pre_save(model_instance, add)
        if value != brand_id():
            raise AnotherBrand(type(model_instance).__name__)
        return value
