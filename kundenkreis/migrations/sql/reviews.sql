-- Double blind, and then for good. What one side says can be read only once the other has spoken or 14 days after the
-- visit; from then on nothing of it changes, except that its words may be forgotten with who wrote them.
CREATE FUNCTION kk_review_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.brand_id, NEW.public_id, NEW.booking_id, NEW.side, NEW.customer_id, NEW.helper_id, NEW.completed_seq, NEW.at)
     IS DISTINCT FROM
     (OLD.brand_id, OLD.public_id, OLD.booking_id, OLD.side, OLD.customer_id, OLD.helper_id, OLD.completed_seq, OLD.at)
     OR OLD.revealed_at IS NOT NULL AND (
       (NEW.stars, NEW.explained, NEW.on_time, NEW.solved, NEW.revealed_at) IS DISTINCT FROM
       (OLD.stars, OLD.explained, OLD.on_time, OLD.solved, OLD.revealed_at)
       OR NEW.text NOT IN (OLD.text, ''))
  THEN
    RAISE EXCEPTION 'review % was said otherwise', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'review_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER review_kept BEFORE UPDATE ON kundenkreis_review FOR EACH ROW EXECUTE FUNCTION kk_review_kept();
CREATE TRIGGER review_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_review
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

CREATE FUNCTION kk_review_blind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM kundenkreis_review WHERE booking_id = NEW.booking_id AND side <> NEW.side)
     AND NOT EXISTS (SELECT FROM kundenkreis_visit
       WHERE booking_id = NEW.booking_id AND completed_at + interval '14 days' <= NEW.revealed_at) THEN
    RAISE EXCEPTION 'review % is shown too early', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'review_blind';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER review_blind BEFORE INSERT OR UPDATE OF revealed_at ON kundenkreis_review
  FOR EACH ROW WHEN (NEW.revealed_at IS NOT NULL) EXECUTE FUNCTION kk_review_blind();
