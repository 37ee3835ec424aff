-- Paying on a provider's page: the time is kept (order), the helper is asked once the money is held (pay), or the
-- time is freed (lapse). The same rows stand in stages/marketplace/transitions.py.
INSERT INTO kundenkreis_transition VALUES
  ('order', '-', 'held'),
  ('pay', 'held', 'held'),
  ('lapse', 'held', 'expired');

-- A payment that has ended stays ended, and nobody changes what it was for.
CREATE FUNCTION kk_payment_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD."end" <> '' AND NEW."end" <> OLD."end")
     OR (NEW.brand_id, NEW.subject, NEW.amount, NEW.currency, NEW.payer_id, NEW.provider, NEW.ref)
        IS DISTINCT FROM (OLD.brand_id, OLD.subject, OLD.amount, OLD.currency, OLD.payer_id, OLD.provider, OLD.ref) THEN
    RAISE EXCEPTION 'payment % was begun otherwise', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'payment_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_kept BEFORE UPDATE ON kundenkreis_payment
  FOR EACH ROW EXECUTE FUNCTION kk_payment_kept();
CREATE TRIGGER payment_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_payment
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
