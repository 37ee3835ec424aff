-- A charge that the payer's bank took back for good is a correction of her receipt; before, and when it was won back, it is none.
CREATE OR REPLACE FUNCTION kk_papered(kind text, journal bigint, person uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT sum(CASE
    WHEN kk_papered.kind = 'receipt' AND j.kind IN ('capture', 'cancellation') AND a.kind IN ('payable', 'commission')
     AND EXISTS (SELECT FROM kundenkreis_fundshold h
                  WHERE h.brand_id = j.brand_id AND h.subject = j.subject AND h.payer_id = person) THEN e.amount
    WHEN kk_papered.kind = 'credit_note' AND j.kind = 'reimbursed' AND a.kind IN ('funding', 'receivable')
     AND a.owner_id = person THEN e.amount
    WHEN kk_papered.kind = 'credit_note' AND j.kind = 'chargeback' AND a.kind = 'funding' AND a.owner_id = person
     AND EXISTS (SELECT FROM kundenkreis_chargeback c
                  WHERE c.brand_id = j.brand_id AND j.idem = 'chargeback:' || c.id || ':taken' AND c.outcome = 'lost') THEN e.amount
    WHEN kk_papered.kind = 'self_billing' AND j.kind IN ('capture', 'cancellation') AND a.kind = 'payable'
     AND a.owner_id = person THEN e.amount
    WHEN kk_papered.kind = 'self_billing_correction' AND j.kind = 'reimbursed' AND a.kind = 'disputed'
     AND a.owner_id = person THEN -e.amount END)
    FROM kundenkreis_entry e JOIN kundenkreis_journal j ON j.id = e.journal_id
    JOIN kundenkreis_account a ON a.id = e.account_id WHERE e.journal_id = journal
$$;

-- What the provider charged for a contest may change while and after it runs; all else stays as it was.
CREATE OR REPLACE FUNCTION kk_chargeback_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - ARRAY['answer_by', 'looked_at', 'evidence', 'evidence_at', 'evidence_by_id', 'ended_at', 'outcome', 'fee']
     IS DISTINCT FROM
     to_jsonb(OLD) - ARRAY['answer_by', 'looked_at', 'evidence', 'evidence_at', 'evidence_by_id', 'ended_at', 'outcome', 'fee']
     OR (OLD.evidence_at IS NOT NULL AND (NEW.evidence_at, NEW.evidence_by_id) IS DISTINCT FROM (OLD.evidence_at, OLD.evidence_by_id))
     OR (OLD.evidence_at IS NOT NULL AND NEW.evidence NOT IN (OLD.evidence, ''))
     OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.outcome) IS DISTINCT FROM (OLD.ended_at, OLD.outcome)) THEN
    RAISE EXCEPTION 'chargeback % stays what it was', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'chargeback_kept';
  END IF;
  RETURN NEW;
END $$;

-- Fees move between the brand's purse and the account of fees alone, and nothing else moves that account.
CREATE FUNCTION kk_fee_legs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  what text := (SELECT kind FROM kundenkreis_journal WHERE id = NEW.journal_id);
  place text := (SELECT kind FROM kundenkreis_account WHERE id = NEW.account_id);
BEGIN
  IF (what = 'fee' AND place NOT IN ('company', 'fees')) OR (what <> 'fee' AND place = 'fees') THEN
    RAISE EXCEPTION 'fees are the brand''s alone' USING ERRCODE = '23514', CONSTRAINT = 'fee_legs';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fee_legs BEFORE INSERT ON kundenkreis_entry FOR EACH ROW EXECUTE FUNCTION kk_fee_legs();

-- At commit: what a chargeback says it cost is what the books say, from both sides.
CREATE FUNCTION kk_fee_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which text := coalesce(to_jsonb(NEW) ->> 'subject', 'chargeback:' || (to_jsonb(NEW) ->> 'id'));
BEGIN
  IF (SELECT coalesce(sum(e.amount), 0) FROM kundenkreis_journal j JOIN kundenkreis_entry e ON e.journal_id = j.id
        JOIN kundenkreis_account a ON a.id = e.account_id AND a.kind = 'fees'
       WHERE j.brand_id = NEW.brand_id AND j.subject = which AND j.kind = 'fee')
     IS DISTINCT FROM
     (SELECT fee FROM kundenkreis_chargeback c WHERE c.brand_id = NEW.brand_id AND 'chargeback:' || c.id = which) THEN
    RAISE EXCEPTION 'the fee of % does not agree with the books', which USING ERRCODE = '23514', CONSTRAINT = 'fee_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER fee_agrees AFTER INSERT OR UPDATE OF fee ON kundenkreis_chargeback
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_fee_agrees();
CREATE CONSTRAINT TRIGGER journal_fee_agrees AFTER INSERT ON kundenkreis_journal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'fee') EXECUTE FUNCTION kk_fee_agrees();
