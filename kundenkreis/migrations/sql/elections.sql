-- What belongs to an election is of its brand.
CREATE UNIQUE INDEX election_in_brand ON kundenkreis_election (id, brand_id);
CREATE UNIQUE INDEX candidacy_in_brand ON kundenkreis_candidacy (id, brand_id);
ALTER TABLE kundenkreis_candidacy ADD CONSTRAINT candidacy_of_same_brand
  FOREIGN KEY (election_id, brand_id) REFERENCES kundenkreis_election (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_electionvoter ADD CONSTRAINT election_voter_of_same_brand
  FOREIGN KEY (election_id, brand_id) REFERENCES kundenkreis_election (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_mandate ADD CONSTRAINT mandate_of_same_brand
  FOREIGN KEY (candidacy_id, brand_id) REFERENCES kundenkreis_candidacy (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE TRIGGER elections_allowed_stay BEFORE UPDATE ON kundenkreis_electionsallowed
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- The list of who may vote is frozen when the vote opens; one ballot each, never taken back, not before and not after.
CREATE FUNCTION kk_election_voter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE e record;
BEGIN
  SELECT vote_from, counted_at INTO e FROM kundenkreis_election WHERE id = NEW.election_id;
  IF TG_OP = 'INSERT' THEN
    IF e.vote_from IS NOT NULL OR NEW.voted THEN
      RAISE EXCEPTION 'who may vote is settled' USING ERRCODE = '23514', CONSTRAINT = 'election_voters_frozen';
    END IF;
  ELSIF NEW.election_id <> OLD.election_id OR (NEW.person_id IS DISTINCT FROM OLD.person_id AND NEW.person_id IS NOT NULL) THEN
    RAISE EXCEPTION 'who may vote is settled' USING ERRCODE = '23514', CONSTRAINT = 'election_voters_frozen';
  ELSIF OLD.voted IS DISTINCT FROM NEW.voted AND (OLD.voted OR e.vote_from IS NULL OR e.counted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'one ballot each' USING ERRCODE = '23514', CONSTRAINT = 'one_ballot_each';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER election_voter_kept BEFORE INSERT OR UPDATE ON kundenkreis_electionvoter
  FOR EACH ROW EXECUTE FUNCTION kk_election_voter();

-- As many ballots are counted as people have voted, and nobody has more approvals than there are ballots.
CREATE FUNCTION kk_election_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which uuid := CASE TG_TABLE_NAME WHEN 'kundenkreis_election' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'election_id')::uuid END;
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_election e WHERE e.id = which
      AND (e.voted <> (SELECT count(*) FROM kundenkreis_electionvoter v WHERE v.election_id = which AND v.voted)
        OR EXISTS (SELECT FROM kundenkreis_candidacy c WHERE c.election_id = which AND c.approvals > e.voted))) THEN
    RAISE EXCEPTION 'as many ballots as voters' USING ERRCODE = '23514', CONSTRAINT = 'ballots_of_voters';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER election_counted AFTER INSERT OR UPDATE OF voted ON kundenkreis_election
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_election_counted();
CREATE CONSTRAINT TRIGGER election_counted AFTER UPDATE OF voted ON kundenkreis_electionvoter
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_election_counted();
CREATE CONSTRAINT TRIGGER election_counted AFTER INSERT OR UPDATE OF approvals ON kundenkreis_candidacy
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_election_counted();

-- What was counted stays.
CREATE FUNCTION kk_election_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was counted stays' USING ERRCODE = '23514', CONSTRAINT = 'election_stays';
END $$;
CREATE TRIGGER election_stays BEFORE UPDATE ON kundenkreis_election FOR EACH ROW
  WHEN ((OLD.seats, OLD.term_days, OLD.at, OLD.stand_until) IS DISTINCT FROM (NEW.seats, NEW.term_days, NEW.at, NEW.stand_until)
        OR (OLD.vote_from IS NOT NULL AND (OLD.vote_from, OLD.vote_until) IS DISTINCT FROM (NEW.vote_from, NEW.vote_until))
        OR OLD.counted_at IS NOT NULL)
  EXECUTE FUNCTION kk_election_stays();
-- Nobody's sum goes down, and none grows after the count.
CREATE FUNCTION kk_approvals_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.approvals < OLD.approvals OR EXISTS (SELECT FROM kundenkreis_election e WHERE e.id = NEW.election_id AND e.counted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'approvals stay' USING ERRCODE = '23514', CONSTRAINT = 'approvals_stay';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approvals_stay BEFORE UPDATE OF approvals ON kundenkreis_candidacy FOR EACH ROW
  WHEN (OLD.approvals IS DISTINCT FROM NEW.approvals) EXECUTE FUNCTION kk_approvals_stay();
-- An office stays as it was given, and ends once.
CREATE FUNCTION kk_mandate_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an office stays as it was given' USING ERRCODE = '23514', CONSTRAINT = 'mandate_stays';
END $$;
CREATE TRIGGER mandate_stays BEFORE UPDATE ON kundenkreis_mandate FOR EACH ROW
  WHEN ((OLD.candidacy_id, OLD.since, OLD.until) IS DISTINCT FROM (NEW.candidacy_id, NEW.since, NEW.until) OR OLD.ended_at IS NOT NULL)
  EXECUTE FUNCTION kk_mandate_stays();
