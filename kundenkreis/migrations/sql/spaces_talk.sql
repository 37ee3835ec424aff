-- Comments and thanks in a space are of its brand, of that space alone, and of its members.
CREATE UNIQUE INDEX space_answer_in_space ON kundenkreis_spaceanswer (id, space_id, brand_id);
ALTER TABLE kundenkreis_spacecomment ADD CONSTRAINT space_comment_in_its_space
  FOREIGN KEY (answer_id, space_id, brand_id) REFERENCES kundenkreis_spaceanswer (id, space_id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_spacekudos ADD CONSTRAINT space_kudos_in_its_space
  FOREIGN KEY (answer_id, space_id, brand_id) REFERENCES kundenkreis_spaceanswer (id, space_id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE TRIGGER space_comment_by_member BEFORE INSERT ON kundenkreis_spacecomment
  FOR EACH ROW EXECUTE FUNCTION kk_space_members_only('author_id');
CREATE TRIGGER space_kudos_by_member BEFORE INSERT ON kundenkreis_spacekudos
  FOR EACH ROW EXECUTE FUNCTION kk_space_members_only('giver_id');
CREATE TRIGGER space_comment_stays BEFORE UPDATE OF space_id, answer_id, author_id ON kundenkreis_spacecomment
  FOR EACH ROW WHEN ((OLD.space_id, OLD.answer_id, OLD.author_id) IS DISTINCT FROM (NEW.space_id, NEW.answer_id, NEW.author_id)) EXECUTE FUNCTION kk_space_words_stay();

-- Nobody thanks herself.
CREATE FUNCTION kk_space_kudos_for_others() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_spaceanswer a WHERE a.id = NEW.answer_id AND a.author_id = NEW.giver_id) THEN
    RAISE EXCEPTION 'kudos are for others' USING ERRCODE = '23514', CONSTRAINT = 'space_kudos_for_others';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER space_kudos_for_others BEFORE INSERT OR UPDATE ON kundenkreis_spacekudos
  FOR EACH ROW EXECUTE FUNCTION kk_space_kudos_for_others();
