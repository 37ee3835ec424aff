-- A closed month is what its shares say, a share what its lines say, and both what the ledger says; nothing of it
-- changes. Points that became something else left their owner's account: the ledger refuses an overdraft.

CREATE FUNCTION kk_payback_month_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which uuid := coalesce(to_jsonb(NEW) ->> 'month_id', to_jsonb(NEW) ->> 'id')::uuid;
BEGIN
  IF NOT EXISTS (
    SELECT FROM kundenkreis_paybackmonth m WHERE m.id = which AND m.brand_id = NEW.brand_id
     AND m.points = (SELECT coalesce(sum(s.points), 0) FROM kundenkreis_paybackshare s
                      WHERE s.month_id = m.id AND s.brand_id = m.brand_id)
     AND NOT EXISTS (SELECT FROM kundenkreis_paybackshare s
                      WHERE s.month_id = m.id AND s.points IS DISTINCT FROM
                        (SELECT sum(e.amount) FROM kundenkreis_journal j
                           JOIN kundenkreis_entry e ON e.journal_id = j.id
                           JOIN kundenkreis_account a ON a.id = e.account_id AND a.kind = 'points' AND a.owner_id = s.person_id
                          WHERE j.brand_id = m.brand_id AND j.subject = 'payback-month:' || m.id))) THEN
    RAISE EXCEPTION 'the shares of month % do not agree with it', which
      USING ERRCODE = '23514', CONSTRAINT = 'payback_month_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payback_month_agrees AFTER INSERT ON kundenkreis_paybackmonth
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_payback_month_agrees();
CREATE CONSTRAINT TRIGGER payback_share_in_month AFTER INSERT ON kundenkreis_paybackshare
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_payback_month_agrees();

CREATE FUNCTION kk_payback_share_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which bigint := coalesce(to_jsonb(NEW) ->> 'share_id', to_jsonb(NEW) ->> 'id')::bigint;
BEGIN
  IF NOT EXISTS (
    SELECT FROM kundenkreis_paybackshare s WHERE s.id = which AND s.brand_id = NEW.brand_id
     AND s.points - s.fixed = (SELECT coalesce(sum(l.points), 0) FROM kundenkreis_paybackline l WHERE l.share_id = s.id)) THEN
    RAISE EXCEPTION 'the lines of share % do not sum to it', which
      USING ERRCODE = '23514', CONSTRAINT = 'payback_share_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payback_share_agrees AFTER INSERT ON kundenkreis_paybackshare
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_payback_share_agrees();
CREATE CONSTRAINT TRIGGER payback_line_in_share AFTER INSERT ON kundenkreis_paybackline
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_payback_share_agrees();

CREATE FUNCTION kk_redemption_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(e.amount) FROM kundenkreis_journal j
        JOIN kundenkreis_entry e ON e.journal_id = j.id
        JOIN kundenkreis_account a ON a.id = e.account_id AND a.kind = 'points' AND a.owner_id = NEW.person_id
       WHERE j.brand_id = NEW.brand_id AND j.subject = 'payback:' || NEW.id) IS DISTINCT FROM -NEW.points THEN
    RAISE EXCEPTION 'redemption % took other points than it says', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'redemption_agrees';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER redemption_agrees AFTER INSERT ON kundenkreis_redemption
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_redemption_agrees();

CREATE TRIGGER payback_terms_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_paybackterms
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER payback_month_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_paybackmonth
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER payback_share_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_paybackshare
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER payback_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_paybackline
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER redemption_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_redemption
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
