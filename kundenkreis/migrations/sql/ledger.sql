-- Money. Whatever a program does wrong, these tables tell a true story: every journal sums to zero,
-- is closed with the transaction that wrote it, never changes, and takes from no account what it lacks.

-- An entry belongs to the brand of its journal and to the brand and currency of its account.
ALTER TABLE kundenkreis_entry
  ADD CONSTRAINT entry_of_journal FOREIGN KEY (journal_id, brand_id)
    REFERENCES kundenkreis_journal (id, brand_id),
  ADD CONSTRAINT entry_on_account FOREIGN KEY (account_id, brand_id, currency)
    REFERENCES kundenkreis_account (id, brand_id, currency);

-- The transaction that wrote the journal. Not xmin: a savepoint has its own (decision 2). A number of another
-- transaction helps nobody: its own legs are refused now, and without legs it is not committed.
ALTER TABLE kundenkreis_journal ADD COLUMN tx xid8 NOT NULL DEFAULT pg_current_xact_id();

CREATE FUNCTION kk_journal_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM kundenkreis_journal WHERE id = NEW.journal_id AND tx = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'journal % is closed', NEW.journal_id USING ERRCODE = '23514', CONSTRAINT = 'journal_open';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER journal_open BEFORE INSERT ON kundenkreis_entry
  FOR EACH ROW EXECUTE FUNCTION kk_journal_open();

-- Checked at commit. Every entry asks, not only the first: SET CONSTRAINTS could spend that one question early.
-- Entries are never zero, so a sum of zero also means at least two legs.
CREATE FUNCTION kk_journal_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE off bigint := (SELECT sum(amount) FROM kundenkreis_entry
                       WHERE journal_id = NEW.journal_id AND currency = NEW.currency);
BEGIN
  IF off <> 0 THEN
    RAISE EXCEPTION 'journal % is off by % %', NEW.journal_id, off, NEW.currency
      USING ERRCODE = '23514', CONSTRAINT = 'journal_balanced';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_balanced AFTER INSERT ON kundenkreis_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_journal_balanced();

CREATE FUNCTION kk_journal_not_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM kundenkreis_entry WHERE journal_id = NEW.id) THEN
    RAISE EXCEPTION 'journal % is empty', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'journal_not_empty';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_not_empty AFTER INSERT ON kundenkreis_journal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_journal_not_empty();

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_journal
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_entry
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- Balances are kept only where an overdraft must be impossible; accounts everybody uses are summed when
-- read. One row that everybody updates brings the ledger to a stop (5 against 600 bookings a second).
CREATE FUNCTION kk_entry_moves_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE kundenkreis_account SET balance = balance + NEW.amount WHERE id = NEW.account_id AND NOT may_overdraw;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_moves_balance AFTER INSERT ON kundenkreis_entry
  FOR EACH ROW EXECUTE FUNCTION kk_entry_moves_balance();

-- An account opens empty, keeps its nature, and only entries (a trigger within a trigger) move its balance.
CREATE FUNCTION kk_account_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before bigint := 0;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.brand_id, NEW.kind, NEW.owner_id, NEW.subject, NEW.currency, NEW.may_overdraw) IS DISTINCT FROM
       (OLD.id, OLD.brand_id, OLD.kind, OLD.owner_id, OLD.subject, OLD.currency, OLD.may_overdraw) THEN
      RAISE EXCEPTION 'account % keeps its nature', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'account_nature';
    END IF;
    before := OLD.balance;
  END IF;
  IF NEW.balance <> before AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'only entries move the balance of account %', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'account_balance';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER account_law BEFORE INSERT OR UPDATE ON kundenkreis_account
  FOR EACH ROW EXECUTE FUNCTION kk_account_law();

-- What a hold says is still open is what lies on its account, at every commit and from both sides.
CREATE FUNCTION kk_hold_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place bigint := coalesce(to_jsonb(NEW) ->> 'account_id', to_jsonb(NEW) ->> 'id')::bigint;
BEGIN
  IF NOT EXISTS (
    SELECT FROM kundenkreis_fundshold h
    JOIN kundenkreis_account a ON a.id = h.account_id AND a.brand_id = h.brand_id
     AND a.subject = h.subject AND a.currency = h.currency AND a.kind = 'hold'
    WHERE a.id = place AND a.balance = h.amount - h.captured_amount - h.refunded_amount) THEN
    RAISE EXCEPTION 'the hold on account % does not agree with its money', place
      USING ERRCODE = '23514', CONSTRAINT = 'hold_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER hold_agrees AFTER INSERT OR UPDATE ON kundenkreis_fundshold
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_hold_agrees();
CREATE CONSTRAINT TRIGGER account_agrees AFTER UPDATE ON kundenkreis_account
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'hold') EXECUTE FUNCTION kk_hold_agrees();
CREATE TRIGGER hold_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_fundshold
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

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
