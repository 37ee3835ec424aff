-- What belongs to a petition for a recall is of its brand.
CREATE UNIQUE INDEX mandate_in_brand ON kundenkreis_mandate (id, brand_id);
CREATE UNIQUE INDEX recall_in_brand ON kundenkreis_recall (id, brand_id);
ALTER TABLE kundenkreis_recall ADD CONSTRAINT recall_of_same_brand
  FOREIGN KEY (mandate_id, brand_id) REFERENCES kundenkreis_mandate (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_recallsigner ADD CONSTRAINT recall_signer_of_same_brand
  FOREIGN KEY (recall_id, brand_id) REFERENCES kundenkreis_recall (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_recallvoter ADD CONSTRAINT recall_voter_of_same_brand
  FOREIGN KEY (recall_id, brand_id) REFERENCES kundenkreis_recall (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- Nobody signs once the vote is open or all is over.
CREATE FUNCTION kk_recall_signer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_recall r WHERE r.id = NEW.recall_id AND (r.vote_from IS NOT NULL OR r.counted_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'nobody signs any more' USING ERRCODE = '23514', CONSTRAINT = 'recall_signed_in_time';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recall_signer_in_time BEFORE INSERT OR UPDATE ON kundenkreis_recallsigner
  FOR EACH ROW EXECUTE FUNCTION kk_recall_signer();

-- The list of who may vote is frozen when the vote opens; one vote each, never taken back, not before and not after.
CREATE FUNCTION kk_recall_voter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
  SELECT vote_from, counted_at INTO r FROM kundenkreis_recall WHERE id = NEW.recall_id;
  IF TG_OP = 'INSERT' THEN
    IF r.vote_from IS NOT NULL OR NEW.voted THEN
      RAISE EXCEPTION 'who may vote is settled' USING ERRCODE = '23514', CONSTRAINT = 'recall_voters_frozen';
    END IF;
  ELSIF NEW.recall_id <> OLD.recall_id OR (NEW.person_id IS DISTINCT FROM OLD.person_id AND NEW.person_id IS NOT NULL) THEN
    RAISE EXCEPTION 'who may vote is settled' USING ERRCODE = '23514', CONSTRAINT = 'recall_voters_frozen';
  ELSIF OLD.voted IS DISTINCT FROM NEW.voted AND (OLD.voted OR r.vote_from IS NULL OR r.counted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'one vote each' USING ERRCODE = '23514', CONSTRAINT = 'recall_one_vote_each';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recall_voter_kept BEFORE INSERT OR UPDATE ON kundenkreis_recallvoter
  FOR EACH ROW EXECUTE FUNCTION kk_recall_voter();

-- As many votes are counted as people have voted, at the end of every transaction.
CREATE FUNCTION kk_recall_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which uuid := CASE TG_TABLE_NAME WHEN 'kundenkreis_recall' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'recall_id')::uuid END;
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_recall r WHERE r.id = which
      AND r.voted <> (SELECT count(*) FROM kundenkreis_recallvoter v WHERE v.recall_id = which AND v.voted)) THEN
    RAISE EXCEPTION 'as many votes as voters' USING ERRCODE = '23514', CONSTRAINT = 'recall_votes_of_voters';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER recall_counted AFTER INSERT OR UPDATE OF voted ON kundenkreis_recall
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_recall_counted();
CREATE CONSTRAINT TRIGGER recall_counted AFTER UPDATE OF voted ON kundenkreis_recallvoter
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_recall_counted();

-- What is asked stays as it was; a vote opens with enough signatures only; what was counted stays.
CREATE FUNCTION kk_recall_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.mandate_id, NEW.words, NEW.at, NEW.gather_until, NEW.needed) IS DISTINCT FROM (OLD.mandate_id, OLD.words, OLD.at, OLD.gather_until, OLD.needed)
     OR (OLD.vote_from IS NOT NULL AND (NEW.vote_from, NEW.vote_until) IS DISTINCT FROM (OLD.vote_from, OLD.vote_until))
     OR (OLD.counted_at IS NOT NULL AND (NEW.voted, NEW.yes, NEW.no, NEW.counted_at, NEW.recalled, NEW.answer) IS DISTINCT FROM (OLD.voted, OLD.yes, OLD.no, OLD.counted_at, OLD.recalled, OLD.answer)) THEN
    RAISE EXCEPTION 'what was asked and counted stays' USING ERRCODE = '23514', CONSTRAINT = 'recall_stays';
  END IF;
  IF OLD.vote_from IS NULL AND NEW.vote_from IS NOT NULL
     AND (SELECT count(*) FROM kundenkreis_recallsigner s WHERE s.recall_id = NEW.id) < NEW.needed THEN
    RAISE EXCEPTION 'too few have signed' USING ERRCODE = '23514', CONSTRAINT = 'recall_signed_by_enough';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recall_stays BEFORE UPDATE ON kundenkreis_recall FOR EACH ROW EXECUTE FUNCTION kk_recall_stays();

-- Whom members recalled holds no office at the end of the transaction.
CREATE FUNCTION kk_recall_ends_office() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_mandate m WHERE m.id = NEW.mandate_id AND m.ended_at IS NULL AND m.until > NEW.counted_at) THEN
    RAISE EXCEPTION 'a recall ends the office' USING ERRCODE = '23514', CONSTRAINT = 'recall_ends_office';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER recall_ends_office AFTER UPDATE ON kundenkreis_recall
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.recalled) EXECUTE FUNCTION kk_recall_ends_office();
