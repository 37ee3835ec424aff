-- What was given back after it had been taken is what the journals of that kind say, from both sides. With the check
-- hold_reimbursed: the refunds of a charge never exceed the charge.
CREATE FUNCTION kk_hold_reimbursed_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT coalesce(sum(e.amount), 0) FROM kundenkreis_journal j
        JOIN kundenkreis_entry e ON e.journal_id = j.id AND e.amount > 0
       WHERE j.brand_id = NEW.brand_id AND j.subject = NEW.subject AND j.kind = 'reimbursed')
     IS DISTINCT FROM
     (SELECT sum(reimbursed_amount) FROM kundenkreis_fundshold
       WHERE brand_id = NEW.brand_id AND subject = NEW.subject) THEN
    RAISE EXCEPTION 'what was given back for % does not agree with its journals', NEW.subject
      USING ERRCODE = '23514', CONSTRAINT = 'hold_reimbursed_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER hold_reimbursed_agrees AFTER INSERT OR UPDATE OF reimbursed_amount ON kundenkreis_fundshold
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.reimbursed_amount <> 0) EXECUTE FUNCTION kk_hold_reimbursed_agrees();
CREATE CONSTRAINT TRIGGER journal_reimbursed_agrees AFTER INSERT ON kundenkreis_journal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'reimbursed') EXECUTE FUNCTION kk_hold_reimbursed_agrees();
