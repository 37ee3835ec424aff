"""How rows are made for an attack, as SQL."""

NOBODY = "gen_random_uuid()"
ONE = "'00000000-0000-4000-8000-00000000000f'"
LAST = "'ffffffff-ffff-4fff-bfff-ffffffffffff'"
SOMEBODY = "(select p.id from kundenkreis_person p order by p.id limit 1)"
OTHER_BRAND = "(select b.id from kundenkreis_brand b where b.id <> x.brand_id limit 1)"
BRAND_APART = OTHER_BRAND.replace("x.brand_id", "brand_id")
# Hidden, with a reason, by somebody who is not there.
HIDDEN_BY_NOBODY = {"hidden_at": "now()", "hidden_by_id": NOBODY, "hidden_reason": "'x'"}


def again(table: str, where: str = "true", **values: str) -> str:
    """One row of the table once more, but for these columns; `x` is the row."""
    pairs = ", ".join(f"'{column}', {value}" for column, value in values.items())
    return (
        f"insert into kundenkreis_{table} overriding system value"
        f" select (jsonb_populate_record(x, jsonb_build_object({pairs}))).*"
        f" from kundenkreis_{table} x where {where} order by x.id limit 1"
    )


def changed(table: str, where: str = "true", **values: str) -> str:
    """One row of the table with other values; `x` is the row where it is looked for."""
    pairs = ", ".join(f'"{column}" = {value}' for column, value in values.items())
    return (
        f"update kundenkreis_{table} set {pairs}"
        f" where id = (select x.id from kundenkreis_{table} x where {where} order by x.id limit 1)"
    )


def apart(helper: str, of: str) -> str:
    """This customer and this helper are kept apart."""
    return (
        "insert into kundenkreis_avoidance (id, side, at, brand_id, by_id, customer_id, helper_id)"
        f" select gen_random_uuid(), 'helper', now(), x.brand_id, x.customer_id, x.customer_id, {helper} from {of}"
    )
