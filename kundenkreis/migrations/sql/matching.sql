-- The matcher. Ranges, rows and keys are the truth; two tables made of them make it fast, and triggers keep them in the
-- same transaction, whoever writes:
--   candidate   who does which package where, with what never changes between two questions
--   freetime    when a helper is free: one bit for each quarter hour from 6 to 22 of her day, 28 days a row
-- What bits cannot say (hours outside, checks that end in between, another time zone) is asked of the ranges.

CREATE TABLE kundenkreis_candidate (
  package_id bigint NOT NULL REFERENCES kundenkreis_servicepackage ON DELETE CASCADE,
  helper_id uuid NOT NULL REFERENCES kundenkreis_helper ON DELETE CASCADE,
  -- Row and column on the 0.05° grid; the same place on the unit sphere.
  gy smallint NOT NULL, gx smallint NOT NULL,
  x float8 NOT NULL, y float8 NOT NULL, z float8 NOT NULL,
  radius_km smallint NOT NULL,
  quality float8 NOT NULL,
  -- Her own price; null: the package's.
  price bigint,
  newcomer boolean NOT NULL,
  languages text NOT NULL,
  since timestamptz NOT NULL,
  -- From when to when she is a member and holds all checks the package asks for.
  good_from timestamptz NOT NULL, good_until timestamptz NOT NULL,
  -- Only the ranges know: checked in pieces, or at home in another time zone than the brand.
  ranges boolean NOT NULL,
  PRIMARY KEY (helper_id, package_id)
);
CREATE INDEX candidates_by_cell ON kundenkreis_candidate (package_id, gy, gx)
  INCLUDE (helper_id, x, y, z, radius_km, quality, price, newcomer, languages, since, good_from, good_until, ranges);

-- What the table must hold.
CREATE VIEW kundenkreis_candidate_truth AS
SELECT does.package_id, h.id AS helper_id, h.gy::smallint AS gy, h.gx::smallint AS gx,
       cos(radians(h.lat)) * cos(radians(h.lng)) AS x, cos(radians(h.lat)) * sin(radians(h.lng)) AS y, sin(radians(h.lat)) AS z,
       h.radius_km, m.quality, does.price, m.jobs < 5 AS newcomer,
       array_to_string(h.languages, ',') AS languages, m.since,
       coalesce(lower(v.good), '-infinity') AS good_from, coalesce(upper(v.good), 'infinity') AS good_until,
       h.timezone <> b.timezone OR (SELECT count(*) > 1 FROM unnest(v.good)) AS ranges
  FROM kundenkreis_helperpackage does
  JOIN kundenkreis_helper h ON h.id = does.helper_id AND h.paused_at IS NULL
  JOIN kundenkreis_servicepackage p ON p.id = does.package_id
  JOIN kundenkreis_brand b ON b.id = p.brand_id
  JOIN kundenkreis_helperbrand m ON m.helper_id = h.id AND m.brand_id = p.brand_id
  CROSS JOIN LATERAL (
    SELECT tstzmultirange(tstzrange(NULL, m.until)) * coalesce(range_intersect_agg(coalesce(
      (SELECT range_agg(c.valid) FROM kundenkreis_verification c
        WHERE c.helper_id = h.id AND c.brand_id = p.brand_id AND c.kind = needed.kind), '{}')), '{(,)}') AS good
      FROM unnest(p.requires) needed(kind)
  ) v
 WHERE NOT isempty(v.good);

CREATE TABLE kundenkreis_freetime (
  helper_id uuid NOT NULL REFERENCES kundenkreis_helper ON DELETE CASCADE,
  -- Days since 2001-01-01, divided by 28.
  block integer NOT NULL,
  -- The quarter hours that are free, and the way to the next visit too.
  free bit(1792) NOT NULL,
  -- By day: visits that begin on it.
  visits smallint[] NOT NULL,
  -- Bit per day: she has hours that these bits cannot say.
  beyond integer NOT NULL,
  PRIMARY KEY (helper_id, block)
) WITH (fillfactor = 80);

-- Of 64 bits those from a up to, not including, b; as many as there are.
CREATE FUNCTION kk_bits(a integer, b integer) RETURNS bit LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ((-1)::bigint::bit(64) << greatest(0, 64 - greatest(0, b - a))) >> a
$$;

-- The day that begins a block, and the block of a day.
CREATE FUNCTION kk_block(day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (day - date '2001-01-01') / 28
$$;

-- What freetime must hold for these helpers and blocks.
CREATE FUNCTION kk_freetime_truth(helpers uuid[], first integer, last integer)
RETURNS SETOF kundenkreis_freetime LANGUAGE sql STABLE AS $$
  WITH h AS (
    SELECT id, timezone AS zone, capacity, travel_buffer * interval '1 minute' AS buffer,
           tstzrange((date '2001-01-01' + first * 28 - 1) AT TIME ZONE timezone, (date '2001-01-01' + last * 28 + 29) AT TIME ZONE timezone) AS around
      FROM kundenkreis_helper WHERE id = ANY(helpers)
  ), opens AS (
    SELECT h.id, h.zone, o FROM h, unnest((
      SELECT range_agg(a.open) * tstzmultirange(h.around) FROM kundenkreis_availability a
       WHERE a.helper_id = h.id AND a.open && h.around)) o
  ), open_days AS (
    SELECT opens.id, d::date AS day, o, zone, (d + interval '6 hours') AT TIME ZONE zone AS six,
           (d + interval '22 hours') AT TIME ZONE zone AS ten, tstzrange(d AT TIME ZONE zone, (d + interval '1 day') AT TIME ZONE zone) AS whole
      FROM opens, generate_series(date_trunc('day', lower(o) AT TIME ZONE zone),
                                  date_trunc('day', (upper(o) - interval '1 microsecond') AT TIME ZONE zone), '1 day') d
  ), open_bits AS (
    SELECT id, day,
           bit_or(CASE WHEN ten - six <> interval '16 hours' THEN 0::bit(64) ELSE kk_bits(
             greatest(0, ceil(extract(epoch FROM lower(o) - six) / 900))::int,
             least(64, floor(extract(epoch FROM upper(o) - six) / 900))::int) END) AS bits,
           bool_or(ten - six <> interval '16 hours' OR lower(o * whole) < six OR upper(o * whole) > ten) AS beyond
      FROM open_days GROUP BY id, day
  ), taken_bits AS (
    SELECT h.id, d::date AS day,
           bit_or(kk_bits(
             greatest(0, floor(extract(epoch FROM lower(k.during) - h.buffer - (d + interval '6 hours') AT TIME ZONE zone) / 900))::int,
             least(64, ceil(extract(epoch FROM upper(k.during) - (d + interval '6 hours') AT TIME ZONE zone) / 900))::int)) AS bits,
           count(*) FILTER (WHERE (lower(k.visit) AT TIME ZONE zone)::date = d::date) AS visits
      FROM h JOIN kundenkreis_slot k ON k.helper_id = h.id AND k.during && h.around,
           generate_series(date_trunc('day', (lower(k.during) - h.buffer) AT TIME ZONE zone),
                           date_trunc('day', upper(k.during) AT TIME ZONE zone), '1 day') d
     GROUP BY h.id, d::date
  )
  SELECT h.id, block,
         string_agg((CASE WHEN coalesce(t.visits, 0) >= h.capacity THEN 0::bit(64)
                          ELSE coalesce(o.bits, 0::bit(64)) & ~coalesce(t.bits, 0::bit(64)) END)::text, '' ORDER BY i)::bit(1792),
         array_agg(coalesce(t.visits, 0)::smallint ORDER BY i),
         bit_or(CASE WHEN o.beyond THEN 1 << i ELSE 0 END)
    FROM h CROSS JOIN generate_series(first, last) block CROSS JOIN generate_series(0, 27) i
    LEFT JOIN open_bits o ON o.id = h.id AND o.day = date '2001-01-01' + block * 28 + i
    LEFT JOIN taken_bits t ON t.id = h.id AND t.day = date '2001-01-01' + block * 28 + i
   GROUP BY h.id, block
$$;

-- Both refreshers hold the helper's row first, so that of two transactions the second sees what the first did.
CREATE FUNCTION kk_refresh_candidates(helpers uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM kundenkreis_helper WHERE id = ANY(helpers) ORDER BY id FOR NO KEY UPDATE;
  -- A membership under way of change is waited for, too.
  PERFORM FROM kundenkreis_helperbrand WHERE helper_id = ANY(helpers) ORDER BY id FOR SHARE;
  DELETE FROM kundenkreis_candidate c WHERE c.helper_id = ANY(helpers) AND NOT EXISTS (
    SELECT FROM kundenkreis_candidate_truth t WHERE t.helper_id = c.helper_id AND t.package_id = c.package_id);
  INSERT INTO kundenkreis_candidate AS c SELECT * FROM kundenkreis_candidate_truth WHERE helper_id = ANY(helpers)
  ON CONFLICT (helper_id, package_id) DO UPDATE SET
    (gy, gx, x, y, z, radius_km, quality, price, newcomer, languages, since, good_from, good_until, ranges) =
    ROW (excluded.gy, excluded.gx, excluded.x, excluded.y, excluded.z, excluded.radius_km, excluded.quality, excluded.price,
         excluded.newcomer, excluded.languages, excluded.since, excluded.good_from, excluded.good_until, excluded.ranges)
  WHERE c IS DISTINCT FROM excluded;
END $$;

CREATE FUNCTION kk_refresh_freetime(helper uuid, since timestamptz, until timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE first integer; last integer;
BEGIN
  PERFORM FROM kundenkreis_helper WHERE id = helper FOR NO KEY UPDATE;
  -- A day on either side covers every time zone. An end that is open counts for a year.
  first := kk_block(((coalesce(since, until - interval '1 year') AT TIME ZONE 'UTC') - interval '1 day')::date);
  last := kk_block(((coalesce(until, since + interval '1 year') AT TIME ZONE 'UTC') + interval '1 day')::date);
  INSERT INTO kundenkreis_freetime AS f SELECT * FROM kk_freetime_truth(ARRAY[helper], first, last)
  ON CONFLICT (helper_id, block) DO UPDATE SET (free, visits, beyond) = ROW (excluded.free, excluded.visits, excluded.beyond)
  WHERE (f.free, f.visits, f.beyond) IS DISTINCT FROM (excluded.free, excluded.visits, excluded.beyond);
END $$;

CREATE FUNCTION kk_candidates_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'kundenkreis_helper' THEN
    PERFORM kk_refresh_candidates(ARRAY[NEW.id]);
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM kk_refresh_candidates(ARRAY[OLD.helper_id]);
  ELSE
    IF TG_TABLE_NAME = 'kundenkreis_helperpackage' THEN
      PERFORM FROM kundenkreis_servicepackage WHERE id = NEW.package_id FOR SHARE;
    END IF;
    PERFORM kk_refresh_candidates(ARRAY[NEW.helper_id]);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER candidates_follow AFTER UPDATE OF paused_at, languages, lat, lng, gy, gx, radius_km, timezone ON kundenkreis_helper
  FOR EACH ROW WHEN ((OLD.paused_at IS NULL, OLD.languages, OLD.lat, OLD.lng, OLD.gy, OLD.gx, OLD.radius_km, OLD.timezone)
    IS DISTINCT FROM (NEW.paused_at IS NULL, NEW.languages, NEW.lat, NEW.lng, NEW.gy, NEW.gx, NEW.radius_km, NEW.timezone))
  EXECUTE FUNCTION kk_candidates_follow();
CREATE TRIGGER candidates_follow AFTER INSERT OR UPDATE OR DELETE ON kundenkreis_helperpackage
  FOR EACH ROW EXECUTE FUNCTION kk_candidates_follow();
CREATE TRIGGER candidates_follow AFTER INSERT OR UPDATE OR DELETE ON kundenkreis_verification
  FOR EACH ROW EXECUTE FUNCTION kk_candidates_follow();
CREATE TRIGGER candidates_follow AFTER UPDATE OF since, until ON kundenkreis_helperbrand
  FOR EACH ROW WHEN ((OLD.since, OLD.until) IS DISTINCT FROM (NEW.since, NEW.until)) EXECUTE FUNCTION kk_candidates_follow();

-- How well it goes changes often; it moves nothing else and waits for nobody.
CREATE FUNCTION kk_quality_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE kundenkreis_candidate c SET quality = NEW.quality, newcomer = NEW.jobs < 5
    FROM kundenkreis_servicepackage p
   WHERE c.helper_id = NEW.helper_id AND p.id = c.package_id AND p.brand_id = NEW.brand_id;
  RETURN NULL;
END $$;
CREATE TRIGGER quality_follows AFTER UPDATE OF quality, jobs ON kundenkreis_helperbrand
  FOR EACH ROW WHEN ((OLD.quality, OLD.jobs < 5) IS DISTINCT FROM (NEW.quality, NEW.jobs < 5))
  EXECUTE FUNCTION kk_quality_follows();

-- What a package asks for, or where a brand lives: everyone who does it, one after the other.
CREATE FUNCTION kk_all_candidates_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kk_refresh_candidates(array_agg(helper_id)) FROM kundenkreis_helperpackage
    WHERE package_id = NEW.id AND TG_TABLE_NAME = 'kundenkreis_servicepackage'
       OR brand_id = NEW.id AND TG_TABLE_NAME = 'kundenkreis_brand';
  RETURN NULL;
END $$;
CREATE TRIGGER candidates_follow AFTER UPDATE OF requires ON kundenkreis_servicepackage
  FOR EACH ROW WHEN (OLD.requires IS DISTINCT FROM NEW.requires) EXECUTE FUNCTION kk_all_candidates_follow();
CREATE TRIGGER candidates_follow AFTER UPDATE OF timezone ON kundenkreis_brand
  FOR EACH ROW WHEN (OLD.timezone <> NEW.timezone) EXECUTE FUNCTION kk_all_candidates_follow();

-- Hours and visits. The statement's rows together, helper by helper in one order.
CREATE FUNCTION kk_freetime_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed text := CASE TG_OP WHEN 'INSERT' THEN 'SELECT * FROM fresh' WHEN 'DELETE' THEN 'SELECT * FROM gone'
                                   ELSE 'SELECT * FROM fresh UNION ALL SELECT * FROM gone' END;
        -- Some way is kept free before a visit, at most four hours.
        stretch text := CASE TG_TABLE_NAME WHEN 'kundenkreis_slot' THEN
                                'tstzrange(lower(during) - interval ''4 hours'', upper(during))' ELSE 'open' END;
        row record;
BEGIN
  FOR row IN EXECUTE format(
    'SELECT helper_id, lower(all_of_it) AS since, upper(all_of_it) AS until FROM ('
    ' SELECT helper_id, range_merge(range_agg(%s)) AS all_of_it FROM (%s) changed GROUP BY 1) x ORDER BY 1', stretch, changed)
  LOOP
    PERFORM kk_refresh_freetime(row.helper_id, row.since, row.until);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER freetime_follows_new AFTER INSERT ON kundenkreis_availability REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION kk_freetime_follows();
CREATE TRIGGER freetime_follows_changed AFTER UPDATE ON kundenkreis_availability REFERENCING NEW TABLE AS fresh OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION kk_freetime_follows();
CREATE TRIGGER freetime_follows_gone AFTER DELETE ON kundenkreis_availability REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION kk_freetime_follows();
CREATE TRIGGER freetime_follows_new AFTER INSERT ON kundenkreis_slot REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION kk_freetime_follows();
CREATE TRIGGER freetime_follows_changed AFTER UPDATE ON kundenkreis_slot REFERENCING NEW TABLE AS fresh OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION kk_freetime_follows();
CREATE TRIGGER freetime_follows_gone AFTER DELETE ON kundenkreis_slot REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION kk_freetime_follows();

CREATE FUNCTION kk_all_freetime_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kundenkreis_freetime SELECT truth.* FROM (
    SELECT min(block) AS first, max(block) AS last FROM kundenkreis_freetime WHERE helper_id = NEW.id HAVING count(*) > 0
  ) known, kk_freetime_truth(ARRAY[NEW.id], first, last) truth
  ON CONFLICT (helper_id, block) DO UPDATE SET (free, visits, beyond) = ROW (excluded.free, excluded.visits, excluded.beyond);
  RETURN NULL;
END $$;
CREATE TRIGGER freetime_follows AFTER UPDATE OF travel_buffer, capacity, timezone ON kundenkreis_helper
  FOR EACH ROW WHEN ((OLD.travel_buffer, OLD.capacity, OLD.timezone) IS DISTINCT FROM (NEW.travel_buffer, NEW.capacity, NEW.timezone))
  EXECUTE FUNCTION kk_all_freetime_follows();

-- When one helper could begin, asked of the ranges: at most `most` starts, one a half day, earliest first. Null: never.
CREATE FUNCTION kk_starts(
  helper uuid, brand bigint, requires varchar[], d interval, since timestamptz, until timestamptz, step interval, most integer
) RETURNS timestamptz[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(start ORDER BY start) FROM (
    SELECT start FROM (
      SELECT DISTINCT ON (date_trunc('day', start, h.timezone), (start AT TIME ZONE h.timezone)::time < '12:00') start
        FROM kundenkreis_helper h
        JOIN kundenkreis_helperbrand m ON m.helper_id = h.id AND m.brand_id = kk_starts.brand,
        LATERAL (SELECT d + h.travel_buffer * interval '1 minute' AS blocks) way,
        LATERAL unnest(
          -- when a visit may start so that it ends inside the declared hours …
          coalesce((
            SELECT range_agg(tstzrange(lower(o), upper(o) - d, '[]'))
              FROM unnest((
                SELECT range_agg(a.open) FROM kundenkreis_availability a
                 WHERE a.helper_id = h.id AND a.open && tstzrange(kk_starts.since, kk_starts.until + d)
              )) o
             WHERE upper(o) - lower(o) >= d
          ), '{}')
          * tstzmultirange(tstzrange(kk_starts.since, kk_starts.until))
          -- … and inside every verification the package asks for …
          * coalesce((
            SELECT range_intersect_agg(coalesce((
              SELECT range_agg(tstzrange(lower(v), upper(v) - d, '[]'))
                FROM unnest((
                  SELECT range_agg(c.valid) FROM kundenkreis_verification c
                   WHERE c.helper_id = h.id AND c.brand_id = kk_starts.brand AND c.kind = needed.kind
                )) v
               WHERE lower_inf(v) OR upper_inf(v) OR upper(v) - lower(v) >= d
            ), '{}')) FROM unnest(requires) needed(kind)
          ), '{(,)}')
          -- … and neither it nor the way afterwards touches another visit, of whatever brand …
          - coalesce((
            SELECT range_agg(tstzrange(lower(k.during) - blocks, upper(k.during), '()'))
              FROM kundenkreis_slot k
             WHERE k.helper_id = h.id AND k.during && tstzrange(kk_starts.since, kk_starts.until + blocks)
          ), '{}')
          -- … on a day that is not full yet.
          - coalesce((
            SELECT range_agg(tstzrange(day, date_trunc('day', day + interval '36 hours', h.timezone)))
              FROM (
                SELECT date_trunc('day', lower(k.visit), h.timezone) AS day FROM kundenkreis_slot k
                 WHERE k.helper_id = h.id
                   AND k.during && tstzrange(kk_starts.since - interval '1 day', kk_starts.until + interval '1 day')
                 GROUP BY 1 HAVING count(*) >= h.capacity
              ) full_days
          ), '{}')
        ) stretch,
        generate_series(date_bin(step, lower(stretch) + step - interval '1 microsecond', '2000-01-01Z'), upper(stretch), step) start
       WHERE h.id = kk_starts.helper AND stretch @> start AND (m.until IS NULL OR start + d <= m.until)
       ORDER BY date_trunc('day', start, h.timezone), (start AT TIME ZONE h.timezone)::time < '12:00', start
    ) halves ORDER BY start LIMIT most
  ) first_ones
$$;

-- The starts of a block at which this helper, whose checks or membership end or begin within the time asked for, is good.
CREATE FUNCTION kk_while_good(helper uuid, package bigint, block integer, zone text, d interval) RETURNS bit LANGUAGE sql STABLE AS $$
  SELECT (~(0::bit(1792)) >> CASE WHEN good_from = '-infinity' THEN 0 ELSE greatest(0, least(1792, 64 * (f.day - block * 28)
             + greatest(0, least(64, ceil(extract(epoch FROM good_from - (date '2001-01-01' + f.day + time '6:00') AT TIME ZONE zone) / 900)::int)))) END)
       & (~(0::bit(1792)) << 1792 - CASE WHEN good_until = 'infinity' THEN 1792 ELSE greatest(0, least(1792, 64 * (u.day - block * 28)
             + greatest(0, least(64, floor(extract(epoch FROM good_until - d - (date '2001-01-01' + u.day + time '6:00') AT TIME ZONE zone) / 900)::int + 1)))) END)
    FROM kundenkreis_candidate c,
    LATERAL (SELECT CASE WHEN good_from <> '-infinity' THEN (good_from AT TIME ZONE zone)::date - date '2001-01-01' END AS day) f,
    LATERAL (SELECT CASE WHEN good_until <> 'infinity' THEN ((good_until - d) AT TIME ZONE zone)::date - date '2001-01-01' END AS day) u
   WHERE c.helper_id = kk_while_good.helper AND c.package_id = kk_while_good.package
$$;

-- Who fits best, exactly. Weights: distance, standing, price, rest. Circles are chosen by how many live close by; candidates
-- are sorted by the most they can reach (as if well rested), and calendars, of the asked days only, are looked at in that
-- order until nobody left can be better. `rest` is 1 with an empty week, 0 with ten visits in the seven days from the first
-- one asked for, or with four on that day. Among equals the seed decides.
CREATE FUNCTION kk_best_helpers(
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
