"""Helpers for `bench match`: at real postal codes, in the real tables, made by the database itself."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

PACKAGES = 40
DAYS = 14

# Postal codes cover people: a city has many, a valley one. So every code is as likely a home as any other.
LOAD = """
CREATE TEMP TABLE home AS
  SELECT country, code, place, lat, lng, row_number() OVER (ORDER BY id) / count(*) OVER ()::float8 AS upto FROM kundenkreis_postalcode;
CREATE INDEX ON home (upto);

CREATE TEMP TABLE someone AS
  SELECT gen_random_uuid() AS id, gen_random_uuid() AS person, n, random() AS r, random() AS lucky, random() AS busy
    FROM generate_series(1, {count}) n;
INSERT INTO kundenkreis_person (id, password, contact_email, phone, name, nickname, language, about, portrait, joined_at)
  SELECT person, '', '', '', 'Helper ' || n, '', 'de', '', '', '{at}' FROM someone;
INSERT INTO kundenkreis_helper (id, person_id, languages, professional, country, postal_code, place, lat, lng, gy, gx,
    radius_km, about, travel_buffer, capacity, timezone, joined_at)
  SELECT s.id, person, CASE WHEN lucky < 0.7 THEN '{{de}}' WHEN lucky < 0.85 THEN '{{de,fr}}' WHEN lucky < 0.95 THEN '{{fr}}' ELSE '{{de,it,en}}' END::varchar[],
         false, country, code, place, lat, lng, floor(lat / 0.05), floor(lng / 0.05), 5 + floor(random() * 46), '',
         (ARRAY[15, 30, 30, 45])[1 + floor(random() * 4)], 2 + floor(random() * 4), 'Europe/Zurich', '{at}'
    FROM someone s CROSS JOIN LATERAL (SELECT * FROM home WHERE upto >= r ORDER BY upto LIMIT 1) h;
INSERT INTO kundenkreis_helperbrand (brand_id, helper_id, since, good, bad, quality, jobs, no_shows, cancellations, reviews, stars)
  SELECT {brand}, id, '{at}'::timestamptz - interval '1 year', 0, 0, 0.55 + 0.43 * power(random(), 0.5), floor(-ln(random()) * 25), 0, 0, 0, 0 FROM someone;
INSERT INTO kundenkreis_helperpackage (brand_id, helper_id, package_id, price, since)
  SELECT {brand}, id, p.package, CASE WHEN random() < 0.2 THEN 3000 + 500 * floor(random() * 10) END, '{at}'
    FROM someone s CROSS JOIN LATERAL (
      SELECT DISTINCT package FROM (
        SELECT ({first} + least({packages} - 1, floor(exp(random() * ln({packages} + 1)) - 1)))::bigint AS package
          FROM generate_series(1, 2 + floor(s.busy * 4)::int)) drawn) p;
INSERT INTO kundenkreis_verification (brand_id, helper_id, kind, valid, checked_at)
  SELECT {brand}, id, 'identity', tstzrange('{at}'::timestamptz - interval '1 year', '{at}'::timestamptz + (random() * 700 + 10) * interval '1 day'), '{at}' FROM someone;
INSERT INTO kundenkreis_availability (helper_id, open)
  SELECT id, tstzrange((day + begins) AT TIME ZONE 'Europe/Zurich', (day + begins + length) AT TIME ZONE 'Europe/Zurich')
    FROM (SELECT id, 6 + floor(random() * 12) AS h, 2 + floor(random() * 4) AS l, floor(random() * 127 + 1)::int AS days FROM someone) s
   CROSS JOIN LATERAL (SELECT h * interval '1 hour' AS begins, l * interval '1 hour' AS length OFFSET 0) x
   CROSS JOIN generate_series('{today}'::timestamp, '{today}'::timestamp + interval '{days} days', '1 day') day
   WHERE (days >> extract(isodow FROM day)::int - 1) & 1 = 1;
INSERT INTO kundenkreis_slot (id, brand_id, helper_id, package_id, visit, during, made_at)
  SELECT gen_random_uuid(), {brand}, helper_id, {first}, tstzrange(starts, starts + interval '1 hour'), tstzrange(starts, starts + interval '90 minutes'), '{at}'
    FROM (SELECT a.helper_id, date_bin('30 minutes', lower(a.open) + random() * (upper(a.open) - lower(a.open) - interval '1 hour'), '2000-01-01Z') AS starts
            FROM kundenkreis_availability a WHERE random() < 0.25) drawn
   WHERE starts > '{at}';
"""
BUILD = """
SET join_collapse_limit = 1;
SET work_mem = '512MB';
INSERT INTO kundenkreis_candidate SELECT * FROM kundenkreis_candidate_truth ORDER BY package_id, gy, gx;
RESET join_collapse_limit;
RESET work_mem;
ALTER TABLE kundenkreis_candidate ADD PRIMARY KEY (helper_id, package_id);
CREATE INDEX candidates_by_cell ON kundenkreis_candidate (package_id, gy, gx)
  INCLUDE (helper_id, x, y, z, radius_km, quality, price, newcomer, languages, since, good_from, good_until, ranges);
"""
LAWS = (
    ("availability", "availability_no_overlap"), ("verification", "verification_no_overlap"), ("slot", "slot_no_overlap"),
    ("slot", "slot_helper_visit"), ("slot", "slot_whole"),
)  # fmt: skip
PLAIN_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
 WHERE i.indrelid::regclass::text = ANY (ARRAY['kundenkreis_helperpackage', 'kundenkreis_verification', 'kundenkreis_availability', 'kundenkreis_slot'])
   AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""
# So many helpers at a time: more would not be sorted in memory.
CALENDARS = 20_000
FREE = """
INSERT INTO kundenkreis_freetime SELECT truth.*
  FROM kk_freetime_truth((SELECT array_agg(id) FROM someone WHERE n > {above} AND n <= {upto}), kk_block('{today}'), kk_block('{today}'::date + {days})) truth
"""


def load(server: Any, count: int) -> tuple[Any, datetime]:
    """A brand with 40 packages and `count` helpers; triggers rest meanwhile, and the two tables of
    the matcher are then filled by the same statements that triggers use. The brand and the moment of asking.
    """
    import psycopg
    from django.db import connection

    from kundenkreis.brands.models import Brand, ServicePackage
    from kundenkreis.core import scope

    # A Monday morning, so that two weeks are two weeks.
    at = datetime(2026, 11, 30, 8, tzinfo=ZoneInfo("Europe/Zurich"))
    brand = Brand.objects.create(slug="bench", name="Bench", phone="", mail="bench@example.org", created_at=at)  # fmt: skip
    with scope.inside(brand.pk):
        made = [
            ServicePackage.objects.create(slug=f"p{number}", words={"en": str(number)}, price=4900, position=number,
                duration=timedelta(minutes=(60, 60, 90, 120)[number % 4]), requires=["identity"])
            for number in range(PACKAGES)
        ]  # fmt: skip
    name = connection.settings_dict["NAME"]
    today = datetime.combine(at, time()).date().isoformat()
    words = {"count": count, "at": at.isoformat(), "today": today, "brand": brand.pk, "first": made[0].pk, "packages": PACKAGES, "days": DAYS}  # fmt: skip
    with psycopg.connect(server.url("postgres", name), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("SELECT setseed(0.5)")
        indexes = _without_indexes(superuser)
        for statement in LOAD.format(**words).split(";\n"):
            if statement.strip():
                superuser.execute(statement)
        for index in indexes:
            superuser.execute(index)
        # Real calendars have no overlaps.
        superuser.execute("DELETE FROM kundenkreis_slot a USING kundenkreis_slot b WHERE a.helper_id = b.helper_id AND a.id > b.id AND a.during && b.during")  # fmt: skip
        superuser.execute("VACUUM ANALYZE")
        for statement in BUILD.format(**words).split(";\n"):
            if statement.strip():
                superuser.execute(statement)
        for above in range(0, count, CALENDARS):
            superuser.execute(FREE.format(**words, above=above, upto=above + CALENDARS))
        superuser.execute("VACUUM ANALYZE kundenkreis_candidate, kundenkreis_freetime")
        superuser.execute("CHECKPOINT")
    return brand, at


def _without_indexes(superuser: Any) -> list[str]:
    """The laws of writing cost most of the loading, and reading does not need them: dropped. Other indexes are made
    again, all at once, by the statements returned.
    """
    superuser.execute("DROP INDEX candidates_by_cell")
    superuser.execute("ALTER TABLE kundenkreis_candidate DROP CONSTRAINT kundenkreis_candidate_pkey")  # fmt: skip
    for table, law in LAWS:
        superuser.execute(f"ALTER TABLE kundenkreis_{table} DROP CONSTRAINT {law} CASCADE")  # fmt: skip
    found = superuser.execute(PLAIN_INDEXES).fetchall()
    for name, _made in found:
        superuser.execute(f"DROP INDEX {name}")
    return [made for _name, made in found]
