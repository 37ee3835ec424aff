-- The matcher looks at the asked days only, and chooses its circles by how many live close by. Otherwise as before:
-- exact; candidates sorted by the most they can reach, calendars looked at in that order until nobody left can be better.
-- `rest` is 1 with an empty week, 0 with ten visits in the seven days from the first one asked for, or with four on that
-- day. Among equals the seed decides.
CREATE OR REPLACE FUNCTION kk_best_helpers(
  wanted bigint, lat float8, lng float8, language text, asked_from timestamptz, asked_until timestamptz, at timestamptz,
  places integer, weights float8[], fade float8, seed bigint,
  only_helper uuid DEFAULT NULL, but_not uuid DEFAULT NULL, only_newcomers boolean DEFAULT false
) RETURNS TABLE (
  helper uuid, distance float8, own_price bigint, score float8,
  s_distance float8, s_standing float8, s_price float8, s_rest float8, new_here boolean, starts timestamptz[]
) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET jit = off AS $$
DECLARE
  earth CONSTANT float8 := 2 * 6371008.8;
  most CONSTANT integer := 5;
  step CONSTANT interval := '30 minutes';
  package record; usual float8; n integer; by_ranges boolean;
  px float8 := cos(radians(lat)) * cos(radians(lng)); py float8 := cos(radians(lat)) * sin(radians(lng)); pz float8 := sin(radians(lat));
  wd float8 := weights[1]; ws float8 := weights[2]; wp float8 := weights[3]; wr float8 := weights[4];
  radii float8[]; r float8; depth integer; chunk integer; up float8; aside float8;
  south integer; north integer; west integer; east integer;
  earliest timestamptz := greatest(asked_from, at);
  -- Day numbers of the question, the days' starts that may be, and when each day's bits begin.
  first integer; last integer; until_day integer; allowed varbit[]; six timestamptz[]; offs integer[]; lens integer[]; nearby integer; whole text; days text[];
  s integer[];
  ids uuid[]; ways float8[]; tops float8[]; odds boolean[]; edges boolean[];
  fits uuid[]; scores float8[]; rests float8[]; roads float8[]; fits_odd boolean[]; fits_edge boolean[];
  i integer; upto integer; lowest float8; bounded boolean;
BEGIN
  SELECT p.*, b.timezone INTO package FROM kundenkreis_servicepackage p JOIN kundenkreis_brand b ON b.id = p.brand_id
   WHERE p.id = wanted AND p.withdrawn_at IS NULL;
  IF NOT FOUND OR asked_until <= earliest THEN RETURN; END IF;
  usual := package.price;
  n := ceil(extract(epoch FROM package.duration) / 900);
  first := (earliest AT TIME ZONE package.timezone)::date - date '2001-01-01';
  until_day := ((asked_until - interval '1 microsecond') AT TIME ZONE package.timezone)::date - date '2001-01-01';
  last := greatest(until_day, first + 6);
  SELECT array_agg((date '2001-01-01' + day + time '6:00') AT TIME ZONE package.timezone ORDER BY day) INTO six FROM generate_series(first, last) day;
  -- Starts that may be: on half hours, so that the visit ends by 22:00; on the first and last day not before and after.
  whole := (kk_bits(0, 65 - n) & 'xAAAAAAAAAAAAAAAA'::bit(64))::text;
  days := array_fill(whole, ARRAY[until_day - first + 1]);
  days[1] := (days[1]::bit(64) & kk_bits(least(64, greatest(0, ceil(extract(epoch FROM earliest - six[1]) / 900)))::int, 64))::text;
  days[until_day - first + 1] := (days[until_day - first + 1]::bit(64)
    & kk_bits(0, least(64, ceil(extract(epoch FROM asked_until - six[until_day - first + 1]) / 900))::int))::text;
  -- Of each block only the days asked for: where they begin, how many bits they are, which of them may be.
  SELECT array_agg(64 * (a - block * 28) + 1 ORDER BY block), array_agg(64 * (b - a + 1) ORDER BY block),
         array_agg(array_to_string(days[a - first + 1:b - first + 1], '')::varbit ORDER BY block) INTO offs, lens, allowed
    FROM generate_series(first / 28, until_day / 28) block, LATERAL (SELECT greatest(first, block * 28) AS a, least(until_day, block * 28 + 27) AS b) d;
  -- A length between quarter hours, or a clock between half hours, is asked of the ranges.
  by_ranges := extract(epoch FROM package.duration)::numeric % 900 <> 0 OR n > 64 OR extract(epoch FROM six[1])::numeric % 1800 <> 0;
  -- Shifts by which "free for so long" grows from one quarter to n, doubling.
  s := '{}';
  FOR j IN 1..6 LOOP s := s || greatest(0, least(1 << (j - 1), n - (1 << (j - 1)))); END LOOP;
  -- Where many live close by, a small circle is nearly always enough; where few do, each circle costs more than it spares.
  SELECT count(*) INTO nearby FROM (
    SELECT FROM generate_series(-1, 1) line CROSS JOIN LATERAL (
      SELECT FROM kundenkreis_candidate c WHERE c.package_id = wanted AND c.gy = (floor(lat / 0.05)::int + line)::smallint
         AND c.gx BETWEEN floor(lng / 0.05)::int - 1 AND floor(lng / 0.05)::int + 1 LIMIT 100) k LIMIT 100) x;
  radii := CASE WHEN nearby >= 100 THEN '{6,16,50}' WHEN nearby >= 30 THEN '{16,50}' ELSE '{50}' END;
  IF only_helper IS NOT NULL THEN radii := '{50}'; END IF;
  IF but_not IS NOT NULL THEN SELECT id INTO but_not FROM kundenkreis_helper WHERE person_id = but_not; END IF;
  but_not := coalesce(but_not, '00000000-0000-0000-0000-000000000000');

  FOREACH r IN ARRAY radii LOOP
    up := r / 111.0;
    aside := up / greatest(0.1, cos(radians(abs(lat) + up)));
    south := floor((lat - up) / 0.05); north := floor((lat + up) / 0.05); west := floor((lng - aside) / 0.05); east := floor((lng + aside) / 0.05);
    IF only_helper IS NOT NULL THEN
      SELECT gy, gy, gx, gx INTO south, north, west, east FROM kundenkreis_candidate WHERE helper_id = only_helper AND package_id = wanted;
    END IF;
    depth := greatest(64, 4 * places);
    fits := '{}'; scores := '{}'; rests := '{}'; roads := '{}'; fits_odd := '{}'; fits_edge := '{}';
    i := 1; bounded := false; chunk := greatest(8, places * 3 / 2);
    LOOP
      SELECT array_agg(best.helper_id), array_agg(best.road), array_agg(best.top), array_agg(best.odd), array_agg(best.edge)
        INTO ids, ways, tops, odds, edges FROM (
        SELECT c.helper_id, c.road, c.odd, c.edge,
               wd * exp(-c.road / fade) + ws * c.quality + CASE WHEN c.price IS NULL THEN wp ELSE wp * least(1, usual / greatest(c.price, 1)) END + wr AS top
          FROM (
            SELECT k.*, earth * asin(least(1, sqrt((k.x - px) * (k.x - px) + (k.y - py) * (k.y - py) + (k.z - pz) * (k.z - pz)) / 2)) AS road,
                   by_ranges OR k.ranges AS odd, k.good_from > earliest OR k.good_until < asked_until + package.duration AS edge
              FROM generate_series(south, north) line CROSS JOIN LATERAL (
                SELECT * FROM kundenkreis_candidate c WHERE c.package_id = wanted AND c.gy = line::smallint AND c.gx BETWEEN west AND east OFFSET 0) k
             WHERE k.since <= at AND k.good_until > earliest AND k.good_from < asked_until AND k.helper_id <> but_not
               AND (language = '' OR strpos(k.languages, language) > 0) AND (only_helper IS NULL OR k.helper_id = only_helper)
               AND (k.newcomer OR NOT only_newcomers)
            OFFSET 0
          ) c
         WHERE c.road <= c.radius_km * 1000.0::float8 AND c.road <= r * 1000
         ORDER BY top DESC, uuid_hash_extended(c.helper_id, seed) LIMIT depth
      ) best;
      WHILE i <= coalesce(cardinality(ids), 0) LOOP
        upto := least(i + chunk - 1, cardinality(ids));
        SELECT fits || coalesce(array_agg(e.id), '{}'), scores || coalesce(array_agg(e.top - wr * (1 - e.rest)), '{}'),
               rests || coalesce(array_agg(e.rest), '{}'), roads || coalesce(array_agg(e.road), '{}'), fits_odd || coalesce(array_agg(e.odd), '{}'),
               fits_edge || coalesce(array_agg(e.edge), '{}')
          INTO fits, scores, rests, roads, fits_odd, fits_edge
          FROM (
            SELECT u.id, u.road, u.top, u.odd OR coalesce(f.odd, false) AS odd, u.edge, f.some,
                   1 - least(1, greatest(coalesce(f.week, 0) / 10.0::float8, coalesce(f.day, 0) / 4.0::float8)) AS rest
              FROM unnest(ids[i:upto], ways[i:upto], tops[i:upto], odds[i:upto], edges[i:upto]) u(id, road, top, odd, edge)
              CROSS JOIN LATERAL (
                SELECT bool_or(position('1'::bit IN m.run & allowed[t.block - first / 28 + 1] & CASE WHEN u.edge THEN
                         substring(kk_while_good(u.id, wanted, t.block, package.timezone, package.duration) FROM offs[t.block - first / 28 + 1] FOR lens[t.block - first / 28 + 1])
                         ELSE m.run END) > 0) AS some, max(t.visits[first - t.block * 28 + 1]) AS day,
                       sum(coalesce(t.visits[first - t.block * 28 + 1], 0) + coalesce(t.visits[first - t.block * 28 + 2], 0)
                           + coalesce(t.visits[first - t.block * 28 + 3], 0) + coalesce(t.visits[first - t.block * 28 + 4], 0)
                           + coalesce(t.visits[first - t.block * 28 + 5], 0) + coalesce(t.visits[first - t.block * 28 + 6], 0)
                           + coalesce(t.visits[first - t.block * 28 + 7], 0)) AS week,
                       bool_or(t.beyond <> 0) AS odd
                  FROM kundenkreis_freetime t CROSS JOIN LATERAL (
                    SELECT CASE WHEN n <= 8 THEN c.m ELSE (SELECT e.m & (e.m << s[6]) FROM (SELECT d.m & (d.m << s[5]) AS m FROM (
                             SELECT c.m & (c.m << s[4]) AS m OFFSET 0) d OFFSET 0) e) END AS run FROM (
                      SELECT b.m & (b.m << s[3]) AS m FROM (
                        SELECT a.m & (a.m << s[2]) AS m FROM (SELECT f.free & (f.free << s[1]) AS m FROM (SELECT substring(t.free FROM offs[t.block - first / 28 + 1] FOR lens[t.block - first / 28 + 1]) AS free OFFSET 0) f OFFSET 0) a OFFSET 0) b OFFSET 0) c OFFSET 0) m
                 WHERE t.helper_id = u.id AND t.block BETWEEN first / 28 AND last / 28
              ) f
            OFFSET 0
          ) e
         WHERE CASE WHEN e.odd THEN kk_starts(e.id, package.brand_id, package.requires, package.duration, earliest, asked_until, step, most) IS NOT NULL ELSE e.some END;
        IF cardinality(fits) >= places THEN
          SELECT x INTO lowest FROM unnest(scores) x ORDER BY x DESC OFFSET places - 1 LIMIT 1;
          IF upto < cardinality(ids) AND lowest >= tops[upto + 1] THEN bounded := true; EXIT; END IF;
        END IF;
        i := upto + 1; chunk := chunk * 2;
      END LOOP;
      EXIT WHEN bounded OR depth IS NULL OR coalesce(cardinality(ids), 0) < depth;
      depth := CASE WHEN depth < 1000 THEN depth * 8 END;
    END LOOP;
    -- Whoever lives further away cannot reach more than this.
    EXIT WHEN cardinality(fits) >= places AND lowest >= wd * exp(-r * 1000 / fade) + ws + wp + wr;
  END LOOP;

  RETURN QUERY
  SELECT w.id, w.road, k.price, w.score, wd * exp(-w.road / fade), ws * k.quality,
         CASE WHEN k.price IS NULL THEN wp ELSE wp * least(1, usual / greatest(k.price, 1)) END, wr * w.rest, k.newcomer,
         CASE WHEN w.odd THEN kk_starts(w.id, package.brand_id, package.requires, package.duration, earliest, asked_until, step, most) ELSE (
           SELECT array_agg(moment ORDER BY moment) FROM (
             SELECT h.moment FROM kundenkreis_freetime t CROSS JOIN LATERAL (
                    SELECT CASE WHEN n <= 8 THEN c.m ELSE (SELECT e.m & (e.m << s[6]) FROM (SELECT d.m & (d.m << s[5]) AS m FROM (
                             SELECT c.m & (c.m << s[4]) AS m OFFSET 0) d OFFSET 0) e) END AS run FROM (
                      SELECT b.m & (b.m << s[3]) AS m FROM (
                        SELECT a.m & (a.m << s[2]) AS m FROM (SELECT f.free & (f.free << s[1]) AS m FROM (SELECT substring(t.free FROM offs[t.block - first / 28 + 1] FOR lens[t.block - first / 28 + 1]) AS free OFFSET 0) f OFFSET 0) a OFFSET 0) b OFFSET 0) c OFFSET 0) m
              CROSS JOIN LATERAL (SELECT m.run & allowed[t.block - first / 28 + 1] & CASE WHEN w.edge THEN
                  substring(kk_while_good(w.id, wanted, t.block, package.timezone, package.duration) FROM offs[t.block - first / 28 + 1] FOR lens[t.block - first / 28 + 1])
                  ELSE m.run END AS free OFFSET 0) a
              CROSS JOIN LATERAL (
                -- Before noon are 24 quarters, after it 40. The halves come in their order, so the first ones are the earliest.
                SELECT six[greatest(first, t.block * 28) - first + half / 2 + 1] + (24 * (half % 2) + b.at - 1) * interval '15 minutes' AS moment
                  FROM generate_series(greatest(0, position('1'::bit IN a.free) - 1) / 64 * 2, length(a.free) / 32 - 1) half
                 CROSS JOIN LATERAL (SELECT position('1'::bit IN substring(a.free FROM 64 * (half / 2) + 24 * (half % 2) + 1 FOR 24 + 16 * (half % 2))) AS at OFFSET 0) b
                 WHERE b.at > 0 LIMIT most
              ) h
              WHERE t.helper_id = w.id AND t.block BETWEEN first / 28 AND last / 28
              ORDER BY h.moment LIMIT most
           ) first_ones) END
    FROM (
      SELECT x.* FROM unnest(fits, scores, roads, rests, fits_odd, fits_edge) x(id, score, road, rest, odd, edge)
       ORDER BY x.score DESC, uuid_hash_extended(x.id, seed) LIMIT places
    ) w
    JOIN kundenkreis_candidate k ON k.helper_id = w.id AND k.package_id = wanted
   ORDER BY w.score DESC, uuid_hash_extended(w.id, seed);
END $$;
