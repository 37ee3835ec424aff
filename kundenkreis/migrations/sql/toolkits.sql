-- What belongs to a toolkit is of its brand and of this toolkit.
CREATE UNIQUE INDEX toolkit_in_brand ON kundenkreis_toolkit (id, brand_id);
CREATE UNIQUE INDEX toolkit_field_of_toolkit ON kundenkreis_toolkitfield (id, toolkit_id);
CREATE UNIQUE INDEX design_in_toolkit ON kundenkreis_design (id, toolkit_id);
CREATE UNIQUE INDEX design_in_brand ON kundenkreis_design (id, brand_id);
ALTER TABLE kundenkreis_toolkitfield ADD CONSTRAINT toolkit_field_of_same_brand
  FOREIGN KEY (toolkit_id, brand_id) REFERENCES kundenkreis_toolkit (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_toolkitrule ADD CONSTRAINT toolkit_rule_of_same_brand
  FOREIGN KEY (toolkit_id, brand_id) REFERENCES kundenkreis_toolkit (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_toolkitrule ADD CONSTRAINT toolkit_rule_if
  FOREIGN KEY (if_field_id, toolkit_id) REFERENCES kundenkreis_toolkitfield (id, toolkit_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_toolkitrule ADD CONSTRAINT toolkit_rule_then
  FOREIGN KEY (then_field_id, toolkit_id) REFERENCES kundenkreis_toolkitfield (id, toolkit_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_design ADD CONSTRAINT design_of_same_brand
  FOREIGN KEY (toolkit_id, brand_id) REFERENCES kundenkreis_toolkit (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_design ADD CONSTRAINT design_forked_in_toolkit
  FOREIGN KEY (forked_from_id, toolkit_id) REFERENCES kundenkreis_design (id, toolkit_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_designrating ADD CONSTRAINT design_rating_of_same_brand
  FOREIGN KEY (design_id, brand_id) REFERENCES kundenkreis_design (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- Where a design came from is kept for good: only what was submitted is forked, the first of all is the origin; submitted, it stays.
CREATE FUNCTION kk_design_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  source kundenkreis_design;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.forked_from_id IS NULL THEN
      NEW.origin_id := NULL;
      RETURN NEW;
    END IF;
    SELECT * INTO source FROM kundenkreis_design WHERE id = NEW.forked_from_id FOR SHARE;
    IF source.submitted_at IS NULL OR source.withdrawn_at IS NOT NULL OR source.hidden_at IS NOT NULL THEN
      RAISE EXCEPTION 'only what everyone sees is forked' USING ERRCODE = '23514', CONSTRAINT = 'design_forked_from_shown';
    END IF;
    NEW.origin_id := coalesce(source.origin_id, source.id);
    RETURN NEW;
  END IF;
  IF (NEW.forked_from_id, NEW.origin_id, NEW.author_id, NEW.toolkit_id) IS DISTINCT FROM (OLD.forked_from_id, OLD.origin_id, OLD.author_id, OLD.toolkit_id) THEN
    RAISE EXCEPTION 'where a design came from stays' USING ERRCODE = '23514', CONSTRAINT = 'design_credit_stays';
  END IF;
  IF OLD.submitted_at IS NOT NULL AND (NEW.values, NEW.price, NEW.submitted_at) IS DISTINCT FROM (OLD.values, OLD.price, OLD.submitted_at) THEN
    RAISE EXCEPTION 'a submitted design stays' USING ERRCODE = '23514', CONSTRAINT = 'design_submitted_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER design_kept BEFORE INSERT OR UPDATE ON kundenkreis_design
  FOR EACH ROW EXECUTE FUNCTION kk_design_kept();

-- Stars are for designs of others that everyone sees.
CREATE FUNCTION kk_design_rated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM kundenkreis_design WHERE id = NEW.design_id AND author_id <> NEW.rater_id
                 AND submitted_at IS NOT NULL AND withdrawn_at IS NULL AND hidden_at IS NULL) THEN
    RAISE EXCEPTION 'not to be rated by her' USING ERRCODE = '23514', CONSTRAINT = 'design_rated_by_others';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER design_rated BEFORE INSERT OR UPDATE ON kundenkreis_designrating
  FOR EACH ROW EXECUTE FUNCTION kk_design_rated();
