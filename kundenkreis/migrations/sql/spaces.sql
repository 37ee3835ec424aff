-- What belongs to a space is of its brand, and of that space alone.
CREATE UNIQUE INDEX space_in_brand ON kundenkreis_space (id, brand_id);
CREATE UNIQUE INDEX space_question_in_space ON kundenkreis_spacequestion (id, space_id, brand_id);
CREATE UNIQUE INDEX space_answer_of_question ON kundenkreis_spaceanswer (id, question_id);
ALTER TABLE kundenkreis_spacemember ADD CONSTRAINT space_member_of_same_brand
  FOREIGN KEY (space_id, brand_id) REFERENCES kundenkreis_space (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_spaceinvitation ADD CONSTRAINT space_invitation_of_same_brand
  FOREIGN KEY (space_id, brand_id) REFERENCES kundenkreis_space (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_spacequestion ADD CONSTRAINT space_question_of_same_brand
  FOREIGN KEY (space_id, brand_id) REFERENCES kundenkreis_space (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_spaceanswer ADD CONSTRAINT space_answer_in_its_space
  FOREIGN KEY (question_id, space_id, brand_id) REFERENCES kundenkreis_spacequestion (id, space_id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_spacefollow ADD CONSTRAINT space_follow_in_its_space
  FOREIGN KEY (question_id, space_id, brand_id) REFERENCES kundenkreis_spacequestion (id, space_id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_spacesolution ADD CONSTRAINT space_solution_in_its_space
  FOREIGN KEY (question_id, space_id, brand_id) REFERENCES kundenkreis_spacequestion (id, space_id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_spacesolution ADD CONSTRAINT space_solution_of_its_question
  FOREIGN KEY (answer_id, question_id) REFERENCES kundenkreis_spaceanswer (id, question_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- Only who is in the space at this moment writes there, and nobody once it has ended. The member's row stays locked until
-- the words are written: somebody removed at the same moment wrote before, or not at all.
CREATE FUNCTION kk_space_members_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE writer uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
  PERFORM FROM kundenkreis_space s WHERE s.id = NEW.space_id AND s.ended_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this space has ended' USING ERRCODE = '23514', CONSTRAINT = 'space_not_ended';
  END IF;
  PERFORM FROM kundenkreis_spacemember m
    WHERE m.space_id = NEW.space_id AND m.person_id = writer AND m.left_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'only members write in a space' USING ERRCODE = '23514', CONSTRAINT = 'space_members_only';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER space_question_by_member BEFORE INSERT ON kundenkreis_spacequestion
  FOR EACH ROW EXECUTE FUNCTION kk_space_members_only('author_id');
CREATE TRIGGER space_answer_by_member BEFORE INSERT ON kundenkreis_spaceanswer
  FOR EACH ROW EXECUTE FUNCTION kk_space_members_only('author_id');
CREATE TRIGGER space_solution_by_member BEFORE INSERT ON kundenkreis_spacesolution
  FOR EACH ROW EXECUTE FUNCTION kk_space_members_only('by_id');
CREATE TRIGGER space_follow_by_member BEFORE INSERT ON kundenkreis_spacefollow
  FOR EACH ROW EXECUTE FUNCTION kk_space_members_only('person_id');

-- Words stay in the space in which they were written, and with who wrote them.
CREATE FUNCTION kk_space_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'words stay in their space' USING ERRCODE = '23514', CONSTRAINT = 'space_words_stay';
END $$;
CREATE TRIGGER space_question_stays BEFORE UPDATE OF space_id, author_id ON kundenkreis_spacequestion
  FOR EACH ROW WHEN ((OLD.space_id, OLD.author_id) IS DISTINCT FROM (NEW.space_id, NEW.author_id)) EXECUTE FUNCTION kk_space_words_stay();
CREATE TRIGGER space_answer_stays BEFORE UPDATE OF space_id, author_id ON kundenkreis_spaceanswer
  FOR EACH ROW WHEN ((OLD.space_id, OLD.author_id) IS DISTINCT FROM (NEW.space_id, NEW.author_id)) EXECUTE FUNCTION kk_space_words_stay();

-- A case is shared by its own customer, and only with people of her firm.
CREATE FUNCTION kk_space_shares_own_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM kundenkreis_case c JOIN kundenkreis_space s ON s.id = NEW.space_id
      WHERE c.id = NEW.case_id AND c.brand_id = NEW.brand_id AND c.customer_id = NEW.author_id AND s.kind = 'business') THEN
    RAISE EXCEPTION 'a case is shared by its customer with her firm' USING ERRCODE = '23514', CONSTRAINT = 'space_shares_own_case';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER space_shares_own_case BEFORE INSERT OR UPDATE OF case_id ON kundenkreis_spacequestion
  FOR EACH ROW WHEN (NEW.case_id IS NOT NULL) EXECUTE FUNCTION kk_space_shares_own_case();

-- A space that stands has a keeper. Two who leave at once wait for one another at the space's row.
CREATE FUNCTION kk_space_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.space_id ELSE NEW.space_id END;
BEGIN
  PERFORM FROM kundenkreis_space s WHERE s.id = which AND s.ended_at IS NULL FOR NO KEY UPDATE;
  IF FOUND AND NOT EXISTS (SELECT FROM kundenkreis_spacemember m
      WHERE m.space_id = which AND m.role = 'keeper' AND m.left_at IS NULL) THEN
    RAISE EXCEPTION 'a space has a keeper' USING ERRCODE = '23514', CONSTRAINT = 'space_has_keeper';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER space_kept AFTER UPDATE OR DELETE ON kundenkreis_spacemember
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_space_kept();

-- The index that everybody searches, and the assistant with it, never holds words of a space.
CREATE FUNCTION kk_index_knows_no_space() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_spacequestion q WHERE q.id = NEW.object_id) THEN
    RAISE EXCEPTION 'words of a space are not found by others' USING ERRCODE = '23514', CONSTRAINT = 'index_knows_no_space';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER index_knows_no_space BEFORE INSERT OR UPDATE OF object_id ON kundenkreis_document
  FOR EACH ROW EXECUTE FUNCTION kk_index_knows_no_space();
