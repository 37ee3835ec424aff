"""The guards of the database: what there is, and how one is taken away."""

from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql

# Checks, unique keys (temporal ones too), foreign keys, unique indexes with a condition, triggers.
FIND = """
select c.conrelid::regclass::text as table, c.conname as name, c.contype::text as kind,
       array(select a.attname::text from unnest(c.conkey) k
               join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k) as columns,
       pg_get_constraintdef(c.oid) as definition
  from pg_constraint c join pg_class t on t.oid = c.conrelid
 where t.relname like 'kundenkreis\\_%' and c.contype in ('c', 'u', 'x', 'f') and c.conparentid = 0
union all
select i.indrelid::regclass::text, x.relname, 'i',
       array(select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any(i.indkey)),
       pg_get_indexdef(i.indexrelid)
  from pg_index i join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
 where t.relname like 'kundenkreis\\_%' and i.indisunique and not i.indisprimary
   and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
union all
select t.oid::regclass::text, g.tgname, 't',
       array(select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum = any(g.tgattr)),
       pg_get_triggerdef(g.oid)
  from pg_trigger g join pg_class t on t.oid = g.tgrelid
 where t.relname like 'kundenkreis\\_%' and not g.tgisinternal
 order by 1, 2
"""


@dataclass(frozen=True, slots=True)
class Law:
    """One guard. `kind` is a check, a unique key, an exclusion, a foreign key, an index or a trigger."""

    table: str
    name: str
    kind: str
    columns: list[str] = field(hash=False)
    definition: str

    @property
    def key(self) -> str:
        """How attacks by hand name it: table and name, or the column where Django gave a name of its own."""
        table = self.table.removeprefix("kundenkreis_")
        own = self.kind == "f" and "_fk_" in self.name
        return f"{table}.{self.columns[0] if own else self.name}"

    @property
    def line(self) -> str:
        """How the list of laws names it."""
        return f"{self.table.removeprefix('kundenkreis_')}\t{self.name}\t{self.definition}"

    def drop(self, connection: psycopg.Connection[Any], *, cascade: bool = True) -> None:
        """Take it away, within the transaction under way; with what leans on it, if so wished."""
        also = " cascade" if cascade else ""
        parts = {"table": sql.Identifier(self.table), "name": sql.Identifier(self.name)}
        statement = {
            "i": "drop index {name}",
            "t": "drop trigger {name} on {table}",
        }.get(self.kind, "alter table {table} drop constraint {name}" + also)
        connection.execute(sql.SQL(statement).format(**parts))


def laws(connection: psycopg.Connection[Any]) -> list[Law]:
    """Every guard there is."""
    return [Law(*row) for row in connection.execute(FIND)]
