-- Where a customer wished a second person to be with her, nobody begins before one was said to be there; the wish stays as agreed.
CREATE FUNCTION kk_second_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.second_person <> OLD.second_person OR (NEW.second_person AND NEW.state = 'in_progress' AND EXISTS (
       SELECT FROM kundenkreis_visit WHERE booking_id = NEW.id AND second_person_at IS NULL)) THEN
    RAISE EXCEPTION 'booking % begins only when two are there', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'second_person_there';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_person_there BEFORE UPDATE OF state, second_person ON kundenkreis_booking
  FOR EACH ROW EXECUTE FUNCTION kk_second_person();
