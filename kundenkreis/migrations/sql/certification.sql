-- The path of a helper for one service. Its history may follow only the rows of this table, one after the other, and its
-- state is what its history says. The same table stands in certification/transitions.py.
CREATE TABLE kundenkreis_certificationtransition (
  name varchar(20) NOT NULL,
  from_state varchar(10) NOT NULL,
  to_state varchar(10) NOT NULL,
  PRIMARY KEY (name, from_state, to_state)
);
INSERT INTO kundenkreis_certificationtransition VALUES
  ('apply', '-', 'applicant'), ('apply', 'refused', 'applicant'), ('apply', 'ended', 'applicant'),
  ('check_identity', 'applicant', 'id_checked'),
  ('train', 'id_checked', 'trained'),
  ('admit', 'trained', 'supervised'),
  ('certify', 'supervised', 'certified'),
  ('appoint', 'certified', 'trainer'),
  ('step_down', 'trainer', 'certified'),
  ('recognise', '-', 'certified'), ('recognise', 'applicant', 'certified'),
  ('recognise', 'id_checked', 'certified'), ('recognise', 'trained', 'certified'),
  ('refuse', 'applicant', 'refused'), ('refuse', 'id_checked', 'refused'), ('refuse', 'trained', 'refused'),
  ('suspend', 'supervised', 'suspended'), ('suspend', 'certified', 'suspended'), ('suspend', 'trainer', 'suspended'),
  ('reinstate', 'suspended', 'supervised'), ('reinstate', 'suspended', 'certified'), ('reinstate', 'suspended', 'trainer'),
  ('leave', 'applicant', 'ended'), ('leave', 'id_checked', 'ended'), ('leave', 'trained', 'ended'),
  ('leave', 'supervised', 'ended'), ('leave', 'certified', 'ended'), ('leave', 'trainer', 'ended');

-- No jumps, no lies about the state before, no two things at once, and nothing is ever taken back.
ALTER TABLE kundenkreis_certificationstep
  ADD COLUMN prev_seq integer GENERATED ALWAYS AS (NULLIF(seq - 1, 0)) STORED,
  ADD CONSTRAINT steps_begin CHECK ((seq = 1) = (from_state = '-') AND seq >= 1),
  ADD CONSTRAINT step_allowed FOREIGN KEY (name, from_state, to_state)
    REFERENCES kundenkreis_certificationtransition (name, from_state, to_state),
  ADD CONSTRAINT step_lands UNIQUE (certification_id, seq, to_state),
  ADD CONSTRAINT steps_unbroken FOREIGN KEY (certification_id, prev_seq, from_state)
    REFERENCES kundenkreis_certificationstep (certification_id, seq, to_state);
CREATE TRIGGER steps_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_certificationstep
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- She stands where her history ends. Deferred, because the first row and the path need each other.
ALTER TABLE kundenkreis_certification
  ADD CONSTRAINT certification_follows_steps FOREIGN KEY (id, seq, state)
    REFERENCES kundenkreis_certificationstep (certification_id, seq, to_state) DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT certification_of_member FOREIGN KEY (helper_id, brand_id)
    REFERENCES kundenkreis_helperbrand (helper_id, brand_id);
CREATE FUNCTION kk_steps_move_certification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_certification WHERE id = NEW.certification_id AND seq < NEW.seq) THEN
    RAISE EXCEPTION 'path % stays behind its history', NEW.certification_id
      USING ERRCODE = '23514', CONSTRAINT = 'steps_move_certification';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER steps_move_certification AFTER INSERT ON kundenkreis_certificationstep
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_steps_move_certification();

-- Certified is who made three visits that a named person saw and found good. And nobody decides about herself or her family.
CREATE FUNCTION kk_step_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.name = 'certify' AND 3 > (SELECT count(*) FROM kundenkreis_supervisedvisit
       WHERE certification_id = NEW.certification_id AND verdict = 'good') THEN
    RAISE EXCEPTION 'path % has fewer than three good visits', NEW.certification_id
      USING ERRCODE = '23514', CONSTRAINT = 'certified_after_three_visits';
  END IF;
  IF NEW.name NOT IN ('apply', 'step_down', 'leave', 'check_identity', 'train') AND NEW.by_id IS NOT NULL AND EXISTS (
    SELECT FROM kundenkreis_certification c JOIN kundenkreis_helper h ON h.id = c.helper_id
     WHERE c.id = NEW.certification_id AND kk_belong_together(h.person_id, NEW.by_id)) THEN
    RAISE EXCEPTION 'path % was moved by its helper or her family', NEW.certification_id
      USING ERRCODE = '23514', CONSTRAINT = 'step_by_another';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER step_law BEFORE INSERT ON kundenkreis_certificationstep
  FOR EACH ROW EXECUTE FUNCTION kk_step_law();

CREATE FUNCTION kk_visit_seen_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seen_by_id IS NOT NULL AND EXISTS (
    SELECT FROM kundenkreis_certification c JOIN kundenkreis_helper h ON h.id = c.helper_id
     WHERE c.id = NEW.certification_id AND kk_belong_together(h.person_id, NEW.seen_by_id)) THEN
    RAISE EXCEPTION 'visit % was seen by its helper or her family', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'visit_seen_by_another';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER visit_seen_by_another BEFORE INSERT OR UPDATE ON kundenkreis_supervisedvisit
  FOR EACH ROW EXECUTE FUNCTION kk_visit_seen_by_another();

-- Where a service asks for the path, only who may visit on it does the service. Whoever looks at a path holds its row,
-- so that a suspension and an offer at the same moment come one after the other.
CREATE FUNCTION kk_package_certified() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE missing bigint;
BEGIN
  PERFORM FROM kundenkreis_servicepackage WHERE id IN (SELECT package_id FROM fresh) FOR SHARE;
  PERFORM FROM kundenkreis_certification c JOIN fresh f USING (helper_id, package_id) FOR SHARE OF c;
  SELECT f.package_id INTO missing FROM fresh f
    JOIN kundenkreis_servicepackage p ON p.id = f.package_id AND p.certified_since IS NOT NULL
    LEFT JOIN kundenkreis_certification c ON c.helper_id = f.helper_id AND c.package_id = f.package_id
     AND c.state IN ('supervised', 'certified', 'trainer')
   WHERE c.id IS NULL LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'package % is only for who has gone its path', missing
      USING ERRCODE = '23514', CONSTRAINT = 'package_certified';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER package_certified AFTER INSERT ON kundenkreis_helperpackage
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION kk_package_certified();
CREATE TRIGGER package_still_certified AFTER UPDATE ON kundenkreis_helperpackage
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION kk_package_certified();

-- Nor is she booked for it.
CREATE FUNCTION kk_slot_certified() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_servicepackage WHERE id = NEW.package_id AND certified_since IS NOT NULL) THEN
    PERFORM FROM kundenkreis_certification
      WHERE helper_id = NEW.helper_id AND package_id = NEW.package_id
        AND state IN ('supervised', 'certified', 'trainer') FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'slot % is for a service whose path its helper has not gone', NEW.id
        USING ERRCODE = '23514', CONSTRAINT = 'slot_certified';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER slot_certified BEFORE INSERT OR UPDATE OF helper_id, package_id ON kundenkreis_slot
  FOR EACH ROW EXECUTE FUNCTION kk_slot_certified();

-- Who may visit no longer has given up the service and the visits to come first. Nobody's path becomes another's.
CREATE FUNCTION kk_certification_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.brand_id, NEW.helper_id, NEW.package_id) IS DISTINCT FROM (OLD.brand_id, OLD.helper_id, OLD.package_id)
     OR NEW.seq < OLD.seq THEN
    RAISE EXCEPTION 'path % is another''s', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'certification_kept';
  END IF;
  IF OLD.state IN ('supervised', 'certified', 'trainer') AND NEW.state NOT IN ('supervised', 'certified', 'trainer') AND (
    EXISTS (SELECT FROM kundenkreis_helperpackage WHERE helper_id = OLD.helper_id AND package_id = OLD.package_id)
    OR EXISTS (SELECT FROM kundenkreis_slot WHERE helper_id = OLD.helper_id AND package_id = OLD.package_id
                 AND lower(visit) > NEW.moved_at)) THEN
    RAISE EXCEPTION 'path % carries visits', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'certification_carries_visits';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER certification_moves BEFORE UPDATE ON kundenkreis_certification
  FOR EACH ROW EXECUTE FUNCTION kk_certification_moves();

-- A path is asked for only when everybody who does the service has gone it.
CREATE FUNCTION kk_path_for_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.certified_since IS NOT NULL AND EXISTS (
    SELECT FROM kundenkreis_helperpackage hp WHERE hp.package_id = NEW.id AND NOT EXISTS (
      SELECT FROM kundenkreis_certification c WHERE c.helper_id = hp.helper_id AND c.package_id = hp.package_id
         AND c.state IN ('supervised', 'certified', 'trainer'))) THEN
    RAISE EXCEPTION 'package % is done by helpers without its path', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'path_for_all';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER path_for_all BEFORE UPDATE OF certified_since ON kundenkreis_servicepackage
  FOR EACH ROW EXECUTE FUNCTION kk_path_for_all();
