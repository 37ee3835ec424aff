"""The one statement that finds who fits: the matcher's SQL, its weights, and what it answers.

Exact, not approximate. The plain b-tree on grid cells bounds the search (a box of the largest
radius), distance and radius decide, the score sorts, and calendars are looked at lazily in the
order of the score until enough helpers are found.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kundenkreis.core.money import Money
from kundenkreis.helpers.models import Helper, HelperBrand

# The score's parts, each between 0 and its weight. Published on the page about ranking.
WEIGHTS = {
    # Falls to a third within 10 km.
    "distance": 0.40,
    # The lower bound of the standing.
    "standing": 0.35,
    # The package's price against the helper's own, where hers is higher.
    "price": 0.15,
    # Exploration: full for a first visit, none after the fifth.
    "newcomer": 0.10,
}
FADE_M = 10_000
NEWCOMER_JOBS = 5
# Visits start on the half hour; who asks gets at most five, of different half days.
STEP = timedelta(minutes=30)
MOST_STARTS = 5

STATEMENT = """
WITH package AS (
  SELECT id, price, duration AS d, requires FROM kundenkreis_servicepackage
   WHERE id = %(package)s AND brand_id = %(brand)s AND withdrawn_at IS NULL
), near AS (
  SELECT h.id, h.timezone AS zone, h.capacity, h.radius_km, p.d, p.requires,
         p.d + h.travel_buffer * interval '1 minute' AS blocks,
         coalesce(does.price, p.price) AS price, p.price AS usual, m.quality, m.jobs, m.until,
         2 * 6371008.8 * asin(sqrt(
           sin(radians(h.lat - %(lat)s) / 2) ^ 2
           + cos(radians(%(lat)s)) * cos(radians(h.lat)) * sin(radians(h.lng - %(lng)s) / 2) ^ 2
         )) AS distance
    FROM package p
    JOIN kundenkreis_helper h
      ON h.gy BETWEEN %(south)s AND %(north)s AND h.gx BETWEEN %(west)s AND %(east)s
     AND h.paused_at IS NULL AND h.person_id IS DISTINCT FROM %(but_not)s::uuid
     AND (%(language)s = '' OR h.languages @> ARRAY[%(language)s]::varchar[])
     AND (%(only)s::uuid IS NULL OR h.id = %(only)s::uuid)
    JOIN kundenkreis_helperpackage does ON does.helper_id = h.id AND does.package_id = p.id
    JOIN kundenkreis_helperbrand m
      ON m.helper_id = h.id AND m.brand_id = %(brand)s AND m.since <= %(at)s
     AND (m.until IS NULL OR m.until > %(at)s)
), parts AS (
  SELECT *,
         %(w_distance)s * exp(-distance / %(fade)s) AS s_distance,
         %(w_standing)s * quality AS s_standing,
         %(w_price)s * least(1, usual / greatest(price, 1)::float8) AS s_price,
         %(w_newcomer)s * greatest(0, 1 - jobs / %(newcomer_jobs)s::float8) AS s_newcomer
    FROM near WHERE distance <= radius_km * 1000
), scored AS (
  SELECT *, s_distance + s_standing + s_price + s_newcomer AS score
    FROM parts ORDER BY score DESC, id
)
SELECT scored.id, distance, price, score, s_distance, s_standing, s_price, s_newcomer, starts
  FROM scored, LATERAL (
    SELECT array_agg(start ORDER BY start) AS starts FROM (
      SELECT start FROM (
        SELECT DISTINCT ON (date_trunc('day', start, zone), (start AT TIME ZONE zone)::time < '12:00')
               start
          FROM unnest(
            -- when a visit may start so that it ends inside the declared hours …
            coalesce((
              SELECT range_agg(tstzrange(lower(o), upper(o) - d, '[]'))
                FROM unnest((
                  SELECT range_agg(a.open) FROM kundenkreis_availability a
                   WHERE a.helper_id = scored.id AND a.open && tstzrange(%(start)s, %(end)s + d)
                )) o
               WHERE upper(o) - lower(o) >= d
            ), '{}')
            * tstzmultirange(tstzrange(%(start)s, %(end)s))
            -- … and inside every verification the package asks for …
            * coalesce((
              SELECT range_intersect_agg(coalesce((
                SELECT range_agg(tstzrange(lower(v), upper(v) - d, '[]'))
                  FROM unnest((
                    SELECT range_agg(c.valid) FROM kundenkreis_verification c
                     WHERE c.helper_id = scored.id AND c.brand_id = %(brand)s AND c.kind = needed.kind
                  )) v
                 WHERE lower_inf(v) OR upper_inf(v) OR upper(v) - lower(v) >= d
              ), '{}')) FROM unnest(requires) needed(kind)
            ), '{(,)}')
            -- … and neither it nor the way afterwards touches another visit, of whatever brand …
            - coalesce((
              SELECT range_agg(tstzrange(lower(k.during) - blocks, upper(k.during), '()'))
                FROM kundenkreis_slot k
               WHERE k.helper_id = scored.id AND k.during && tstzrange(%(start)s, %(end)s + blocks)
            ), '{}')
            -- … on a day that is not full yet.
            - coalesce((
              SELECT range_agg(tstzrange(day, date_trunc('day', day + interval '36 hours', zone)))
                FROM (
                  SELECT date_trunc('day', lower(k.visit), zone) AS day FROM kundenkreis_slot k
                   WHERE k.helper_id = scored.id
                     AND k.during && tstzrange(%(start)s - interval '1 day', %(end)s + interval '1 day')
                   GROUP BY 1 HAVING count(*) >= scored.capacity
                ) full_days
            ), '{}')
          ) stretch,
          generate_series(
            date_bin(%(step)s, lower(stretch) + %(step)s - interval '1 microsecond', '2000-01-01Z'),
            upper(stretch), %(step)s
          ) start
         WHERE stretch @> start AND (scored.until IS NULL OR start + d <= scored.until)
         ORDER BY date_trunc('day', start, zone), (start AT TIME ZONE zone)::time < '12:00', start
      ) halves ORDER BY start LIMIT %(most_starts)s
    ) first_ones
  ) calendar
 WHERE starts IS NOT NULL
 ORDER BY score DESC, scored.id
 LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something about the helper was checked: what, when."""

    kind: str
    checked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A helper who fits, with the times she is free, and why she stands where she stands."""

    helper: Helper
    membership: HelperBrand
    checks: tuple[Check, ...]
    # From the asked place to the middle of the helper's area, rounded up to 100 m.
    distance_m: int
    price: Money
    duration: timedelta
    # One to five, earliest first.
    starts: tuple[datetime, ...]
    score: float
    # The score's parts by name, as in WEIGHTS.
    parts: Mapping[str, float]
    # At most three short sentences.
    reasons: tuple[str, ...]
