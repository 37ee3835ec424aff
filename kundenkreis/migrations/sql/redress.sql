-- A refund stays as it was asked for; what is above the brand's limit, all of a visit's refunds together, takes two.
CREATE FUNCTION kk_refund_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  most bigint := coalesce((SELECT four_eyes_from FROM kundenkreis_redressrules WHERE brand_id = NEW.brand_id), 10000);
  before bigint := coalesce((SELECT sum(amount) FROM kundenkreis_refund
                              WHERE brand_id = NEW.brand_id AND subject = NEW.subject AND id <> NEW.id AND refused_at IS NULL), 0);
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF before + NEW.amount >= most AND NOT NEW.two_people THEN
      RAISE EXCEPTION 'a refund of this size takes two' USING ERRCODE = '23514', CONSTRAINT = 'refund_takes_two';
    END IF;
  ELSIF (NEW.brand_id, NEW.reference, NEW.subject, NEW.amount, NEW.currency, NEW.reason, NEW.asked_at, NEW.asked_by_id, NEW.two_people)
     IS DISTINCT FROM (OLD.brand_id, OLD.reference, OLD.subject, OLD.amount, OLD.currency, OLD.reason, OLD.asked_at, OLD.asked_by_id, OLD.two_people)
     OR NEW.customer_id IS DISTINCT FROM OLD.customer_id
     OR (NEW.text <> OLD.text AND NEW.text <> '')
     OR (OLD.done_at IS NOT NULL AND NEW.done_at IS DISTINCT FROM OLD.done_at)
     OR (OLD.refused_at IS NOT NULL AND NEW.refused_at IS DISTINCT FROM OLD.refused_at)
     OR (OLD.checked_at IS NOT NULL AND (NEW.checked_at, NEW.checked_by_id) IS DISTINCT FROM (OLD.checked_at, OLD.checked_by_id)) THEN
    RAISE EXCEPTION 'refund % stays as it was asked for', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'refund_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refund_law BEFORE INSERT OR UPDATE ON kundenkreis_refund
  FOR EACH ROW EXECUTE FUNCTION kk_refund_law();
CREATE TRIGGER refund_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_refund
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- What is called done is in the books, to the last unit.
CREATE FUNCTION kk_refund_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.done_at IS NOT NULL AND NEW.amount IS DISTINCT FROM (
       SELECT sum(e.amount) FROM kundenkreis_journal j JOIN kundenkreis_entry e ON e.journal_id = j.id AND e.amount > 0
        WHERE j.brand_id = NEW.brand_id AND j.kind = 'reimbursed' AND j.idem LIKE 'refund:' || NEW.id || ':%') THEN
    RAISE EXCEPTION 'refund % is not in the books', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'refund_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER refund_agrees AFTER INSERT OR UPDATE OF done_at ON kundenkreis_refund
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_refund_agrees();

CREATE TRIGGER make_good_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_makegood
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE FUNCTION kk_make_good_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.amount IS DISTINCT FROM (
       SELECT sum(e.amount) FROM kundenkreis_journal j JOIN kundenkreis_entry e ON e.journal_id = j.id
         JOIN kundenkreis_account a ON a.id = e.account_id AND a.kind = 'credit' AND a.owner_id = NEW.person_id
        WHERE j.brand_id = NEW.brand_id AND j.kind = 'make_good' AND j.subject = NEW.subject AND e.currency = NEW.currency) THEN
    RAISE EXCEPTION 'what was made good for % is not in the books', NEW.subject
      USING ERRCODE = '23514', CONSTRAINT = 'make_good_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER make_good_agrees AFTER INSERT ON kundenkreis_makegood
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_make_good_agrees();
