-- One reply, by who was reviewed, once the review can be read; then it stays as it is, except that its words may be
-- forgotten with who wrote them.
CREATE FUNCTION kk_reply_by_reviewed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM kundenkreis_review r JOIN kundenkreis_helper h ON h.id = r.helper_id
      WHERE r.id = NEW.review_id AND r.revealed_at IS NOT NULL AND r.brand_id = NEW.brand_id
        AND NEW.by_id = CASE r.side WHEN 'customer' THEN h.person_id ELSE r.customer_id END) THEN
    RAISE EXCEPTION 'not the reviewed of review %', NEW.review_id USING ERRCODE = '23514', CONSTRAINT = 'reply_by_reviewed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reply_by_reviewed BEFORE INSERT ON kundenkreis_reviewreply
  FOR EACH ROW EXECUTE FUNCTION kk_reply_by_reviewed();
CREATE TRIGGER reply_stays BEFORE UPDATE OF review_id, brand_id, by_id, at OR DELETE OR TRUNCATE ON kundenkreis_reviewreply
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER reply_words_only_go BEFORE UPDATE OF text ON kundenkreis_reviewreply
  FOR EACH ROW WHEN (NEW.text <> '') EXECUTE FUNCTION kk_append_only();

-- A decision stands as it was told; only what the reporter wrote may be forgotten, and another may show the review again.
CREATE FUNCTION kk_report_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.brand_id, NEW.review_id, NEW.by_id, NEW.reason, NEW.at) IS DISTINCT FROM
     (OLD.brand_id, OLD.review_id, OLD.by_id, OLD.reason, OLD.at)
     OR NEW.text NOT IN (OLD.text, '')
     OR OLD.decided_at IS NOT NULL AND (NEW.decided_at, NEW.decided_by_id, NEW.upheld, NEW.answer) IS DISTINCT FROM
        (OLD.decided_at, OLD.decided_by_id, OLD.upheld, OLD.answer)
     OR OLD.restored_at IS NOT NULL AND (NEW.restored_at, NEW.restored_by_id, NEW.restored_why) IS DISTINCT FROM
        (OLD.restored_at, OLD.restored_by_id, OLD.restored_why) THEN
    RAISE EXCEPTION 'report % was decided otherwise', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'report_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_kept BEFORE UPDATE ON kundenkreis_reviewreport FOR EACH ROW EXECUTE FUNCTION kk_report_kept();
CREATE TRIGGER report_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_reviewreport
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- Nothing is hidden without a decision that says why. Deferred: decision and hiding are one transaction.
CREATE FUNCTION kk_review_hidden_with_reasons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_review WHERE id = NEW.id AND hidden_at IS NOT NULL)
     AND NOT EXISTS (SELECT FROM kundenkreis_reviewreport
       WHERE review_id = NEW.id AND upheld AND restored_at IS NULL) THEN
    RAISE EXCEPTION 'review % is hidden without reasons', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'review_hidden_with_reasons';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER review_hidden_with_reasons AFTER INSERT OR UPDATE OF hidden_at ON kundenkreis_review
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_review_hidden_with_reasons();
