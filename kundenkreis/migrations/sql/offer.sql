-- Prices are kept by date: what was once set stays as it was set. A price may only begin, or be taken back before it has begun.
CREATE FUNCTION kk_price_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.brand_id, NEW.package_id, NEW.price, NEW.valid_from, NEW.set_at)
       IS DISTINCT FROM (OLD.brand_id, OLD.package_id, OLD.price, OLD.valid_from, OLD.set_at)
     OR OLD.begun_at IS NOT NULL OR OLD.taken_back_at IS NOT NULL THEN
    RAISE EXCEPTION 'the price % is kept', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'price_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER price_kept BEFORE UPDATE OR DELETE ON kundenkreis_packageprice
  FOR EACH ROW EXECUTE FUNCTION kk_price_kept();

-- Rows of one brand only.
ALTER TABLE kundenkreis_servicepackage ADD CONSTRAINT package_brand UNIQUE (id, brand_id);
ALTER TABLE kundenkreis_packageprice
  ADD CONSTRAINT price_of_brand FOREIGN KEY (package_id, brand_id) REFERENCES kundenkreis_servicepackage (id, brand_id);
ALTER TABLE kundenkreis_topic ADD CONSTRAINT topic_brand UNIQUE (id, brand_id);
ALTER TABLE kundenkreis_topicstep
  ADD CONSTRAINT topic_step_of_brand FOREIGN KEY (topic_id, brand_id) REFERENCES kundenkreis_topic (id, brand_id);

-- What a slot must carry was said when it was made; what a service asks for later binds later visits only. Requirements follow
-- their slot when it moves, so a slot is looked at when it comes, not whenever it moves.
DROP TRIGGER slot_requirements ON kundenkreis_slot;
CREATE CONSTRAINT TRIGGER slot_requirements AFTER INSERT OR UPDATE OF package_id ON kundenkreis_slot
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_slot_requirements();
DROP TRIGGER slot_requirements ON kundenkreis_slotrequirement;
CREATE CONSTRAINT TRIGGER slot_requirements AFTER DELETE ON kundenkreis_slotrequirement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_slot_requirements();
CREATE CONSTRAINT TRIGGER slot_requirements_stay AFTER UPDATE ON kundenkreis_slotrequirement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind <> OLD.kind OR NEW.slot_id <> OLD.slot_id)
  EXECUTE FUNCTION kk_slot_requirements();
