"""What triggers refuse, sentence by sentence: a function may hold several, and each is a guard of its own.

A function that does nothing but refuse says what its triggers say.
"""

import re
from dataclasses import dataclass
from typing import Any

import psycopg

from tests.every_law.laws import Law

FIND = """
select t.tgrelid::regclass::text, t.tgname, pg_get_functiondef(t.tgfoid)
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
 where c.relname like 'kundenkreis\\_%' and not t.tgisinternal order by 1, 2
"""
RETURNS = re.compile(r"\bRETURN\b")
NAMED = re.compile(r"CONSTRAINT = '(\w+)'")


@dataclass(frozen=True, slots=True)
class Refusal(Law):
    """One sentence of a trigger's function, on one table. It is taken away by muting it: all the rest stays."""

    trigger: str = ""

    @property
    def of_trigger(self) -> str:
        """How attacks by hand name the trigger that says it."""
        return f"{self.table.removeprefix('kundenkreis_')}.{self.trigger}"

    def drop(self, connection: psycopg.Connection[Any], *, cascade: bool = True) -> None:
        """Go on where it would have refused, within the transaction under way."""
        sentence = rf"RAISE EXCEPTION [^;]*CONSTRAINT = '{self.name}'[^;]*;"
        muted, count = re.subn(sentence, "NULL;", self.definition)
        assert count, self.key
        connection.execute(muted.encode())


def refusals(connection: psycopg.Connection[Any]) -> dict[str, list[Refusal]]:
    """Every sentence by its name, with each trigger that may say it."""
    found: dict[str, list[Refusal]] = {}
    for table, trigger, source in connection.execute(FIND):
        names = NAMED.findall(source) if RETURNS.search(source) else ()
        for name in dict.fromkeys(names):
            found.setdefault(name, []).append(
                Refusal(table, name, "r", [], source, trigger)
            )
    return found
