-- One series of numbers for events and notices. Only the relay draws from it, one at a time under
-- its advisory lock, so numbers grow in the order in which readers could see the rows.
CREATE SEQUENCE IF NOT EXISTS kk_number;

-- What happened, happened: an event row may get its number once, and lose its author when the
-- person is removed. Nothing else about it changes.
CREATE OR REPLACE FUNCTION kk_event_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.brand_id, NEW.name, NEW.payload, NEW.topics, NEW.at)
       IS DISTINCT FROM (OLD.brand_id, OLD.name, OLD.payload, OLD.topics, OLD.at)
     OR (OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number)
     OR (NEW.by_id IS NOT NULL AND NEW.by_id IS DISTINCT FROM OLD.by_id) THEN
    RAISE EXCEPTION 'an event row never changes' USING ERRCODE = '23514', CONSTRAINT = 'event_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER event_kept BEFORE UPDATE ON kundenkreis_eventrow
FOR EACH ROW EXECUTE FUNCTION kk_event_kept();
