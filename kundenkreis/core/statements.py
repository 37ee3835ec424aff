"""Statements that are sent again and again, made once a process.

Building a statement costs Django more than PostgreSQL needs to run it. What stands in the middle of an order or on every
page is therefore a question said once (`@asked`), or a row written by `insert` and `update`: the same model, brand scope and
fields as ever, without building anything anew. How it is sent: `core/sending.py`.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

import django
from django.db import DEFAULT_DB_ALIAS, DatabaseError, models, transaction
from django.db.models.expressions import DatabaseDefault, Expression
from django.db.models.query import ModelIterable, get_related_populators

from kundenkreis.core import scope, sending
from kundenkreis.core.sending import Statement

P = ParamSpec("P")
M = TypeVar("M", bound=models.Model)
R = TypeVar("R")
BRAND = "the brand inside"
# Django 6.1 wants to hear how a field that was left out is fetched later: one by one, as before.
FETCHED: Any = (models.FETCH_ONE,) if django.VERSION >= (6, 1) else ()


class _Blank(Expression):
    """Where a value will stand."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class among(models.Func):  # noqa: N801 - it is written as a condition
    """`filter(among("helper", pks))`: one of a list of keys that is sent as one value; `__in` would look at the list."""

    arg_joiner = " = ANY("
    template = "%(expressions)s)"
    output_field = models.BooleanField()


@dataclass(frozen=True, slots=True)
class _Said:
    """A question's statement, and how to read what comes back."""

    statement: Statement
    params: tuple[Any, ...]
    locks: bool
    read: Callable[[Sequence[Sequence[Any]]], Iterator[Any]]


class asked(Generic[P, R]):  # noqa: N801 - it is written as a decorator
    """A queryset in words, asked with other values each time: the list of what it finds.

    The function takes values that are never None (rows stand for their keys), and may not look at them: what it
    says must be the same statement whatever they are. The brand is the one inside, each time.

    :raises scope.OutsideAnyBrand: as the queryset would. :raises TransactionManagementError: it locks, outside a transaction.
    """

    def __init__(self, sentence: Callable[P, models.QuerySet[Any, R]]) -> None:
        update_wrapper(self, sentence)
        self._sentence = sentence
        self._said: _Said | None = None
        self._names = tuple(inspect.signature(sentence).parameters)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        said = self._said or self._say()
        if said.locks and not sending.here().in_atomic_block:
            raise transaction.TransactionManagementError("What is locked outside a transaction is free at once.")  # fmt: skip
        values: Mapping[str, Any] = {**dict(zip(self._names, args, strict=False)), **kwargs}
        sent = [_filled(one, values) for one in said.params]
        return list(said.read(sending.rows(said.statement, sent)))

    def first(self, *args: P.args, **kwargs: P.kwargs) -> R | None:
        """The first of what it finds, if anything; the sentence says itself that it wants one."""
        found = self(*args, **kwargs)
        return found[0] if found else None

    def _say(self) -> _Said:
        blanks: Any = {name: _Blank(name) for name in self._names}
        inside: Any = _Blank(BRAND)
        with scope.inside(inside):
            rows = self._sentence(**blanks)  # type: ignore[call-arg]
            compiler = rows.query.get_compiler(connection=sending.here())
            sql, params = compiler.as_sql()
        said = self._said = _Said(
            statement=Statement(sql), params=tuple(params), locks=rows.query.select_for_update, read=_reader(rows, compiler)
        )  # fmt: skip
        return said


def insert(row: M, *, unless_there: bool = False) -> bool:
    """Write a new row, as `row.save(force_insert=True)` does. `unless_there`: nothing happens where a key is taken.

    :return: whether it was written.
    """
    model = row._meta.model  # noqa: SLF001 - a request's person may be a lazy one, of another type
    # What the database itself fills in: its numbers, and defaults that nobody said otherwise.
    filled = tuple(field for field in _fillable(model) if _fills(field, row))
    statement, fields, back = _insertion(model, filled, unless_there=unless_there)
    with transaction.mark_for_rollback_on_error(DEFAULT_DB_ALIAS):
        found = sending.rows(statement, _prepared(row, fields, add=True))
    if found:
        for field, value in zip(back, found[0], strict=True):
            setattr(row, field.attname, value)
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001
    return bool(found)


def update(row: models.Model, *names: str) -> None:
    """Write these fields of a row that is there, as `row.save(update_fields=…)` does; without names, all.

    :raises DatabaseError: the row is gone. :raises ValueError: it has no such field.
    """
    statement, fields = _change(row._meta.model, names)  # noqa: SLF001
    with transaction.mark_for_rollback_on_error(DEFAULT_DB_ALIAS):
        if sending.count(statement, [*_prepared(row, fields, add=False), row.pk]) != 1:
            raise DatabaseError(f"There is no {row._meta.label} {row.pk} to write to.")  # noqa: SLF001


def _filled(one: Any, values: Mapping[str, Any]) -> Any:
    if not isinstance(one, _Blank):
        return one
    value = scope.brand_id() if one.name == BRAND else values[one.name]
    assert value is not None, f"{one.name}: a question that is said once knows no None"
    return value.pk if isinstance(value, models.Model) else value


def _reader(
    rows: models.QuerySet[Any, Any], compiler: Any
) -> Callable[[Sequence[Sequence[Any]]], Iterator[Any]]:
    select, known = compiler.select, compiler.klass_info
    converters = compiler.get_converters([column[0] for column in select])

    def converted(found: Sequence[Sequence[Any]]) -> Any:
        return compiler.apply_converters(found, converters) if converters else found

    if rows._iterable_class is not ModelIterable:  # noqa: SLF001
        flat = len(select) == 1
        return lambda found: (row[0] if flat else tuple(row) for row in converted(found))

    model, fields = known["model"], known["select_fields"]
    first, last = fields[0], fields[-1] + 1
    names = [column[0].target.attname for column in select[first:last]]
    noted = compiler.annotation_col_map.items()
    related = get_related_populators(known, select, DEFAULT_DB_ALIAS, *FETCHED)

    def instances(found: Sequence[Sequence[Any]]) -> Iterator[Any]:
        for row in converted(found):
            one = model.from_db(DEFAULT_DB_ALIAS, names, row[first:last])
            for name, place in noted:
                setattr(one, name, row[place])
            for populator in related:
                populator.populate(row, one)
            yield one

    return instances


def _prepared(row: models.Model, fields: Sequence[Any], *, add: bool) -> list[Any]:
    here = sending.here()
    return [field.get_db_prep_save(field.pre_save(row, add), here) for field in fields]


@cache
def _fillable(model: type[models.Model]) -> tuple[Any, ...]:
    fields = model._meta.concrete_fields  # noqa: SLF001
    return tuple(
        field for field in fields if field.has_db_default() or isinstance(field, models.AutoField)
    )  # fmt: skip


def _fills(field: Any, row: models.Model) -> bool:
    value = getattr(row, field.attname)
    numbered = isinstance(field, models.AutoField)
    return isinstance(value, DatabaseDefault) or (numbered and value is None)


@cache
def _insertion(
    model: type[models.Model], filled: tuple[Any, ...], *, unless_there: bool
) -> tuple[Statement, tuple[Any, ...], tuple[Any, ...]]:
    meta = model._meta  # noqa: SLF001
    fields = tuple(
        field
        for field in meta.concrete_fields
        if not field.generated and field not in filled
    )
    back = filled or (meta.pk,)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    blanks = ", ".join(["%s"] * len(fields))
    conflict = " ON CONFLICT DO NOTHING" if unless_there else ""
    returning = ", ".join(f'"{field.column}"' for field in back)
    sql = f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({blanks}){conflict} RETURNING {returning}'  # noqa: S608
    return Statement(sql), fields, back


@cache
def _change(
    model: type[models.Model], names: tuple[str, ...]
) -> tuple[Statement, tuple[Any, ...]]:
    fields = tuple(
        field
        for field in model._meta.concrete_fields  # noqa: SLF001
        if not field.generated
        and not field.primary_key
        and (not names or field.name in names)
    )
    if missing := set(names) - {field.name for field in fields}:
        raise ValueError(f"{model.__name__} has no {', '.join(sorted(missing))} to write.")
    changes = ", ".join(f'"{field.column}" = %s' for field in fields)
    key = model._meta.pk.column  # noqa: SLF001
    sql = f'UPDATE "{model._meta.db_table}" SET {changes} WHERE "{key}" = %s'  # noqa: S608, SLF001
    return Statement(sql), fields
