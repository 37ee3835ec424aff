-- Both ideas and the word about them are of one brand.
ALTER TABLE kundenkreis_duel ADD CONSTRAINT duel_one_in_brand
  FOREIGN KEY (one_id, brand_id) REFERENCES kundenkreis_idea (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_duel ADD CONSTRAINT duel_other_in_brand
  FOREIGN KEY (other_id, brand_id) REFERENCES kundenkreis_idea (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- Nobody judges her own idea, nor one that is closed or hidden.
CREATE FUNCTION kk_duel_fair() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_idea WHERE id IN (NEW.one_id, NEW.other_id) AND author_id = NEW.person_id) THEN
    RAISE EXCEPTION 'duels are between ideas of others' USING ERRCODE = '23514', CONSTRAINT = 'duel_for_others';
  END IF;
  IF EXISTS (SELECT FROM kundenkreis_idea WHERE id IN (NEW.one_id, NEW.other_id) AND (closed_at IS NOT NULL OR hidden_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'duels are between open ideas' USING ERRCODE = '23514', CONSTRAINT = 'duel_of_open_ideas';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER duel_fair BEFORE INSERT OR UPDATE ON kundenkreis_duel
  FOR EACH ROW EXECUTE FUNCTION kk_duel_fair();
