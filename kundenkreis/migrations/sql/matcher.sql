-- The matcher written anew: the same answers (matching.sql says what they are) from one statement where there were four. What
-- a statement costs to begin is most of a question where few people live; so what plain expressions can say is said by them.

-- Bits after bits.
CREATE AGGREGATE kk_in_a_row(bit varying) (sfunc = bitcat, stype = bit varying);

-- How many quarter hours from 6 to 22, on days from `first` on (in days since 2001-01-01), begin before this moment.
CREATE FUNCTION kk_quarters_before(moment timestamptz, first integer, zone text) RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT 64 * ((moment AT TIME ZONE zone)::date - date '2001-01-01' - first) + greatest(0, least(64, ceil(
    extract(epoch FROM moment - ((moment AT TIME ZONE zone)::date + time '6:00') AT TIME ZONE zone) / 900)::integer))
$$;

-- These bits without those before the one and those from the other on.
CREATE FUNCTION kk_between(bits bit varying, lo integer, hi integer) RETURNS bit varying LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ((bits << lo) >> (lo + length(bits) - hi)) << (length(bits) - hi)
$$;

-- Visits on the seven days from `day` (1 to 28; others are not of this block).
CREATE FUNCTION kk_week(visits smallint[], day integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(visits[day], 0) + coalesce(visits[day + 1], 0) + coalesce(visits[day + 2], 0) + coalesce(visits[day + 3], 0)
       + coalesce(visits[day + 4], 0) + coalesce(visits[day + 5], 0) + coalesce(visits[day + 6], 0)
$$;

-- The first start of each half day in these bits, which begin with that day (days since 2001-01-01): at most `most`.
CREATE FUNCTION kk_first_starts(bits bit varying, day integer, zone text, most integer)
RETURNS timestamptz[] LANGUAGE plpgsql STABLE AS $$
DECLARE starts timestamptz[] := '{}'; here integer; beyond integer;
BEGIN
  LOOP
    here := position('1'::bit IN bits) - 1;
    EXIT WHEN here < 0 OR cardinality(starts) = most;
    starts := starts || ((date '2001-01-01' + day + here / 64 + time '6:00') AT TIME ZONE zone + here % 64 * interval '15 minutes');
    -- On to the next half: before noon are 24 quarters, after it 40.
    beyond := here / 64 * 64 + CASE WHEN here % 64 < 24 THEN 24 ELSE 64 END;
    bits := (bits << beyond) >> beyond;
  END LOOP;
  RETURN starts;
END $$;

-- A helper who fits. `free`: the quarter hours at which she can start; null where only the ranges can say.
CREATE TYPE kk_match AS (
  helper uuid, road float8, price bigint, quality float8, newcomer boolean, rest float8, score float8, free bit varying
);

-- Who fits best, exactly. Weights: distance, standing, price, rest. Circles are chosen by how many live close by; candidates
-- are sorted by the most they can reach (as if well rested), and calendars are looked at in that order, some at a time, until
-- nobody left can be better. `rest` is 1 with an empty week, 0 with ten visits in the seven days from the first one asked for,
-- or with four on that day. Among equals the seed decides.
CREATE OR REPLACE FUNCTION kk_best_helpers(
  wanted bigint, lat float8, lng float8, language text, asked_from timestamptz, asked_until timestamptz, at timestamptz,
  places integer, weights float8[], fade float8, seed bigint,
  only_helper uuid DEFAULT NULL, but_not uuid DEFAULT NULL, only_newcomers boolean DEFAULT false
) RETURNS TABLE (
  helper uuid, distance float8, own_price bigint, score float8,
  s_distance float8, s_standing float8, s_price float8, s_rest float8, new_here boolean, starts timestamptz[]
) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET jit = off SET enable_memoize = off AS $$
DECLARE
  earth CONSTANT float8 := 2 * 6371008.8;
  most CONSTANT integer := 5;
  step CONSTANT interval := '30 minutes';
  cell_y CONSTANT integer := floor(lat / 0.05); cell_x CONSTANT integer := floor(lng / 0.05);
  px CONSTANT float8 := cos(radians(lat)) * cos(radians(lng)); py CONSTANT float8 := cos(radians(lat)) * sin(radians(lng));
  pz CONSTANT float8 := sin(radians(lat));
  wd CONSTANT float8 := weights[1]; ws CONSTANT float8 := weights[2]; wp CONSTANT float8 := weights[3]; wr CONSTANT float8 := weights[4];
  earliest CONSTANT timestamptz := greatest(asked_from, at);
  package record; usual float8; n integer; by_ranges boolean;
  -- The days asked for, in days since 2001-01-01; from which bit of their first block on, how many bits; at which of them
  -- a visit may start.
  first integer; last integer; cut integer; long integer; blocks integer; day bit(64); allowed bit varying;
  -- Shifts by which "free for a quarter" becomes "free for four", and for n.
  s1 integer; s2 integer; s3 integer; s4 integer; shifts integer[];
  radii float8[]; r float8; up float8; aside float8; south smallint; north smallint; west smallint; east smallint;
  depth integer; seen integer; least_top float8; fitting kk_match[];
BEGIN
  SELECT p.price, p.duration, p.requires, p.brand_id, b.timezone, (
           SELECT count(*) FROM (
             SELECT FROM kundenkreis_candidate c
              WHERE c.package_id = wanted AND c.gy = cell_y AND c.gx BETWEEN cell_x - 1 AND cell_x + 1 LIMIT 34) x) AS nearby
    INTO package FROM kundenkreis_servicepackage p JOIN kundenkreis_brand b ON b.id = p.brand_id
   WHERE p.id = wanted AND p.withdrawn_at IS NULL;
  IF NOT FOUND OR asked_until <= earliest THEN RETURN; END IF;
  usual := package.price;
  n := ceil(extract(epoch FROM package.duration) / 900);

  first := (earliest AT TIME ZONE package.timezone)::date - date '2001-01-01';
  last := ((asked_until - interval '1 microsecond') AT TIME ZONE package.timezone)::date - date '2001-01-01';
  cut := 64 * (first % 28) + 1;
  long := 64 * (last - first + 1);
  blocks := greatest(last, first + 6) / 28 - first / 28 + 1;
  -- Visits start on half hours, within what is asked for, and end by 22:00.
  day := kk_bits(0, 65 - n) & 'xAAAAAAAAAAAAAAAA';
  allowed := kk_between(repeat(day::text, last - first + 1)::bit varying,
                        kk_quarters_before(earliest, first, package.timezone), kk_quarters_before(asked_until, first, package.timezone));
  -- A length between quarter hours, or a clock between half hours, is asked of the ranges.
  by_ranges := extract(epoch FROM package.duration)::numeric % 900 <> 0 OR n > 64
    OR extract(epoch FROM (date '2001-01-01' + first + time '6:00') AT TIME ZONE package.timezone)::numeric % 1800 <> 0;
  s1 := least(1, n - 1); s2 := least(2, n - 1); s3 := least(3, n - 1); s4 := greatest(0, n - 4);
  IF n > 8 THEN shifts := ARRAY(SELECT generate_series(4, s4, 4)) || s4; END IF;

  -- Where many live close by, a small circle is nearly always enough; where few do, each circle costs more than it spares.
  radii := CASE WHEN only_helper IS NOT NULL THEN '{50}' WHEN package.nearby >= 34 THEN '{6,16,50}' WHEN package.nearby >= 10 THEN '{16,50}' ELSE '{50}' END;
  IF but_not IS NOT NULL THEN SELECT id INTO but_not FROM kundenkreis_helper WHERE person_id = but_not; END IF;
  but_not := coalesce(but_not, '00000000-0000-0000-0000-000000000000');

  FOREACH r IN ARRAY radii LOOP
    up := r / 111.0;
    aside := up / greatest(0.1, cos(radians(abs(lat) + up)));
    south := floor((lat - up) / 0.05); north := floor((lat + up) / 0.05); west := floor((lng - aside) / 0.05); east := floor((lng + aside) / 0.05);
    IF only_helper IS NOT NULL THEN
      SELECT gy, gy, gx, gx INTO south, north, west, east FROM kundenkreis_candidate WHERE helper_id = only_helper AND package_id = wanted;
    END IF;
    depth := greatest(24, 3 * places);
    LOOP
      SELECT count(*), min(fit.top),
             array_agg((fit.helper_id, fit.road, fit.price, fit.quality, fit.newcomer, fit.rest, fit.top - wr * (1 - fit.rest),
                        CASE WHEN NOT fit.odd THEN fit.free END)::kk_match
                       ORDER BY fit.top - wr * (1 - fit.rest) DESC, uuid_hash_extended(fit.helper_id, seed)) FILTER (
               WHERE CASE WHEN fit.odd THEN kk_starts(fit.helper_id, package.brand_id, package.requires, package.duration, earliest, asked_until, step, most) IS NOT NULL
                          ELSE position('1'::bit IN fit.free) > 0 END)
        INTO seen, least_top, fitting FROM (
        SELECT best.helper_id, best.road, best.price, best.quality, best.newcomer, best.top,
               1 - least(1, greatest(calendar.week / 10.0::float8, calendar.day / 4.0::float8)) AS rest,
               best.ranges OR calendar.beyond OR calendar.rows NOT IN (0, blocks) AS odd,
               -- At which allowed quarter hours she is free for long enough, and her checks hold.
               allowed & quarters.four & (quarters.four << least(4, s4))
                 & CASE WHEN n > 8 THEN (SELECT bit_and(quarters.four << shift) FROM unnest(shifts) shift) ELSE allowed END
                 & CASE WHEN best.edge THEN kk_between(allowed,
                     kk_quarters_before(greatest(earliest, best.good_from), first, package.timezone),
                     kk_quarters_before(least(asked_until, best.good_until - package.duration + interval '1 microsecond'), first, package.timezone))
                   ELSE allowed END AS free
          FROM (
            SELECT c.*, wd * exp(-c.road / fade) + ws * c.quality
                        + CASE WHEN c.price IS NULL THEN wp ELSE wp * least(1, usual / greatest(c.price, 1)) END + wr AS top
              FROM (
                SELECT k.helper_id, k.radius_km, k.quality, k.price, k.newcomer, k.good_from, k.good_until,
                       earth * asin(least(1, sqrt((k.x - px) * (k.x - px) + (k.y - py) * (k.y - py) + (k.z - pz) * (k.z - pz)) / 2)) AS road,
                       by_ranges OR k.ranges AS ranges, k.good_from > earliest OR k.good_until < asked_until + package.duration AS edge
                  FROM kundenkreis_candidate k
                 WHERE k.package_id = wanted AND k.gy BETWEEN south AND north AND k.gx BETWEEN west AND east
                   AND k.since <= at AND k.good_until > earliest AND k.good_from < asked_until AND k.helper_id <> but_not
                   AND (language = '' OR strpos(k.languages, language) > 0) AND (only_helper IS NULL OR k.helper_id = only_helper)
                   AND (k.newcomer OR NOT only_newcomers)
                OFFSET 0
              ) c
             WHERE c.road <= c.radius_km * 1000.0::float8 AND c.road <= r * 1000
             ORDER BY top DESC, uuid_hash_extended(c.helper_id, seed) LIMIT depth
          ) best
          CROSS JOIN LATERAL (
            -- A block that is missing is not told from one that has no row yet: the ranges are asked.
            SELECT count(*) AS rows, CASE WHEN count(*) = blocks THEN substring(kk_in_a_row(t.free ORDER BY t.block) FROM cut FOR long) END AS free,
                   coalesce(bool_or(t.beyond <> 0), false) AS beyond,
                   coalesce(max(t.visits[first - t.block * 28 + 1]), 0) AS day, coalesce(sum(kk_week(t.visits, first - t.block * 28 + 1)), 0) AS week
              FROM kundenkreis_freetime t WHERE t.helper_id = best.helper_id AND t.block BETWEEN first / 28 AND first / 28 + blocks - 1
          ) calendar
          CROSS JOIN LATERAL (
            SELECT calendar.free & (calendar.free << s1) & (calendar.free << s2) & (calendar.free << s3) AS four OFFSET 0
          ) quarters
         OFFSET 0
      ) fit;
      -- Enough of them, and whoever was not looked at cannot reach as much.
      EXIT WHEN seen < depth OR depth IS NULL OR fitting[places].score >= least_top;
      depth := CASE WHEN depth < 1000 THEN depth * 6 END;
    END LOOP;
    -- Whoever lives further away cannot reach more than this.
    EXIT WHEN fitting[places].score >= wd * exp(-r * 1000 / fade) + ws + wp + wr;
  END LOOP;

  RETURN QUERY
  SELECT m.helper, m.road, m.price, m.score, wd * exp(-m.road / fade), ws * m.quality,
         CASE WHEN m.price IS NULL THEN wp ELSE wp * least(1, usual / greatest(m.price, 1)) END, wr * m.rest, m.newcomer,
         CASE WHEN m.free IS NULL THEN kk_starts(m.helper, package.brand_id, package.requires, package.duration, earliest, asked_until, step, most)
              ELSE kk_first_starts(m.free, first, package.timezone, most) END
    FROM unnest(fitting[1:places]) m;
END $$;
