-- What stands beside a question is of its brand; a question is joined only with one that stands by itself.
ALTER TABLE kundenkreis_claim ADD CONSTRAINT claim_of_same_brand
  FOREIGN KEY (question_id, brand_id) REFERENCES kundenkreis_question (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_question ADD CONSTRAINT merged_in_same_brand
  FOREIGN KEY (merged_into_id, brand_id) REFERENCES kundenkreis_question (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_moved ADD CONSTRAINT moved_of_same_brand
  FOREIGN KEY (source_id, brand_id) REFERENCES kundenkreis_question (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- The target is locked first: of two that join each other at once, one sees what the other did.
CREATE OR REPLACE FUNCTION kk_merged_straight() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE further uuid;
BEGIN
  IF NEW.merged_into_id = NEW.id THEN
    RAISE EXCEPTION 'a question is not joined with itself' USING ERRCODE = '23514', CONSTRAINT = 'merged_straight';
  END IF;
  SELECT merged_into_id INTO further FROM kundenkreis_question WHERE id = NEW.merged_into_id FOR UPDATE;
  IF further IS NOT NULL THEN
    RAISE EXCEPTION 'a question is joined only with one that stands by itself' USING ERRCODE = '23514', CONSTRAINT = 'merged_straight';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER merged_straight BEFORE INSERT OR UPDATE OF merged_into_id ON kundenkreis_question
FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION kk_merged_straight();
