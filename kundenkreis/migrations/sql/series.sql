-- Regular visits: what was asked for stays, and each day of a series is decided once, while it runs.
INSERT INTO kundenkreis_transition VALUES ('renew', '-', 'confirmed');

-- Its two people are those of the visit it began with.
ALTER TABLE kundenkreis_series
  ADD CONSTRAINT series_of_both FOREIGN KEY (begun_with_id, customer_id, helper_id)
    REFERENCES kundenkreis_booking (id, customer_id, helper_id);

CREATE FUNCTION kk_series_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.brand_id, NEW.begun_with_id, NEW.customer_id, NEW.helper_id, NEW.weeks, NEW.first_day, NEW.last_day, NEW.clock, NEW.asked_at, NEW.asked_by_id)
       IS DISTINCT FROM
     (OLD.brand_id, OLD.begun_with_id, OLD.customer_id, OLD.helper_id, OLD.weeks, OLD.first_day, OLD.last_day, OLD.clock, OLD.asked_at, OLD.asked_by_id)
     OR (OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS DISTINCT FROM OLD.accepted_at)
     OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.outcome) IS DISTINCT FROM (OLD.ended_at, OLD.outcome)) THEN
    RAISE EXCEPTION 'series % was asked for otherwise', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'series_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER series_kept BEFORE UPDATE ON kundenkreis_series
  FOR EACH ROW EXECUTE FUNCTION kk_series_kept();

-- A day belongs to its series' rhythm and is decided while the series runs; its visit is of the same two, on that day.
CREATE FUNCTION kk_series_day_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  s kundenkreis_series;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.brand_id, NEW.series_id, NEW.day, NEW.booking_id, NEW.left_out, NEW.at)
         IS DISTINCT FROM (OLD.brand_id, OLD.series_id, OLD.day, OLD.booking_id, OLD.left_out, OLD.at) THEN
      RAISE EXCEPTION 'day % was decided', OLD.day USING ERRCODE = '23514', CONSTRAINT = 'series_day_decided_once';
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO s FROM kundenkreis_series WHERE id = NEW.series_id FOR SHARE;
  IF s.accepted_at IS NULL OR s.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'series % does not run', s.id USING ERRCODE = '23514', CONSTRAINT = 'series_day_while_running';
  END IF;
  IF NEW.brand_id <> s.brand_id OR NEW.day < s.first_day OR NEW.day > s.last_day
     OR (NEW.day - s.first_day) % (7 * s.weeks) <> 0 THEN
    RAISE EXCEPTION '% is no day of series %', NEW.day, s.id USING ERRCODE = '23514', CONSTRAINT = 'series_day_in_rhythm';
  END IF;
  IF NEW.booking_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM kundenkreis_booking b JOIN kundenkreis_brand brand ON brand.id = b.brand_id
     WHERE b.id = NEW.booking_id AND b.brand_id = s.brand_id AND b.customer_id = s.customer_id AND b.helper_id = s.helper_id
       AND (lower(b.during) AT TIME ZONE brand.timezone)::date = NEW.day) THEN
    RAISE EXCEPTION 'the visit of % is not of series %', NEW.day, s.id USING ERRCODE = '23514', CONSTRAINT = 'series_day_of_both';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER series_day_law BEFORE INSERT OR UPDATE ON kundenkreis_seriesvisit
  FOR EACH ROW EXECUTE FUNCTION kk_series_day_law();
