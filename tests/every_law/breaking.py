"""Whether a law stops anything, and whether that gets through when the law is gone."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import psycopg
import psycopg.errors
from psycopg import sql

from tests.every_law.attempts import MOST, Statement, Table, attempts
from tests.every_law.laws import Law
from tests.every_law.refusals import Refusal

# What a law stopped is tried without it after so many: most laws show at once that they are needed.
LOOKS = (3, 40)
# Statements sent together: a trial takes less than the way to the server.
TOGETHER = 20
# The name of what refused; empty when nothing did; "-" when it has no name or changed no row. Nothing of it stays.
TRIAL = """
create or replace function pg_temp.outcome(statement text) returns text language plpgsql as $$
declare
  said text;
  changed bigint;
begin
  execute statement;
  get diagnostics changed = row_count;
  set constraints all immediate;
  raise exception using errcode = 'KK000',
    constraint = case when changed = 0 and statement not like 'truncate%' then '-' else '' end;
exception when others then
  get stacked diagnostics said = constraint_name;
  return case when sqlstate = 'KK000' then said else coalesce(nullif(said, ''), '-') end;
end $$
"""


class TakenBack(Exception):
    """Ends a trial; nothing of it stays."""


class Breaker:
    """Tries laws one by one, on a connection whose role may switch triggers off."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.tables: dict[str, Table] = {}
        connection.execute(TRIAL)

    def table(self, name: str) -> Table:
        if name not in self.tables:
            self.tables[name] = Table(self.connection, name)
        return self.tables[name]

    def is_needed(self, law: Law) -> bool:
        """Something is refused because of this law, and goes through without it."""
        if self._is_leant_on(law):
            return True
        trying = islice(attempts(self.table(law.table), law), MOST)
        return any(self._gets_through(law, trying, enough) for enough in LOOKS)

    def _gets_through(self, law: Law, trying: Iterator[Statement], enough: int) -> bool:
        """Of the next statements so many that it stops: whether one goes through without it."""
        found = False
        try:
            with self.connection.transaction():
                self._alone(law)
                stopped = self._stopped_by(law, trying, enough)
                law.drop(self.connection)
                found = "" in self._outcomes(stopped)
                raise TakenBack  # noqa: TRY301 - the way out of a transaction that shall not stay
        except TakenBack:
            pass
        return found

    def is_needed_against(self, law: Law, attack: Sequence[str]) -> bool:
        """The last of these statements is refused because of this law, and goes through without it."""
        last = [sql.SQL(attack[-1])]
        found = False
        try:
            with self.connection.transaction():
                self._asleep(attack[:-1])
                self._alone(law)
                if self._stopped_by(law, iter(last), 1):
                    law.drop(self.connection)
                    found = self._outcomes(last) == [""]
                raise TakenBack  # noqa: TRY301 - the way out of a transaction that shall not stay
        except TakenBack:
            pass
        return found

    def keeps_in_step(self, law: Law, change: Sequence[str], question: str) -> bool:
        """After the last of these statements the answer is another without this trigger."""
        found = False
        try:
            with self.connection.transaction():
                self._asleep(change[:-1])
                self._alone(law)
                answer = self._answer(change[-1], question)
                law.drop(self.connection)
                found = answer != self._answer(change[-1], question)
                raise TakenBack  # noqa: TRY301 - the way out of a transaction that shall not stay
        except TakenBack:
            pass
        return found

    def _asleep(self, statements: Sequence[str]) -> None:
        """Rows are prepared, and nothing of it is refused or followed."""
        self.connection.execute("set local session_replication_role = replica")
        for statement in statements:
            self.connection.execute(statement.encode())
        self.connection.execute("set local session_replication_role = origin")

    def _answer(self, change: str, question: str) -> tuple[Any, ...] | None:
        """What is answered after the change, which does not stay."""
        answer = None
        try:
            with self.connection.transaction():
                assert self.connection.execute(change.encode()).rowcount, change
                answer = self.connection.execute(question.encode()).fetchone()
                raise TakenBack  # noqa: TRY301 - the way out of a transaction that shall not stay
        except TakenBack:
            pass
        return answer

    def _is_leant_on(self, law: Law) -> bool:
        """Whether foreign keys stand on this key, so that the database itself would object."""
        try:
            with self.connection.transaction():
                if law.kind == "u":
                    law.drop(self.connection, cascade=False)
                raise TakenBack  # noqa: TRY301 - the way out of a transaction that shall not stay
        except TakenBack:
            return False
        except psycopg.errors.DependentObjectsStillExist:
            return True

    def _alone(self, law: Law) -> None:
        """Of everything that could refuse by a trigger, only this law does."""
        table = sql.Identifier(law.table)
        # A foreign key, or a key asked only at commit, is triggers of the database's own.
        if law.kind == "f" or (law.kind == "u" and "DEFERRABLE" in law.definition):
            self.connection.execute(sql.SQL("alter table {} disable trigger user").format(table))  # fmt: skip
            return
        trigger = law.trigger if isinstance(law, Refusal) else law.name
        if law.kind in ("t", "r"):
            self.connection.execute(
                sql.SQL("alter table {} enable always trigger {}").format(
                    table, sql.Identifier(trigger)
                )
            )
        self.connection.execute("set local session_replication_role = replica")

    def _stopped_by(
        self, law: Law, trying: Iterator[Statement], enough: int
    ) -> list[Statement]:
        """The next of these statements that this law stops, about so many."""
        found: list[Statement] = []
        while len(found) < enough and (some := [*islice(trying, TOGETHER)]):
            for statement, said in zip(some, self._outcomes(some), strict=True):
                if said == law.name or (law.kind == "t" and said not in ("", "-")):
                    found.append(statement)
        return found

    def _outcomes(self, statements: Sequence[Statement]) -> list[str]:
        """What came of each, tried by itself."""
        texts = [statement.as_string(self.connection) for statement in statements]
        said = self.connection.execute(
            "select pg_temp.outcome(s) from unnest(%s::text[]) with ordinality u (s, n) order by n",
            [texts],
        )  # fmt: skip
        return [row[0] for row in said]
