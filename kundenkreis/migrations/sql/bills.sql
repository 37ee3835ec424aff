-- Bills: never changed once issued, their lines and payments add up, and nobody takes a payment away.
ALTER TABLE kundenkreis_billline
  ADD CONSTRAINT line_of_bill FOREIGN KEY (bill_id, brand_id) REFERENCES kundenkreis_bill (id, brand_id);
ALTER TABLE kundenkreis_billpayment
  ADD CONSTRAINT payment_of_bill FOREIGN KEY (bill_id, brand_id) REFERENCES kundenkreis_bill (id, brand_id);

CREATE FUNCTION kk_bill_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.brand_id, NEW.number, NEW.reference, NEW.subject, NEW.customer_id, NEW.amount, NEW.currency, NEW.issued_at,
      NEW.due_on, NEW.creditor)
     IS DISTINCT FROM
     (OLD.brand_id, OLD.number, OLD.reference, OLD.subject, OLD.customer_id, OLD.amount, OLD.currency, OLD.issued_at,
      OLD.due_on, OLD.creditor) THEN
    RAISE EXCEPTION 'bill % stays as it was issued', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'bill_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bill_kept BEFORE UPDATE ON kundenkreis_bill FOR EACH ROW EXECUTE FUNCTION kk_bill_kept();
CREATE TRIGGER bill_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_bill
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER bill_line_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_billline
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER bill_payment_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_billpayment
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- At commit: the lines make the amount, and what is called paid has come.
CREATE FUNCTION kk_bill_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which uuid := coalesce(to_jsonb(NEW) ->> 'bill_id', to_jsonb(NEW) ->> 'id')::uuid;
BEGIN
  IF NOT EXISTS (
    SELECT FROM kundenkreis_bill b WHERE b.id = which
     AND b.amount = (SELECT sum(l.amount) FROM kundenkreis_billline l
                       JOIN kundenkreis_fundshold h ON h.id = l.hold_id AND h.brand_id = b.brand_id
                        AND h.payer_id = b.customer_id AND h.currency = b.currency AND h.captured_amount = l.amount
                      WHERE l.bill_id = b.id)
     AND b.paid = coalesce((SELECT sum(p.amount) FROM kundenkreis_billpayment p
                             WHERE p.bill_id = b.id AND p.currency = b.currency), 0)) THEN
    RAISE EXCEPTION 'bill % does not add up', which USING ERRCODE = '23514', CONSTRAINT = 'bill_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER bill_agrees AFTER INSERT OR UPDATE OF paid ON kundenkreis_bill
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_bill_agrees();
CREATE CONSTRAINT TRIGGER bill_line_agrees AFTER INSERT ON kundenkreis_billline
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_bill_agrees();
CREATE CONSTRAINT TRIGGER bill_payment_agrees AFTER INSERT OR UPDATE ON kundenkreis_billpayment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_bill_agrees();
