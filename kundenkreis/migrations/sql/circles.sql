-- A direct line is of its question's brand; what was asked and promised stays as it was, and so does a first answer's moment.
CREATE UNIQUE INDEX space_question_in_brand ON kundenkreis_spacequestion (id, brand_id);
ALTER TABLE kundenkreis_directline ADD CONSTRAINT line_of_same_brand
  FOREIGN KEY (question_id, brand_id) REFERENCES kundenkreis_spacequestion (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE FUNCTION kk_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was promised stays' USING ERRCODE = '23514', CONSTRAINT = 'line_stays';
END $$;
CREATE TRIGGER line_stays BEFORE UPDATE ON kundenkreis_directline FOR EACH ROW
  WHEN ((OLD.question_id, OLD.at, OLD.due_at) IS DISTINCT FROM (NEW.question_id, NEW.at, NEW.due_at)
        OR (OLD.answered_at IS NOT NULL AND NEW.answered_at IS DISTINCT FROM OLD.answered_at))
  EXECUTE FUNCTION kk_line_stays();
CREATE FUNCTION kk_circle_invitation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an invitation stays as it was answered' USING ERRCODE = '23514', CONSTRAINT = 'circle_invitation_stays';
END $$;
CREATE TRIGGER circle_invitation_stays BEFORE UPDATE ON kundenkreis_circleinvitation FOR EACH ROW
  WHEN ((OLD.person_id, OLD.reason, OLD.by_id, OLD.at) IS DISTINCT FROM (NEW.person_id, NEW.reason, NEW.by_id, NEW.at) OR OLD.answered_at IS NOT NULL)
  EXECUTE FUNCTION kk_circle_invitation_stays();
CREATE TRIGGER circle_promise_stays BEFORE UPDATE ON kundenkreis_circlepromise
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
