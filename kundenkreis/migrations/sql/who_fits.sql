-- The matcher, written for how PostgreSQL spends its time: where few people live, most of a question was beginning statements
-- and working out constants in PL/pgSQL. So what only depends on the question (place on the sphere, days as bits) comes from
-- who asks (helpers/question.py), one lean statement says who fits, and times are read from the bits only of who is shown.

-- `kk_best_helpers` stays for who still serves with the version before; it goes a release later.

-- Square of the straight line between two places on the unit sphere.
CREATE FUNCTION kk_chord2(x float8, y float8, z float8, px float8, py float8, pz float8) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT (x - px) * (x - px) + (y - py) * (y - py) + (z - pz) * (z - pz) $$;

-- What follows is asked seldom and stands in functions of its own, which cost nothing where they are not called.

-- A calendar of more than two blocks; null: one is missing, or the bits do not say everything.
CREATE FUNCTION kk_calendar(helper uuid, first_block integer, blocks integer) RETURNS bit varying LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN count(*) = blocks AND NOT bool_or(beyond <> 0) THEN kk_in_a_row(free ORDER BY block) END
    FROM kundenkreis_freetime WHERE helper_id = helper AND block BETWEEN first_block AND first_block + blocks - 1
$$;

-- From "free for four quarters" to "free for n", where n is more than eight.
CREATE FUNCTION kk_free_for(four bit varying, n integer) RETURNS bit varying LANGUAGE sql IMMUTABLE AS $$
  SELECT bit_and(four << least(shift, n - 4)) FROM generate_series(0, n, 4) shift
$$;

-- Of the allowed starts those at which her checks and her membership hold until the visit has ended.
CREATE FUNCTION kk_while_good(
  allowed bit varying, good_from timestamptz, good_until timestamptz, lasts interval,
  earliest timestamptz, until timestamptz, first_day integer, zone text
) RETURNS bit varying LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN kk_between(allowed, kk_quarters_before(greatest(earliest, good_from), first_day, zone),
                    kk_quarters_before(least(until, good_until - lasts + interval '1 microsecond'), first_day, zone));
END $$;

-- Her first starts as the ranges say them. Null: none.
CREATE FUNCTION kk_starts_by_ranges(helper uuid, package bigint, lasts interval, earliest timestamptz, until timestamptz)
RETURNS timestamptz[] LANGUAGE sql STABLE AS $$
  SELECT kk_starts(helper, p.brand_id, p.requires, lasts, earliest, until, interval '30 minutes', 5)
    FROM kundenkreis_servicepackage p WHERE p.id = package
$$;

-- A helper who fits. `top`: what she would reach with an empty week. `draw`: who is first among equals. `free`: quarter hours
-- at which a visit may start; where only the ranges can say, `starts` instead. `within`: the circle she was found in, in km.
CREATE TYPE kk_fit AS (
  helper uuid, distance float8, own_price bigint, quality float8, new_here boolean, rest float8, top float8, draw bigint,
  starts timestamptz[], free bit varying, within integer
);

-- Whoever fits, in the order of the most they can reach: the first `depth` of a circle. Calendars are looked at in that order
-- and no further. Who asks (helpers/matching.py) sorts by what they do reach and stops when nobody who was not looked at
-- can be better, or asks for more. Without `within` a small circle is begun with where many live close by, and left for a
-- larger one while fewer than `places` fit: rows of the largest circle are the answer.
-- Weights: distance, standing, price, rest. `rest` is 1 with an empty week, 0 with ten visits in the seven days from the first
-- one asked for, or with four on that day.
CREATE FUNCTION kk_who_fits(
  wanted bigint, usual float8, language text, at timestamptz,
  -- The place: on the unit sphere, on the grid, and how many cells a kilometre is from west to east.
  px float8, py float8, pz float8, line float8, col float8, across float8,
  -- The time: `surely` is the end of the last visit that may be, `first_day` counts from 2001-01-01 and is the `day`th of
  -- `this_block`; `next_block` only where it is needed; a visit lasts `n` quarters and may start at the `allowed` ones.
  earliest timestamptz, until timestamptz, surely timestamptz, lasts interval, zone text, first_day integer,
  this_block integer, next_block integer, blocks integer, day integer, n integer, allowed bit varying, by_ranges boolean,
  wd float8, ws float8, wp float8, wr float8, fade float8, seed bigint,
  within integer, places integer, depth integer, only_helper uuid, but_not uuid, only_newcomers boolean
) RETURNS SETOF kk_fit LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET jit = off SET enable_memoize = off AS $$
DECLARE reach float8; fitting integer;
BEGIN
  IF but_not IS NOT NULL THEN SELECT id INTO but_not FROM kundenkreis_helper WHERE person_id = but_not; END IF;
  IF only_helper IS NOT NULL THEN
    SELECT gy + 0.5, gx + 0.5, 50, 0 INTO line, col, within, reach FROM kundenkreis_candidate WHERE helper_id = only_helper AND package_id = wanted;
  ELSIF within IS NULL THEN
    SELECT CASE WHEN count(*) < 12 THEN 50 ELSE 6 END INTO within FROM (
      SELECT FROM kundenkreis_candidate WHERE package_id = wanted AND gy = floor(line)::smallint AND gx = floor(col)::smallint LIMIT 12) close_by;
  END IF;
  LOOP
    RETURN QUERY
    WITH near AS (
      SELECT k.helper_id, k.radius_km, k.quality, k.price, k.newcomer, k.good_from, k.good_until, k.ranges,
             2 * 6371008.8 * asin(least(1, sqrt(kk_chord2(k.x, k.y, k.z, px, py, pz)) / 2)) AS road
        FROM kundenkreis_candidate k
       WHERE k.package_id = wanted
         AND k.gy BETWEEN floor(line - coalesce(reach, within) / 5.55)::smallint AND floor(line + coalesce(reach, within) / 5.55)::smallint
         AND k.gx BETWEEN floor(col - coalesce(reach, within) * across)::smallint AND floor(col + coalesce(reach, within) * across)::smallint
         -- The straight line is never longer than the way over the ground: most who live too far are sent away by it.
         AND sqrt(kk_chord2(k.x, k.y, k.z, px, py, pz)) * 6371.0::float8 <= least(k.radius_km, within)
         AND k.since <= at AND k.good_until > earliest AND k.good_from < until AND (but_not IS NULL OR k.helper_id <> but_not)
         AND (language = '' OR strpos(k.languages, language) > 0) AND (only_helper IS NULL OR k.helper_id = only_helper)
         AND (k.newcomer OR NOT only_newcomers)
      OFFSET 0
    ), best AS (
      SELECT *, wd * exp(road / -fade) + ws * quality + CASE WHEN price IS NULL THEN wp ELSE wp * least(1, usual / greatest(price, 1)) END + wr AS top,
             uuid_hash_extended(helper_id, seed) AS draw
        FROM near WHERE road <= radius_km * 1000.0::float8 AND road <= within * 1000.0::float8
       ORDER BY top DESC, draw OFFSET 0
    ), calendar AS (
      SELECT best.*,
             1 - least(1, greatest(coalesce(t.visits[day], 0) / 4.0::float8, (kk_week(t.visits, day) + kk_week(u.visits, day - 28)) / 10.0::float8)) AS rest,
             substring(CASE blocks WHEN 1 THEN t.free WHEN 2 THEN t.free || u.free ELSE kk_calendar(best.helper_id, this_block, blocks) END
                       FROM 64 * day - 63 FOR length(allowed)) AS free,
             -- One block without the other is asked of the ranges; who has neither has no hours.
             by_ranges OR best.ranges OR t.beyond <> 0 OR blocks > 1 AND (u.beyond <> 0 OR (t.block IS NULL) <> (u.block IS NULL)) AS odd
        FROM best
        LEFT JOIN kundenkreis_freetime t ON t.helper_id = best.helper_id AND t.block = this_block
        LEFT JOIN kundenkreis_freetime u ON u.helper_id = best.helper_id AND u.block = next_block
      OFFSET 0
    ), quarters AS (
      SELECT *, free & (free << least(1, n - 1)) & (free << least(2, n - 1)) & (free << least(3, n - 1)) AS four FROM calendar OFFSET 0
    ), fit AS (
      SELECT *, CASE WHEN odd OR blocks > 2 AND free IS NULL THEN kk_starts_by_ranges(helper_id, wanted, lasts, earliest, until) END AS starts,
             CASE WHEN n > 8 THEN kk_free_for(four, n) ELSE four & (four << greatest(0, n - 4)) END
               & CASE WHEN good_from > earliest OR good_until < surely
                      THEN kk_while_good(allowed, good_from, good_until, lasts, earliest, until, first_day, zone) ELSE allowed END AS bits
        FROM quarters OFFSET 0
    )
    SELECT helper_id, road, price, quality, newcomer, rest, top, draw, starts, CASE WHEN odd THEN NULL ELSE bits::bit varying END, within
      FROM fit WHERE starts IS NOT NULL OR NOT coalesce(odd, false) AND bit_count(bits) > 0
     LIMIT depth;
    GET DIAGNOSTICS fitting = ROW_COUNT;
    EXIT WHEN fitting >= places OR within >= 50;
    within := CASE within WHEN 6 THEN 16 ELSE 50 END;
  END LOOP;
END $$;
