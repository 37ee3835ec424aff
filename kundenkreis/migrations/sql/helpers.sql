-- Promises about a helper's time. A customer is promised a helper who is there, was checked, and is nobody else's
-- at that hour. Each promise is a key of the database; a program that forgets one is refused.

ALTER TABLE kundenkreis_verification
  ADD CONSTRAINT verification_no_overlap UNIQUE (brand_id, helper_id, kind, valid WITHOUT OVERLAPS),
  ADD CONSTRAINT verification_of_member FOREIGN KEY (helper_id, brand_id)
    REFERENCES kundenkreis_helperbrand (helper_id, brand_id);

ALTER TABLE kundenkreis_helperpackage
  ADD CONSTRAINT package_of_member FOREIGN KEY (helper_id, brand_id)
    REFERENCES kundenkreis_helperbrand (helper_id, brand_id);

ALTER TABLE kundenkreis_availability
  ADD CONSTRAINT availability_no_overlap UNIQUE (helper_id, open WITHOUT OVERLAPS);

-- No double booking, and only inside declared hours (which may span adjacent rows). The second is deferrable
-- because the hours are rewritten in more than one statement; it is checked at once unless somebody asks to wait.
ALTER TABLE kundenkreis_slot
  ADD CONSTRAINT slot_no_overlap UNIQUE (helper_id, during WITHOUT OVERLAPS),
  ADD CONSTRAINT slot_of_member FOREIGN KEY (helper_id, brand_id)
    REFERENCES kundenkreis_helperbrand (helper_id, brand_id),
  ADD CONSTRAINT slot_inside_availability FOREIGN KEY (helper_id, PERIOD visit)
    REFERENCES kundenkreis_availability (helper_id, PERIOD open) DEFERRABLE INITIALLY IMMEDIATE,
  ADD CONSTRAINT slot_whole UNIQUE (id, brand_id, helper_id, visit);

-- Verified from the first minute of the visit to the last. A requirement cannot speak of another helper or time
-- than its slot, and goes with it.
ALTER TABLE kundenkreis_slotrequirement
  ADD CONSTRAINT requirement_of_slot FOREIGN KEY (slot_id, brand_id, helper_id, visit)
    REFERENCES kundenkreis_slot (id, brand_id, helper_id, visit) ON UPDATE CASCADE ON DELETE CASCADE,
  ADD CONSTRAINT requirement_verified FOREIGN KEY (brand_id, helper_id, kind, PERIOD visit)
    REFERENCES kundenkreis_verification (brand_id, helper_id, kind, PERIOD valid);

-- None of the kinds that the package asks for is missing. Asked at commit, because a slot comes before its requirements.
CREATE FUNCTION kk_slot_requirements() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE slot uuid; missing text;
BEGIN
  IF TG_TABLE_NAME = 'kundenkreis_slot' THEN slot := NEW.id; ELSE slot := OLD.slot_id; END IF;
  SELECT kind INTO missing FROM kundenkreis_slot s
    JOIN kundenkreis_servicepackage p ON p.id = s.package_id, unnest(p.requires) kind
   WHERE s.id = slot
     AND NOT EXISTS (SELECT FROM kundenkreis_slotrequirement r WHERE r.slot_id = s.id AND r.kind = kind.kind)
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'slot % lacks the requirement %', slot, missing
      USING ERRCODE = '23514', CONSTRAINT = 'slot_requirements';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER slot_requirements AFTER INSERT OR UPDATE ON kundenkreis_slot
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_slot_requirements();
CREATE CONSTRAINT TRIGGER slot_requirements AFTER UPDATE OR DELETE ON kundenkreis_slotrequirement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_slot_requirements();

-- Nobody checks herself, whoever writes: what a customer is promised was seen by somebody else.
CREATE FUNCTION kk_checked_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_helper WHERE id = NEW.helper_id AND person_id = NEW.checked_by_id) THEN
    RAISE EXCEPTION 'helper % was checked by herself', NEW.helper_id
      USING ERRCODE = '23514', CONSTRAINT = 'checked_by_another';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER checked_by_another BEFORE INSERT OR UPDATE OF checked_by_id, helper_id ON kundenkreis_verification
  FOR EACH ROW EXECUTE FUNCTION kk_checked_by_another();
