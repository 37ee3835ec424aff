-- Guides: what people walk is sound and stays as it was when they began; every row belongs to its version and brand.
ALTER TABLE kundenkreis_guide ADD CONSTRAINT guide_of_brand_key UNIQUE (id, brand_id);
ALTER TABLE kundenkreis_guideversion
  ADD CONSTRAINT version_of_guide_key UNIQUE (id, guide_id),
  ADD CONSTRAINT version_of_brand_key UNIQUE (id, brand_id),
  ADD CONSTRAINT version_of_brand FOREIGN KEY (guide_id, brand_id) REFERENCES kundenkreis_guide (id, brand_id);
ALTER TABLE kundenkreis_guide
  ADD CONSTRAINT guide_shows_its_own FOREIGN KEY (published_version_id, id) REFERENCES kundenkreis_guideversion (id, guide_id);
ALTER TABLE kundenkreis_guidestep
  ADD CONSTRAINT step_of_version_key UNIQUE (id, version_id),
  ADD CONSTRAINT step_of_brand FOREIGN KEY (version_id, brand_id) REFERENCES kundenkreis_guideversion (id, brand_id);
ALTER TABLE kundenkreis_guideanswer
  ADD CONSTRAINT answer_of_step_key UNIQUE (id, step_id),
  ADD CONSTRAINT guide_answer_of_version FOREIGN KEY (step_id, version_id) REFERENCES kundenkreis_guidestep (id, version_id) DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT guide_answer_leads_inside FOREIGN KEY (to_id, version_id) REFERENCES kundenkreis_guidestep (id, version_id) DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT guide_answer_of_brand FOREIGN KEY (version_id, brand_id) REFERENCES kundenkreis_guideversion (id, brand_id);
ALTER TABLE kundenkreis_guidewalk
  ADD CONSTRAINT walk_stands_inside FOREIGN KEY (step_id, version_id) REFERENCES kundenkreis_guidestep (id, version_id),
  ADD CONSTRAINT walk_of_brand FOREIGN KEY (version_id, brand_id) REFERENCES kundenkreis_guideversion (id, brand_id);
ALTER TABLE kundenkreis_guideturn
  ADD CONSTRAINT turn_answers_its_step FOREIGN KEY (answer_id, step_id) REFERENCES kundenkreis_guideanswer (id, step_id);

-- Every step is reached from the first, and from every step an end is reached.
CREATE FUNCTION kk_guide_is_sound(the_version bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH RECURSIVE step AS (
    SELECT id, number, kind FROM kundenkreis_guidestep WHERE version_id = the_version
  ), way AS (
    SELECT a.step_id, a.to_id, s.kind FROM kundenkreis_guideanswer a JOIN step s ON s.id = a.step_id
  ), reached AS (
    SELECT id FROM step WHERE number = (SELECT min(number) FROM step)
    UNION SELECT w.to_id FROM way w JOIN reached r ON r.id = w.step_id WHERE w.to_id IS NOT NULL
  ), ending AS (
    SELECT id FROM step WHERE kind <> 'question'
    UNION SELECT w.step_id FROM way w JOIN ending e ON e.id = w.to_id
  )
  SELECT EXISTS (SELECT FROM step)
    AND NOT EXISTS (SELECT FROM way WHERE to_id IS NULL OR kind <> 'question')
    AND NOT EXISTS (SELECT FROM step WHERE id NOT IN (SELECT id FROM reached) OR id NOT IN (SELECT id FROM ending)) $$;

CREATE FUNCTION kk_guide_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.published_at IS NOT NULL
     AND (NEW.brand_id, NEW.guide_id, NEW.number, NEW.title, NEW.summary, NEW.published_at)
         IS DISTINCT FROM (OLD.brand_id, OLD.guide_id, OLD.number, OLD.title, OLD.summary, OLD.published_at) THEN
    RAISE EXCEPTION 'version % is published and stays', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'guide_published_once';
  END IF;
  IF NEW.published_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.published_at IS NULL) AND NOT kk_guide_is_sound(NEW.id) THEN
    RAISE EXCEPTION 'version % leads into a dead end', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'guide_is_sound';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guide_version BEFORE INSERT OR UPDATE ON kundenkreis_guideversion
  FOR EACH ROW EXECUTE FUNCTION kk_guide_version();

-- What is published asks the same of everybody who began it.
CREATE FUNCTION kk_guide_part_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part record;
BEGIN
  IF TG_OP = 'DELETE' THEN part := OLD; ELSE part := NEW; END IF;
  IF EXISTS (SELECT FROM kundenkreis_guideversion WHERE id = part.version_id AND published_at IS NOT NULL)
     OR (TG_OP = 'UPDATE' AND NEW.version_id <> OLD.version_id) THEN
    RAISE EXCEPTION 'version % is published and stays', part.version_id USING ERRCODE = '23514', CONSTRAINT = 'guide_part_kept';
  END IF;
  RETURN part;
END $$;
CREATE TRIGGER guide_step_kept BEFORE INSERT OR UPDATE OR DELETE ON kundenkreis_guidestep
  FOR EACH ROW EXECUTE FUNCTION kk_guide_part_kept();
CREATE TRIGGER guide_answer_kept BEFORE INSERT OR UPDATE OR DELETE ON kundenkreis_guideanswer
  FOR EACH ROW EXECUTE FUNCTION kk_guide_part_kept();

-- Nobody walks a draft, and a walk ends once, in the version it began.
CREATE FUNCTION kk_guide_walk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM kundenkreis_guideversion WHERE id = NEW.version_id AND published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'version % is a draft', NEW.version_id USING ERRCODE = '23514', CONSTRAINT = 'walk_of_published';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.version_id <> OLD.version_id OR (OLD.outcome <> '' AND (NEW.outcome, NEW.ended_at) IS DISTINCT FROM (OLD.outcome, OLD.ended_at))) THEN
    RAISE EXCEPTION 'walk % ends once', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'walk_ends_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guide_walk BEFORE INSERT OR UPDATE ON kundenkreis_guidewalk
  FOR EACH ROW EXECUTE FUNCTION kk_guide_walk();
