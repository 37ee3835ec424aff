-- Documents: numbered without gaps, never changed, and every figure a movement of the ledger.
ALTER TABLE kundenkreis_issuedline
  ADD CONSTRAINT line_of_document FOREIGN KEY (document_id, brand_id) REFERENCES kundenkreis_issueddocument (id, brand_id),
  ADD CONSTRAINT line_of_journal FOREIGN KEY (journal_id, brand_id) REFERENCES kundenkreis_journal (id, brand_id);

-- The number before must be there. Two at once: the unique key lets one through; a rolled back number takes
-- none after it along, for whoever came after did not see it.
CREATE FUNCTION kk_paper_numbered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number <> 1 AND NOT EXISTS (
    SELECT FROM kundenkreis_issueddocument d WHERE d.brand_id = NEW.brand_id AND d.kind = NEW.kind AND d.year = NEW.year
     AND d.number = NEW.number - 1) THEN
    RAISE EXCEPTION 'no document before number %', NEW.number USING ERRCODE = '23514', CONSTRAINT = 'paper_no_gap';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER paper_no_gap BEFORE INSERT ON kundenkreis_issueddocument
  FOR EACH ROW EXECUTE FUNCTION kk_paper_numbered();

-- Only names go, and only when no law keeps them any more: ten full years after the year of issue.
CREATE FUNCTION kk_paper_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'supplier' - 'recipient' IS DISTINCT FROM to_jsonb(OLD) - 'supplier' - 'recipient'
     OR OLD.year + 11 > extract(year FROM now()) THEN
    RAISE EXCEPTION 'document % stays as it was issued', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'paper_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER paper_kept BEFORE UPDATE ON kundenkreis_issueddocument FOR EACH ROW EXECUTE FUNCTION kk_paper_kept();
CREATE TRIGGER paper_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_issueddocument
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER paper_line_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_issuedline
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- What the ledger says of a movement to a document of this kind for this person.
CREATE FUNCTION kk_papered(kind text, journal bigint, person uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT sum(CASE
    WHEN kk_papered.kind = 'receipt' AND j.kind IN ('capture', 'cancellation') AND a.kind IN ('payable', 'commission')
     AND EXISTS (SELECT FROM kundenkreis_fundshold h
                  WHERE h.brand_id = j.brand_id AND h.subject = j.subject AND h.payer_id = person) THEN e.amount
    WHEN kk_papered.kind = 'credit_note' AND j.kind = 'reimbursed' AND a.kind IN ('funding', 'receivable')
     AND a.owner_id = person THEN e.amount
    WHEN kk_papered.kind = 'self_billing' AND j.kind IN ('capture', 'cancellation') AND a.kind = 'payable'
     AND a.owner_id = person THEN e.amount
    WHEN kk_papered.kind = 'self_billing_correction' AND j.kind = 'reimbursed' AND a.kind = 'disputed'
     AND a.owner_id = person THEN -e.amount END)
    FROM kundenkreis_entry e JOIN kundenkreis_journal j ON j.id = e.journal_id
    JOIN kundenkreis_account a ON a.id = e.account_id WHERE e.journal_id = journal
$$;

-- At commit: the lines make the sum, and each is what the ledger says.
CREATE FUNCTION kk_paper_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which uuid := coalesce(to_jsonb(NEW) ->> 'document_id', to_jsonb(NEW) ->> 'id')::uuid;
BEGIN
  IF NOT EXISTS (
    SELECT FROM kundenkreis_issueddocument d WHERE d.id = which
     AND (d.amount, d.vat_amount) = (SELECT sum(l.amount), sum(l.vat_amount) FROM kundenkreis_issuedline l
                                      WHERE l.document_id = d.id)
     AND NOT EXISTS (SELECT FROM kundenkreis_issuedline l WHERE l.document_id = d.id
                      AND (l.amount IS DISTINCT FROM kk_papered(d.kind, l.journal_id, d.person_id)
                           OR (l.side = 'customer') <> (d.kind IN ('receipt', 'credit_note'))))) THEN
    RAISE EXCEPTION 'document % is not what the ledger says', which
      USING ERRCODE = '23514', CONSTRAINT = 'paper_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER paper_agrees AFTER INSERT ON kundenkreis_issueddocument
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_paper_agrees();
CREATE CONSTRAINT TRIGGER paper_line_agrees AFTER INSERT ON kundenkreis_issuedline
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_paper_agrees();
