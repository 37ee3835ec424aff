"""The matcher a second time, plainly: no tables of its own, no bits, no radius in stages.

One statement over the true rows and ranges, with everything looked at for everyone. It is what the fast
matcher is measured against, in tests and in the benchmark.
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection

STATEMENT = """
WITH package AS (
  SELECT p.id, p.price, p.duration AS d, p.requires, p.brand_id, b.timezone AS zone
    FROM kundenkreis_servicepackage p JOIN kundenkreis_brand b ON b.id = p.brand_id
   WHERE p.id = %(package)s AND p.withdrawn_at IS NULL
), near AS (
  SELECT h.id, h.timezone AS zone, h.capacity, h.radius_km, p.d, p.requires, p.brand_id,
         p.d + h.travel_buffer * interval '1 minute' AS blocks,
         does.price AS own_price, coalesce(does.price, p.price) AS price, p.price AS usual, m.quality, m.jobs, m.until,
         (greatest(%(start)s, %(at)s) AT TIME ZONE p.zone)::date AS first,
         2 * 6371008.8 * asin(sqrt(
           sin(radians(h.lat - %(lat)s) / 2) ^ 2
           + cos(radians(%(lat)s)) * cos(radians(h.lat)) * sin(radians(h.lng - %(lng)s) / 2) ^ 2
         )) AS distance
    FROM package p
    JOIN kundenkreis_helper h
      ON h.paused_at IS NULL AND h.person_id IS DISTINCT FROM %(but_not)s::uuid
     AND (%(language)s = '' OR h.languages @> ARRAY[%(language)s]::varchar[])
     AND (%(only)s::uuid IS NULL OR h.id = %(only)s::uuid)
    JOIN kundenkreis_helperpackage does ON does.helper_id = h.id AND does.package_id = p.id
    JOIN kundenkreis_helperbrand m
      ON m.helper_id = h.id AND m.brand_id = p.brand_id AND m.since <= %(at)s
     AND (m.until IS NULL OR m.until > %(at)s)
   WHERE (NOT %(newcomers)s OR m.jobs < 5)
     AND (SELECT count(*) FROM kundenkreis_packageskill n WHERE n.package_id = p.id)
       = (SELECT count(*) FROM kundenkreis_packageskill n JOIN kundenkreis_helperskill k USING (skill_id)
           WHERE n.package_id = p.id AND k.helper_id = h.id AND k.level >= n.level)
), parts AS (
  SELECT *,
         %(distance)s::float8 * exp(-distance / %(fade)s) AS s_distance,
         %(standing)s::float8 * quality AS s_standing,
         %(price)s::float8 * least(1, usual / greatest(price, 1)::float8) AS s_price,
         %(rest)s::float8 * (1 - least(1, (
           SELECT greatest(count(*) / 10.0::float8, count(*) FILTER (WHERE day = first) / 4.0::float8)
             FROM (SELECT (lower(k.visit) AT TIME ZONE zone)::date AS day FROM kundenkreis_slot k WHERE k.helper_id = near.id) k
            WHERE day BETWEEN first AND first + 6
         ))) AS s_rest
    FROM near WHERE distance <= radius_km * 1000
), scored AS (
  SELECT *, s_distance + s_standing + s_price + s_rest AS score FROM parts
   ORDER BY score DESC, uuid_hash_extended(id, %(seed)s)
)
SELECT scored.id AS helper, distance, own_price, score, s_distance, s_standing, s_price, s_rest, jobs < 5 AS new_here, starts
  FROM scored, LATERAL (
    SELECT array_agg(start ORDER BY start) AS starts FROM (
      SELECT start FROM (
        SELECT DISTINCT ON (date_trunc('day', start, zone), (start AT TIME ZONE zone)::time < '12:00') start
          FROM generate_series(date_bin('30 minutes', greatest(%(start)s, %(at)s) + interval '30 minutes' - interval '1 microsecond', '2000-01-01Z'),
                               %(end)s - interval '1 microsecond', '30 minutes') start
         WHERE (SELECT range_agg(a.open) FROM kundenkreis_availability a WHERE a.helper_id = scored.id) @> tstzrange(start, start + d)
           AND NOT EXISTS (
             SELECT FROM unnest(requires) needed(kind) WHERE NOT coalesce((
               SELECT range_agg(c.valid) FROM kundenkreis_verification c
                WHERE c.helper_id = scored.id AND c.brand_id = scored.brand_id AND c.kind = needed.kind) @> tstzrange(start, start + d), false))
           AND NOT EXISTS (
             SELECT FROM kundenkreis_slot k WHERE k.helper_id = scored.id AND k.during && tstzrange(start, start + blocks))
           AND capacity > (
             SELECT count(*) FROM kundenkreis_slot k WHERE k.helper_id = scored.id
                AND date_trunc('day', lower(k.visit), zone) = date_trunc('day', start, zone))
           AND (scored.until IS NULL OR start + d <= scored.until)
         ORDER BY date_trunc('day', start, zone), (start AT TIME ZONE zone)::time < '12:00', start
      ) halves ORDER BY start LIMIT 5
    ) first_ones
  ) calendar
 WHERE starts IS NOT NULL
 ORDER BY score DESC, uuid_hash_extended(scored.id, %(seed)s)
 LIMIT %(limit)s
"""


def rows(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """As `matching.rows`, slowly."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
