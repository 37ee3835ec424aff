-- Who stands in a case is of its brand.
CREATE UNIQUE INDEX collusion_case_in_brand ON kundenkreis_collusioncase (id, brand_id);
ALTER TABLE kundenkreis_collusionmember ADD CONSTRAINT collusion_member_in_brand
  FOREIGN KEY (case_id, brand_id) REFERENCES kundenkreis_collusioncase (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- A case is decided once, by somebody who does not stand in it; its evidence stays as it was found.
CREATE FUNCTION kk_collusion_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.decided_at IS NOT NULL
     OR (NEW.rule, NEW.signature, NEW.evidence, NEW.found_at) IS DISTINCT FROM (OLD.rule, OLD.signature, OLD.evidence, OLD.found_at) THEN
    RAISE EXCEPTION 'case % stays as it was', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'collusion_case_stays';
  END IF;
  IF EXISTS (SELECT FROM kundenkreis_collusionmember WHERE case_id = NEW.id AND person_id = NEW.decided_by_id) THEN
    RAISE EXCEPTION 'somebody else decides' USING ERRCODE = '23514', CONSTRAINT = 'collusion_decided_by_another';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER collusion_case_kept BEFORE UPDATE ON kundenkreis_collusioncase
  FOR EACH ROW EXECUTE FUNCTION kk_collusion_case();
