-- A service may need two: then nobody is promised one. A live visit of two stands in two calendars of the same firm, at the same
-- time, from the order to its end.

-- How many come is agreed with the order: never fewer than the service needs then, and the same ever after.
CREATE FUNCTION kk_persons_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.persons < (SELECT persons FROM kundenkreis_servicepackage WHERE id = NEW.package_id) THEN
      RAISE EXCEPTION 'booking % needs two', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'persons_agreed';
    END IF;
  ELSIF NEW.persons <> OLD.persons THEN
    RAISE EXCEPTION 'booking % was agreed otherwise', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'persons_agreed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER persons_agreed BEFORE INSERT OR UPDATE OF persons ON kundenkreis_booking
  FOR EACH ROW EXECUTE FUNCTION kk_persons_agreed();

ALTER TABLE kundenkreis_booking ADD CONSTRAINT booking_brand UNIQUE (id, brand_id);
ALTER TABLE kundenkreis_companion
  ADD CONSTRAINT companion_of_brand FOREIGN KEY (booking_id, brand_id) REFERENCES kundenkreis_booking (id, brand_id);

CREATE FUNCTION kk_two_come(wanted uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM kundenkreis_booking b
     WHERE b.id = wanted AND b.persons = 2 AND b.state IN ('held', 'confirmed', 'on_the_way', 'in_progress') AND NOT EXISTS (
       SELECT FROM kundenkreis_companion c
         JOIN kundenkreis_slot s ON s.id = c.slot_id AND s.helper_id = c.helper_id AND s.visit = b.during
         JOIN kundenkreis_firmslot f ON f.slot_id = s.id AND f.firm_id = b.firm_id
        WHERE c.booking_id = b.id AND c.helper_id <> b.helper_id)) THEN
    RAISE EXCEPTION 'booking % lacks the second technician', wanted USING ERRCODE = '23514', CONSTRAINT = 'two_come';
  END IF;
END $$;
CREATE FUNCTION kk_two_come_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kk_two_come(NEW.id);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER two_come AFTER INSERT OR UPDATE ON kundenkreis_booking
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.persons = 2) EXECUTE FUNCTION kk_two_come_booking();
CREATE FUNCTION kk_two_come_companion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kk_two_come(OLD.booking_id);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER two_come AFTER UPDATE OR DELETE ON kundenkreis_companion
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_two_come_companion();
-- Nor does her time move away from the visit.
CREATE FUNCTION kk_two_come_slot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kk_two_come(booking_id) FROM kundenkreis_companion WHERE slot_id = NEW.id;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER two_come AFTER UPDATE OF visit, helper_id ON kundenkreis_slot
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_two_come_slot();
CREATE FUNCTION kk_two_come_firmslot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kk_two_come(booking_id) FROM kundenkreis_companion WHERE slot_id = OLD.slot_id;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER two_come AFTER UPDATE OF firm_id OR DELETE ON kundenkreis_firmslot
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_two_come_firmslot();
