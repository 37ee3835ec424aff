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
