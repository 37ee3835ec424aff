-- Whom one side does not want again meets her neither in a booking nor in the question of a wave, whatever a program does.
-- Actions hold the helper's calendar, so of a booking and a word said at the same moment one comes first.
CREATE FUNCTION kk_kept_apart(customer uuid, helper uuid, brand bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_avoidance a
              WHERE a.customer_id = customer AND a.helper_id = helper AND a.brand_id = brand) THEN
    RAISE EXCEPTION 'these two are kept apart' USING ERRCODE = '23514', CONSTRAINT = 'kept_apart';
  END IF;
END $$;
CREATE FUNCTION kk_booking_kept_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kk_kept_apart(NEW.customer_id, NEW.helper_id, NEW.brand_id);
  RETURN NEW;
END $$;
CREATE TRIGGER booking_kept_apart BEFORE INSERT ON kundenkreis_booking
  FOR EACH ROW EXECUTE FUNCTION kk_booking_kept_apart();
CREATE FUNCTION kk_wave_kept_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM kk_kept_apart(c.customer_id, NEW.helper_id, NEW.brand_id)
     FROM kundenkreis_request r JOIN kundenkreis_case c ON c.id = r.case_id WHERE r.id = NEW.request_id;
  RETURN NEW;
END $$;
CREATE TRIGGER wave_kept_apart BEFORE INSERT ON kundenkreis_offer
  FOR EACH ROW WHEN (NEW.wave_id IS NOT NULL) EXECUTE FUNCTION kk_wave_kept_apart();
-- Nobody is a favourite and unwanted at once.
CREATE FUNCTION kk_favourite_is_wanted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_favourite f JOIN kundenkreis_avoidance a
                 ON (a.brand_id, a.customer_id, a.helper_id) = (f.brand_id, f.customer_id, f.helper_id)
              WHERE a.side = 'customer' AND f.customer_id = NEW.customer_id AND f.helper_id = NEW.helper_id) THEN
    RAISE EXCEPTION 'a favourite is wanted' USING ERRCODE = '23514', CONSTRAINT = 'favourite_is_wanted';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER favourite_is_wanted AFTER INSERT ON kundenkreis_favourite
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_favourite_is_wanted();
CREATE CONSTRAINT TRIGGER favourite_is_wanted AFTER INSERT ON kundenkreis_avoidance
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_favourite_is_wanted();
