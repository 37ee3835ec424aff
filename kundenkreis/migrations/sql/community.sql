-- What belongs together stays together: an answer, its question and everything about them are of one brand,
-- and a solution is an answer of its own question.
CREATE UNIQUE INDEX IF NOT EXISTS question_in_brand ON kundenkreis_question (id, brand_id);
CREATE UNIQUE INDEX IF NOT EXISTS answer_in_brand ON kundenkreis_answer (id, brand_id);
CREATE UNIQUE INDEX IF NOT EXISTS answer_of_question ON kundenkreis_answer (id, question_id);

ALTER TABLE kundenkreis_answer ADD CONSTRAINT answer_of_same_brand
  FOREIGN KEY (question_id, brand_id) REFERENCES kundenkreis_question (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_solution ADD CONSTRAINT solution_of_its_question
  FOREIGN KEY (answer_id, question_id) REFERENCES kundenkreis_answer (id, question_id) ON DELETE CASCADE;
ALTER TABLE kundenkreis_solution ADD CONSTRAINT solution_of_same_brand
  FOREIGN KEY (question_id, brand_id) REFERENCES kundenkreis_question (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_kudos ADD CONSTRAINT kudos_of_same_brand
  FOREIGN KEY (answer_id, brand_id) REFERENCES kundenkreis_answer (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_samehere ADD CONSTRAINT same_here_of_same_brand
  FOREIGN KEY (question_id, brand_id) REFERENCES kundenkreis_question (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- Nobody thanks herself, and nobody writes an answer over to somebody else.
CREATE OR REPLACE FUNCTION kk_kudos_for_others() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_answer a WHERE a.id = NEW.answer_id AND a.author_id = NEW.giver_id) THEN
    RAISE EXCEPTION 'kudos are for others' USING ERRCODE = '23514', CONSTRAINT = 'kudos_for_others';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER kudos_for_others BEFORE INSERT OR UPDATE ON kundenkreis_kudos
FOR EACH ROW EXECUTE FUNCTION kk_kudos_for_others();

CREATE OR REPLACE FUNCTION kk_author_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the author of a text stays' USING ERRCODE = '23514', CONSTRAINT = 'author_stays';
END $$;
CREATE OR REPLACE TRIGGER author_stays BEFORE UPDATE OF author_id ON kundenkreis_answer
FOR EACH ROW WHEN (OLD.author_id IS DISTINCT FROM NEW.author_id) EXECUTE FUNCTION kk_author_stays();
CREATE OR REPLACE TRIGGER author_stays BEFORE UPDATE OF author_id ON kundenkreis_question
FOR EACH ROW WHEN (OLD.author_id IS DISTINCT FROM NEW.author_id) EXECUTE FUNCTION kk_author_stays();

-- Earlier texts are kept as they were written.
CREATE OR REPLACE TRIGGER revision_stays BEFORE UPDATE ON kundenkreis_textrevision
FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
