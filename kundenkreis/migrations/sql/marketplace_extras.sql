-- What was proposed and what was answered stays as it was: a price never changes once it was shown.
CREATE TRIGGER extra_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_extra
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER extra_answer_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_extraanswer
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- Whoever earns by it cannot agree to it.
CREATE FUNCTION kk_extra_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_extra e
               JOIN kundenkreis_booking b ON b.id = e.booking_id
               JOIN kundenkreis_helper h ON h.id = b.helper_id
              WHERE e.id = NEW.extra_id AND (e.brand_id <> NEW.brand_id OR h.person_id = NEW.by_id)) THEN
    RAISE EXCEPTION 'extra % is not theirs to answer', NEW.extra_id
      USING ERRCODE = '23514', CONSTRAINT = 'extra_answered_by_payer';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER extra_answered_by_payer BEFORE INSERT ON kundenkreis_extraanswer
  FOR EACH ROW EXECUTE FUNCTION kk_extra_answer();

-- No money is set aside for an extra without a consent to exactly this price.
CREATE FUNCTION kk_extra_consented() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM kundenkreis_extra e JOIN kundenkreis_extraanswer a ON a.extra_id = e.id
                  WHERE e.booking_id::text = split_part(NEW.subject, ':', 2)
                    AND e.number::text = split_part(NEW.subject, ':', 4)
                    AND e.brand_id = NEW.brand_id AND e.price = NEW.amount AND e.currency = NEW.currency
                    AND a.answer = 'consented') THEN
    RAISE EXCEPTION '% was not agreed', NEW.subject USING ERRCODE = '23514', CONSTRAINT = 'extra_consented';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER extra_consented BEFORE INSERT OR UPDATE OF subject, amount, currency ON kundenkreis_fundshold
  FOR EACH ROW WHEN (NEW.subject LIKE 'booking:%:extra:%') EXECUTE FUNCTION kk_extra_consented();
