-- Payouts: never twice, never more than due, never by one person alone, never to a number changed yesterday.

-- A payout is of the brand of its batch and goes to its own person's account, not before that may be used.
ALTER TABLE kundenkreis_payout
  ADD CONSTRAINT payout_in_batch FOREIGN KEY (batch_id, brand_id)
    REFERENCES kundenkreis_payoutbatch (id, brand_id),
  ADD CONSTRAINT payout_to_account FOREIGN KEY (account_id, brand_id, person_id, usable_from)
    REFERENCES kundenkreis_payoutaccount (id, brand_id, person_id, usable_from);
ALTER TABLE kundenkreis_payoutline
  ADD CONSTRAINT line_of_payout FOREIGN KEY (payout_id, brand_id)
    REFERENCES kundenkreis_payout (id, brand_id);

-- It moves only along its way, leaves only when its batch is released, and what was put together stays.
CREATE FUNCTION kk_payout_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'batched' THEN
      RAISE EXCEPTION 'a payout begins in its batch' USING ERRCODE = '23514', CONSTRAINT = 'payout_moves';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
       ('batched', 'sent'), ('batched', 'withdrawn'), ('sent', 'confirmed'), ('sent', 'returned'),
       ('confirmed', 'returned')) THEN
    RAISE EXCEPTION 'a payout cannot go from % to %', OLD.state, NEW.state
      USING ERRCODE = '23514', CONSTRAINT = 'payout_moves';
  END IF;
  IF NEW.state = 'sent' AND NOT EXISTS (
       SELECT FROM kundenkreis_payoutbatch WHERE id = NEW.batch_id AND released_at IS NOT NULL) THEN
    RAISE EXCEPTION 'payout % is not released', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'payout_released';
  END IF;
  IF (NEW.brand_id, NEW.batch_id, NEW.person_id, NEW.account_id, NEW.usable_from, NEW.amount, NEW.currency, NEW.provider)
     IS DISTINCT FROM
     (OLD.brand_id, OLD.batch_id, OLD.person_id, OLD.account_id, OLD.usable_from, OLD.amount, OLD.currency, OLD.provider) THEN
    RAISE EXCEPTION 'payout % stays as it was put together', OLD.id
      USING ERRCODE = '23514', CONSTRAINT = 'payout_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_moves BEFORE INSERT OR UPDATE ON kundenkreis_payout
  FOR EACH ROW EXECUTE FUNCTION kk_payout_moves();
CREATE TRIGGER payout_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_payout
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER line_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_payoutline
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- Who released stays who released.
CREATE FUNCTION kk_batch_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.brand_id, NEW.made_at, NEW.made_by_id) IS DISTINCT FROM (OLD.brand_id, OLD.made_at, OLD.made_by_id)
     OR (OLD.released_at IS NOT NULL AND (NEW.released_at, NEW.released_by_id)
         IS DISTINCT FROM (OLD.released_at, OLD.released_by_id)) THEN
    RAISE EXCEPTION 'batch % was made and released otherwise', OLD.id
      USING ERRCODE = '23514', CONSTRAINT = 'batch_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER batch_kept BEFORE UPDATE ON kundenkreis_payoutbatch
  FOR EACH ROW EXECUTE FUNCTION kk_batch_kept();
CREATE TRIGGER batch_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_payoutbatch
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- An account's number never changes: another number is another row, with its own time of caution.
CREATE FUNCTION kk_payout_account_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.iban, NEW.set_at, NEW.usable_from, NEW.person_id, NEW.brand_id)
     IS DISTINCT FROM (OLD.iban, OLD.set_at, OLD.usable_from, OLD.person_id, OLD.brand_id)
     AND NOT (NEW.iban = '' AND NEW.replaced_at IS NOT NULL
              AND (NEW.set_at, NEW.usable_from, NEW.person_id, NEW.brand_id)
                = (OLD.set_at, OLD.usable_from, OLD.person_id, OLD.brand_id)) THEN
    RAISE EXCEPTION 'payout account % stays as it was set', OLD.id
      USING ERRCODE = '23514', CONSTRAINT = 'payout_account_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_account_kept BEFORE UPDATE ON kundenkreis_payoutaccount
  FOR EACH ROW EXECUTE FUNCTION kk_payout_account_kept();

-- A second account of the same person and brand waits its 72 hours.
CREATE FUNCTION kk_payout_account_caution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.usable_from < NEW.set_at + interval '72 hours' AND EXISTS (
       SELECT FROM kundenkreis_payoutaccount
       WHERE brand_id = NEW.brand_id AND person_id = NEW.person_id AND id <> NEW.id) THEN
    RAISE EXCEPTION 'a changed account waits' USING ERRCODE = '23514', CONSTRAINT = 'payout_account_caution';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_account_caution BEFORE INSERT ON kundenkreis_payoutaccount
  FOR EACH ROW EXECUTE FUNCTION kk_payout_account_caution();

-- The lines of a payout are what was due to its person, and sum to it: asked at commit.
CREATE FUNCTION kk_payout_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which uuid := coalesce(to_jsonb(NEW) ->> 'payout_id', to_jsonb(NEW) ->> 'id')::uuid;
BEGIN
  IF (SELECT p.amount FROM kundenkreis_payout p WHERE p.id = which) IS DISTINCT FROM
     (SELECT sum(e.amount) FROM kundenkreis_payoutline l
        JOIN kundenkreis_entry e ON e.id = l.entry_id
        JOIN kundenkreis_payout p ON p.id = l.payout_id
        JOIN kundenkreis_account a ON a.id = e.account_id AND a.kind = 'payable'
         AND a.brand_id = p.brand_id AND a.owner_id = p.person_id AND a.currency = p.currency
       WHERE l.payout_id = which
      HAVING count(*) = (SELECT count(*) FROM kundenkreis_payoutline WHERE payout_id = which)) THEN
    RAISE EXCEPTION 'the lines of payout % do not sum to it', which
      USING ERRCODE = '23514', CONSTRAINT = 'payout_lines';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payout_lines AFTER INSERT ON kundenkreis_payout
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_payout_lines();
CREATE CONSTRAINT TRIGGER line_sums AFTER INSERT ON kundenkreis_payoutline
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_payout_lines();

-- Where a payout says its money is, there it is: reserved while batched, at the bank once sent, due again otherwise.
-- Asked at commit whenever a payout or one of its journals appears or moves.
CREATE FUNCTION kk_payout_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which text := coalesce(to_jsonb(NEW) ->> 'subject', 'payout:' || (to_jsonb(NEW) ->> 'id'));
BEGIN
  IF NOT EXISTS (
    SELECT FROM kundenkreis_payout p WHERE which = 'payout:' || p.id AND p.brand_id = NEW.brand_id
     AND coalesce((SELECT sum(e.amount) FROM kundenkreis_journal j
           JOIN kundenkreis_entry e ON e.journal_id = j.id
           JOIN kundenkreis_account a ON a.id = e.account_id AND a.kind = 'transit' AND a.owner_id = p.person_id
          WHERE j.brand_id = p.brand_id AND j.subject = which), 0)
       = CASE WHEN p.state = 'batched' THEN p.amount ELSE 0 END
     AND coalesce((SELECT sum(e.amount) FROM kundenkreis_journal j
           JOIN kundenkreis_entry e ON e.journal_id = j.id
           JOIN kundenkreis_account a ON a.id = e.account_id AND a.kind = 'bank' AND a.owner_id = p.person_id
          WHERE j.brand_id = p.brand_id AND j.subject = which), 0)
       = CASE WHEN p.state IN ('sent', 'confirmed') THEN p.amount ELSE 0 END) THEN
    RAISE EXCEPTION '% does not agree with its money', which
      USING ERRCODE = '23514', CONSTRAINT = 'payout_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payout_agrees AFTER INSERT OR UPDATE ON kundenkreis_payout
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_payout_agrees();
CREATE CONSTRAINT TRIGGER payout_journal_agrees AFTER INSERT ON kundenkreis_journal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind IN ('payout', 'transfer', 'return'))
  EXECUTE FUNCTION kk_payout_agrees();
