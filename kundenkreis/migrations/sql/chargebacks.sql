-- What a payer's bank takes back moves between the bank and the brand alone: no leg touches what is due to anyone,
-- and nothing else moves the account of contested charges.
CREATE FUNCTION kk_chargeback_legs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  what text := (SELECT kind FROM kundenkreis_journal WHERE id = NEW.journal_id);
  place text := (SELECT kind FROM kundenkreis_account WHERE id = NEW.account_id);
BEGIN
  IF (what = 'chargeback' AND place NOT IN ('contested', 'funding')) OR (what <> 'chargeback' AND place = 'contested') THEN
    RAISE EXCEPTION 'a chargeback is the brand''s alone' USING ERRCODE = '23514', CONSTRAINT = 'chargeback_legs';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER chargeback_legs BEFORE INSERT ON kundenkreis_entry FOR EACH ROW EXECUTE FUNCTION kk_chargeback_legs();

-- A chargeback stays what it was; our side is told once, and an end stays the end. Words go with the customer.
CREATE FUNCTION kk_chargeback_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - ARRAY['answer_by', 'looked_at', 'evidence', 'evidence_at', 'evidence_by_id', 'ended_at', 'outcome']
     IS DISTINCT FROM
     to_jsonb(OLD) - ARRAY['answer_by', 'looked_at', 'evidence', 'evidence_at', 'evidence_by_id', 'ended_at', 'outcome']
     OR (OLD.evidence_at IS NOT NULL AND (NEW.evidence_at, NEW.evidence_by_id) IS DISTINCT FROM (OLD.evidence_at, OLD.evidence_by_id))
     OR (OLD.evidence_at IS NOT NULL AND NEW.evidence NOT IN (OLD.evidence, ''))
     OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.outcome) IS DISTINCT FROM (OLD.ended_at, OLD.outcome)) THEN
    RAISE EXCEPTION 'chargeback % stays what it was', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'chargeback_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER chargeback_kept BEFORE UPDATE ON kundenkreis_chargeback
  FOR EACH ROW EXECUTE FUNCTION kk_chargeback_kept();
CREATE TRIGGER chargeback_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_chargeback
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- At commit: the books say of each chargeback what it says itself, to the last unit.
CREATE FUNCTION kk_chargeback_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bears bigint := (SELECT CASE outcome WHEN 'won' THEN 0 ELSE amount END FROM kundenkreis_chargeback WHERE id = NEW.id);
BEGIN
  IF bears IS DISTINCT FROM (
       SELECT -coalesce(sum(e.amount), 0) FROM kundenkreis_journal j
         JOIN kundenkreis_fundshold h ON h.id = NEW.hold_id AND h.brand_id = j.brand_id AND h.subject = j.subject
          AND h.payer_id = NEW.customer_id AND h.provider = NEW.provider
         JOIN kundenkreis_entry e ON e.journal_id = j.id AND e.currency = NEW.currency
         JOIN kundenkreis_account a ON a.id = e.account_id AND a.kind = 'contested'
        WHERE j.brand_id = NEW.brand_id AND j.kind = 'chargeback' AND j.idem LIKE 'chargeback:' || NEW.id || ':%') THEN
    RAISE EXCEPTION 'chargeback % is not in the books', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'chargeback_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER chargeback_agrees AFTER INSERT OR UPDATE OF outcome ON kundenkreis_chargeback
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_chargeback_agrees();

-- What a hold says was taken back is what the books say, from both sides.
CREATE FUNCTION kk_hold_charged_back_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT -coalesce(sum(e.amount), 0) FROM kundenkreis_journal j JOIN kundenkreis_entry e ON e.journal_id = j.id
        JOIN kundenkreis_account a ON a.id = e.account_id AND a.kind = 'contested'
       WHERE j.brand_id = NEW.brand_id AND j.subject = NEW.subject AND j.kind = 'chargeback')
     IS DISTINCT FROM
     (SELECT sum(charged_back_amount) FROM kundenkreis_fundshold WHERE brand_id = NEW.brand_id AND subject = NEW.subject) THEN
    RAISE EXCEPTION 'what was taken back for % does not agree with its journals', NEW.subject
      USING ERRCODE = '23514', CONSTRAINT = 'hold_charged_back_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER hold_charged_back_agrees AFTER INSERT OR UPDATE OF charged_back_amount ON kundenkreis_fundshold
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.charged_back_amount <> 0)
  EXECUTE FUNCTION kk_hold_charged_back_agrees();
CREATE CONSTRAINT TRIGGER journal_charged_back_agrees AFTER INSERT ON kundenkreis_journal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'chargeback') EXECUTE FUNCTION kk_hold_charged_back_agrees();
