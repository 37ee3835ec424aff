-- Another time for a visit: one side asks, the other answers once. The visit stays where it is until a time is taken.
INSERT INTO kundenkreis_transition VALUES
  ('agree', 'held', 'confirmed'),
  ('agree', 'confirmed', 'confirmed');

ALTER TABLE kundenkreis_timeproposal
  ADD CONSTRAINT taken_time_was_asked CHECK (taken IS NULL OR taken = ANY (times));

-- What was asked stays as it was, an answer is given once, and never by the side that asked.
CREATE FUNCTION kk_times_answered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  helper_person uuid;
BEGIN
  IF OLD.state <> 'open'
     OR (NEW.brand_id, NEW.booking_id, NEW.side, NEW.by_id, NEW.times, NEW.at)
        IS DISTINCT FROM (OLD.brand_id, OLD.booking_id, OLD.side, OLD.by_id, OLD.times, OLD.at) THEN
    RAISE EXCEPTION 'times % were asked otherwise', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'times_answered_once';
  END IF;
  IF NEW.state IN ('taken', 'declined') THEN
    SELECT h.person_id INTO helper_person
      FROM kundenkreis_booking b JOIN kundenkreis_helper h ON h.id = b.helper_id WHERE b.id = NEW.booking_id;
    IF NEW.answered_by_id IS NULL OR (NEW.answered_by_id = helper_person) <> (NEW.side = 'customer') THEN
      RAISE EXCEPTION 'times % are not theirs to answer', OLD.id
        USING ERRCODE = '23514', CONSTRAINT = 'times_answered_by_other_side';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER times_answered BEFORE UPDATE ON kundenkreis_timeproposal
  FOR EACH ROW EXECUTE FUNCTION kk_times_answered();
CREATE TRIGGER times_never_go BEFORE DELETE OR TRUNCATE ON kundenkreis_timeproposal
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- Nobody is asked about a visit that cannot be moved any more. Deferred: both change in one transaction.
CREATE FUNCTION kk_times_of_movable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_timeproposal t JOIN kundenkreis_booking b ON b.id = t.booking_id
              WHERE t.state = 'open' AND b.state NOT IN ('held', 'confirmed')
                AND b.id = CASE TG_TABLE_NAME WHEN 'kundenkreis_booking' THEN NEW.id
                           ELSE (to_jsonb(NEW) ->> 'booking_id')::uuid END) THEN
    RAISE EXCEPTION 'times are asked for a visit that stays' USING ERRCODE = '23514', CONSTRAINT = 'times_of_movable_visit';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER times_of_movable AFTER INSERT OR UPDATE ON kundenkreis_timeproposal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_times_of_movable();
CREATE CONSTRAINT TRIGGER times_of_movable AFTER UPDATE OF state ON kundenkreis_booking
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_times_of_movable();
