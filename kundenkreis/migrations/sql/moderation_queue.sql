-- Reports that waited before there was a queue.
INSERT INTO kundenkreis_queueitem (brand_id, target, source, score, signs, opened_at)
  SELECT brand_id, target, 'report', count(*), '[]', min(at) FROM kundenkreis_flag WHERE decision_id IS NULL GROUP BY brand_id, target;
UPDATE kundenkreis_flag f SET item_id = i.id FROM kundenkreis_queueitem i
  WHERE f.decision_id IS NULL AND i.brand_id = f.brand_id AND i.target = f.target;

-- What belongs together is of one brand.
ALTER TABLE kundenkreis_flag ADD CONSTRAINT flag_waits_in_brand
  FOREIGN KEY (item_id, brand_id) REFERENCES kundenkreis_queueitem (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_contentnotice ADD CONSTRAINT notice_waits_in_brand
  FOREIGN KEY (item_id, brand_id) REFERENCES kundenkreis_queueitem (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_suspension ADD CONSTRAINT suspension_waits_in_brand
  FOREIGN KEY (item_id, brand_id) REFERENCES kundenkreis_queueitem (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_statementofreasons ADD CONSTRAINT statement_decides_in_brand
  FOREIGN KEY (item_id, brand_id) REFERENCES kundenkreis_queueitem (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_appeal ADD CONSTRAINT appeal_in_brand
  FOREIGN KEY (statement_id, brand_id) REFERENCES kundenkreis_statementofreasons (id, brand_id) DEFERRABLE INITIALLY DEFERRED;

-- An objection comes in time, and a person decides about it who did not decide before (DSA art. 20).
CREATE OR REPLACE FUNCTION kk_appeal_fair() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE s record;
BEGIN
  SELECT at, by_id, second_id, author_id INTO s FROM kundenkreis_statementofreasons WHERE id = NEW.statement_id;
  IF NEW.at > s.at + interval '190 days' THEN
    RAISE EXCEPTION 'too late to object' USING ERRCODE = '23514', CONSTRAINT = 'appeal_in_time';
  END IF;
  IF NEW.decided_by_id IN (s.by_id, s.second_id, s.author_id, NEW.by_id) THEN
    RAISE EXCEPTION 'somebody else decides' USING ERRCODE = '23514', CONSTRAINT = 'appeal_by_another';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER appeal_fair BEFORE INSERT OR UPDATE ON kundenkreis_appeal
FOR EACH ROW EXECUTE FUNCTION kk_appeal_fair();

-- What somebody objected, and what was answered, stays.
CREATE OR REPLACE FUNCTION kk_appeal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a decided objection stays' USING ERRCODE = '23514', CONSTRAINT = 'appeal_stays';
END $$;
CREATE OR REPLACE TRIGGER appeal_stays BEFORE UPDATE OF outcome, answer, decided_by_id, decided_at, statement_id, by_id, notice_id OR DELETE ON kundenkreis_appeal
FOR EACH ROW WHEN (OLD.decided_at IS NOT NULL) EXECUTE FUNCTION kk_appeal_stays();
