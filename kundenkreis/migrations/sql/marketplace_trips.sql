-- Where a helper is may be known only while she is on the way to this visit, and is gone when she is not.
CREATE FUNCTION kk_position_while_on_the_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM kundenkreis_booking WHERE id = NEW.booking_id AND state = 'on_the_way') THEN
    RAISE EXCEPTION 'booking % is not on the way', NEW.booking_id
      USING ERRCODE = '23514', CONSTRAINT = 'position_while_on_the_way';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER position_while_on_the_way BEFORE INSERT OR UPDATE ON kundenkreis_tripposition
  FOR EACH ROW EXECUTE FUNCTION kk_position_while_on_the_way();

CREATE FUNCTION kk_position_ends_with_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM kundenkreis_tripposition WHERE booking_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER position_ends_with_way AFTER UPDATE OF state ON kundenkreis_booking
  FOR EACH ROW WHEN (OLD.state = 'on_the_way' AND NEW.state <> 'on_the_way') EXECUTE FUNCTION kk_position_ends_with_way();
