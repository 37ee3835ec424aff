-- What belongs to a proposal is of its brand.
CREATE UNIQUE INDEX charter_proposal_in_brand ON kundenkreis_charterproposal (id, brand_id);
ALTER TABLE kundenkreis_chartersupport ADD CONSTRAINT charter_support_of_same_brand
  FOREIGN KEY (proposal_id, brand_id) REFERENCES kundenkreis_charterproposal (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_chartercomment ADD CONSTRAINT charter_comment_of_same_brand
  FOREIGN KEY (proposal_id, brand_id) REFERENCES kundenkreis_charterproposal (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_chartervoter ADD CONSTRAINT charter_voter_of_same_brand
  FOREIGN KEY (proposal_id, brand_id) REFERENCES kundenkreis_charterproposal (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE TRIGGER charter_version_stays BEFORE UPDATE OR DELETE ON kundenkreis_charterversion
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- The list of who may vote is frozen when the vote opens, and nobody votes twice, takes a vote back, or before or after.
CREATE FUNCTION kk_charter_voter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  SELECT vote_from, counted_at INTO p FROM kundenkreis_charterproposal WHERE id = NEW.proposal_id;
  IF TG_OP = 'INSERT' THEN
    IF p.vote_from IS NOT NULL OR NEW.voted THEN
      RAISE EXCEPTION 'who may vote is settled' USING ERRCODE = '23514', CONSTRAINT = 'charter_voters_frozen';
    END IF;
  ELSIF NEW.proposal_id <> OLD.proposal_id OR (NEW.person_id IS DISTINCT FROM OLD.person_id AND NEW.person_id IS NOT NULL) THEN
    RAISE EXCEPTION 'who may vote is settled' USING ERRCODE = '23514', CONSTRAINT = 'charter_voters_frozen';
  ELSIF OLD.voted IS DISTINCT FROM NEW.voted AND (OLD.voted OR p.vote_from IS NULL OR p.counted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'one vote each' USING ERRCODE = '23514', CONSTRAINT = 'charter_one_vote_each';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER charter_voter_kept BEFORE INSERT OR UPDATE ON kundenkreis_chartervoter
  FOR EACH ROW EXECUTE FUNCTION kk_charter_voter();

-- As many votes are counted as people have voted, at the end of every transaction.
CREATE FUNCTION kk_charter_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which uuid := CASE TG_TABLE_NAME WHEN 'kundenkreis_charterproposal' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'proposal_id')::uuid END;
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_charterproposal p WHERE p.id = which
      AND p.voted <> (SELECT count(*) FROM kundenkreis_chartervoter v WHERE v.proposal_id = which AND v.voted)) THEN
    RAISE EXCEPTION 'as many votes as voters' USING ERRCODE = '23514', CONSTRAINT = 'charter_votes_of_voters';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER charter_counted AFTER INSERT OR UPDATE OF voted ON kundenkreis_charterproposal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_charter_counted();
CREATE CONSTRAINT TRIGGER charter_counted AFTER UPDATE OF voted ON kundenkreis_chartervoter
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_charter_counted();

-- What is voted on stays as it was when it opened; what was counted and decided stays.
CREATE FUNCTION kk_charter_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.opened_at IS NOT NULL AND (NEW.title, NEW.why, NEW.text, NEW.opened_at) IS DISTINCT FROM (OLD.title, OLD.why, OLD.text, OLD.opened_at))
     OR (OLD.vote_from IS NOT NULL AND (NEW.vote_from, NEW.vote_until) IS DISTINCT FROM (OLD.vote_from, OLD.vote_until))
     OR (OLD.counted_at IS NOT NULL AND (NEW.voted, NEW.yes, NEW.no, NEW.blank, NEW.counted_at) IS DISTINCT FROM (OLD.voted, OLD.yes, OLD.no, OLD.blank, OLD.counted_at))
     OR (OLD.decided_at IS NOT NULL AND (NEW.decided_at, NEW.adopted, NEW.reasons) IS DISTINCT FROM (OLD.decided_at, OLD.adopted, OLD.reasons)) THEN
    RAISE EXCEPTION 'what was opened, counted or decided stays' USING ERRCODE = '23514', CONSTRAINT = 'charter_proposal_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER charter_proposal_stays BEFORE UPDATE ON kundenkreis_charterproposal
  FOR EACH ROW EXECUTE FUNCTION kk_charter_proposal();
