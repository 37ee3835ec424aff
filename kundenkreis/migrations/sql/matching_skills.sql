-- Skills with levels. Who does not know what a package needs, well enough, is no candidate for it: the matcher itself
-- stays as it is.

ALTER TABLE kundenkreis_helperskill
  ADD CONSTRAINT skill_of_member FOREIGN KEY (helper_id, brand_id)
    REFERENCES kundenkreis_helperbrand (helper_id, brand_id);

-- A skill, and a package that needs it, are of the same brand as the row that names them.
CREATE FUNCTION kk_skill_of_brand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM kundenkreis_skill WHERE id = NEW.skill_id AND brand_id = NEW.brand_id) THEN
    RAISE EXCEPTION 'skill % is of another brand', NEW.skill_id USING ERRCODE = '23514', CONSTRAINT = 'skill_of_brand';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER skill_of_brand BEFORE INSERT OR UPDATE OF skill_id, brand_id ON kundenkreis_helperskill
  FOR EACH ROW EXECUTE FUNCTION kk_skill_of_brand();
CREATE TRIGGER skill_of_brand BEFORE INSERT OR UPDATE OF skill_id, brand_id ON kundenkreis_packageskill
  FOR EACH ROW EXECUTE FUNCTION kk_skill_of_brand();

-- As before (matching.sql), and she knows what the package needs.
CREATE OR REPLACE VIEW kundenkreis_candidate_truth AS
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
 WHERE NOT isempty(v.good)
   AND NOT EXISTS (
     SELECT FROM kundenkreis_packageskill n WHERE n.package_id = p.id AND NOT EXISTS (
       SELECT FROM kundenkreis_helperskill k WHERE k.helper_id = h.id AND k.skill_id = n.skill_id AND k.level >= n.level));

-- What helpers know: a statement at a time.
CREATE FUNCTION kk_candidates_follow_skills() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE helpers uuid[];
BEGIN
  IF TG_OP = 'DELETE' THEN
    SELECT array_agg(DISTINCT helper_id) INTO helpers FROM gone;
  ELSIF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT helper_id) INTO helpers FROM fresh;
  ELSE
    SELECT array_agg(DISTINCT helper_id) INTO helpers
      FROM (SELECT helper_id FROM fresh UNION ALL SELECT helper_id FROM gone) both_of_them;
  END IF;
  IF helpers IS NOT NULL THEN PERFORM kk_refresh_candidates(helpers); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER candidates_follow_new AFTER INSERT ON kundenkreis_helperskill REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION kk_candidates_follow_skills();
CREATE TRIGGER candidates_follow_changed AFTER UPDATE ON kundenkreis_helperskill REFERENCING NEW TABLE AS fresh OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION kk_candidates_follow_skills();
CREATE TRIGGER candidates_follow_gone AFTER DELETE ON kundenkreis_helperskill REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION kk_candidates_follow_skills();

-- What a package needs: everyone who does it. The package's row is held, so that whoever begins to do it meanwhile waits.
CREATE FUNCTION kk_candidates_follow_needs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed bigint[];
BEGIN
  changed := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.package_id] WHEN 'DELETE' THEN ARRAY[OLD.package_id]
                        ELSE ARRAY[OLD.package_id, NEW.package_id] END;
  PERFORM FROM kundenkreis_servicepackage WHERE id = ANY(changed) ORDER BY id FOR NO KEY UPDATE;
  PERFORM kk_refresh_candidates(array_agg(helper_id)) FROM kundenkreis_helperpackage WHERE package_id = ANY(changed);
  RETURN NULL;
END $$;
CREATE TRIGGER candidates_follow AFTER INSERT OR UPDATE OR DELETE ON kundenkreis_packageskill
  FOR EACH ROW EXECUTE FUNCTION kk_candidates_follow_needs();
