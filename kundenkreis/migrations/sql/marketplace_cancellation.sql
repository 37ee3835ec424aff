-- Steps of [hours before, percent kept]: fewer and fewer hours down to none, and never a smaller share later on.
CREATE FUNCTION kk_cancellation_steps(steps jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE step jsonb; hours int := 100000; percent int := 0;
BEGIN
  FOR step IN SELECT jsonb_array_elements(steps) LOOP
    IF jsonb_array_length(step) <> 2 OR (step ->> 0)::int >= hours OR (step ->> 0)::int < 0
       OR (step ->> 1)::int < percent OR (step ->> 1)::int > 100 THEN
      RETURN false;
    END IF;
    hours := (step ->> 0)::int;
    percent := (step ->> 1)::int;
  END LOOP;
  RETURN hours = 0;
END $$;
ALTER TABLE kundenkreis_booking
  ADD CONSTRAINT booking_cancellation_steps CHECK (kk_cancellation_steps(cancellation));
ALTER TABLE kundenkreis_brand
  ADD CONSTRAINT brand_cancellation_steps CHECK (cancellation_steps = '[]' OR kk_cancellation_steps(cancellation_steps));

-- What cancelling costs was agreed when the visit was booked; no later policy changes it.
CREATE FUNCTION kk_cancellation_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'booking % was agreed otherwise', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'cancellation_kept';
END $$;
CREATE TRIGGER cancellation_kept BEFORE UPDATE OF cancellation ON kundenkreis_booking
  FOR EACH ROW WHEN (NEW.cancellation IS DISTINCT FROM OLD.cancellation) EXECUTE FUNCTION kk_cancellation_kept();
