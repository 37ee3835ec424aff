-- Whoever does a package follows a statement at a time, not a row at a time: an import of thousands is one refresh.

DROP TRIGGER candidates_follow ON kundenkreis_helperpackage;
CREATE FUNCTION kk_candidates_follow_packages() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE helpers uuid[]; packages bigint[];
BEGIN
  IF TG_OP = 'DELETE' THEN
    SELECT array_agg(DISTINCT helper_id) INTO helpers FROM gone;
  ELSIF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT helper_id), array_agg(DISTINCT package_id) INTO helpers, packages FROM fresh;
  ELSE
    SELECT array_agg(DISTINCT helper_id), array_agg(DISTINCT package_id) INTO helpers, packages
      FROM (SELECT helper_id, package_id FROM fresh UNION ALL SELECT helper_id, package_id FROM gone) both_of_them;
  END IF;
  IF helpers IS NULL THEN RETURN NULL; END IF;
  PERFORM FROM kundenkreis_servicepackage WHERE id = ANY(packages) ORDER BY id FOR SHARE;
  PERFORM kk_refresh_candidates(helpers);
  RETURN NULL;
END $$;
CREATE TRIGGER candidates_follow_new AFTER INSERT ON kundenkreis_helperpackage REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION kk_candidates_follow_packages();
CREATE TRIGGER candidates_follow_changed AFTER UPDATE ON kundenkreis_helperpackage REFERENCING NEW TABLE AS fresh OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION kk_candidates_follow_packages();
CREATE TRIGGER candidates_follow_gone AFTER DELETE ON kundenkreis_helperpackage REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION kk_candidates_follow_packages();
