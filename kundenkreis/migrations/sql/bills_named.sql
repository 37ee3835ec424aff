-- A bill keeps what it was for and to whom; only the recipient goes, and only when no law keeps it any more.
CREATE OR REPLACE FUNCTION kk_bill_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - ARRAY['paid', 'reminders', 'reminded_at', 'recipient']
     IS DISTINCT FROM to_jsonb(OLD) - ARRAY['paid', 'reminders', 'reminded_at', 'recipient']
     OR NEW.recipient IS DISTINCT FROM OLD.recipient
        AND extract(year FROM OLD.issued_at) + 11 > extract(year FROM now()) THEN
    RAISE EXCEPTION 'bill % stays as it was issued', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'bill_kept';
  END IF;
  RETURN NEW;
END $$;
