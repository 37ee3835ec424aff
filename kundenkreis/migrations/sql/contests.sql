-- What belongs to a contest is of its brand, and of this contest.
CREATE UNIQUE INDEX contest_in_brand ON kundenkreis_ideacontest (id, brand_id);
CREATE UNIQUE INDEX contest_entry_in_contest ON kundenkreis_contestentry (id, contest_id);
CREATE UNIQUE INDEX contest_entry_in_brand ON kundenkreis_contestentry (id, brand_id);
ALTER TABLE kundenkreis_contestentry ADD CONSTRAINT contest_entry_of_same_brand
  FOREIGN KEY (contest_id, brand_id) REFERENCES kundenkreis_ideacontest (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_lemon ADD CONSTRAINT lemon_of_its_contest
  FOREIGN KEY (entry_id, contest_id) REFERENCES kundenkreis_contestentry (id, contest_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_lemon ADD CONSTRAINT lemon_of_same_brand
  FOREIGN KEY (contest_id, brand_id) REFERENCES kundenkreis_ideacontest (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_juror ADD CONSTRAINT juror_of_same_brand
  FOREIGN KEY (contest_id, brand_id) REFERENCES kundenkreis_ideacontest (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_juryverdict ADD CONSTRAINT verdict_of_same_brand
  FOREIGN KEY (entry_id, brand_id) REFERENCES kundenkreis_contestentry (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- An entry is written within its days, by nobody who judges; author and words' day stay.
CREATE FUNCTION kk_contest_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  c kundenkreis_ideacontest;
BEGIN
  SELECT * INTO c FROM kundenkreis_ideacontest WHERE id = NEW.contest_id FOR SHARE;
  IF NEW.at < c.submit_from OR NEW.at >= c.submit_until THEN
    RAISE EXCEPTION 'contest % takes no entries then', c.id USING ERRCODE = '23514', CONSTRAINT = 'entry_within_its_days';
  END IF;
  IF NEW.withdrawn_at IS NULL AND EXISTS (SELECT FROM kundenkreis_juror WHERE contest_id = NEW.contest_id AND person_id = NEW.author_id) THEN
    RAISE EXCEPTION 'jurors have no entries' USING ERRCODE = '23514', CONSTRAINT = 'juror_has_no_entry';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.author_id, NEW.contest_id, NEW.at) IS DISTINCT FROM (OLD.author_id, OLD.contest_id, OLD.at) THEN
    RAISE EXCEPTION 'an entry stays whose it is' USING ERRCODE = '23514', CONSTRAINT = 'contest_entry_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contest_entry BEFORE INSERT OR UPDATE ON kundenkreis_contestentry
  FOR EACH ROW EXECUTE FUNCTION kk_contest_entry();

-- No juror on an idea of her own: naming her waits for entries being written, and they for it.
CREATE FUNCTION kk_juror_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM kundenkreis_ideacontest WHERE id = NEW.contest_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM kundenkreis_contestentry
             WHERE contest_id = NEW.contest_id AND author_id = NEW.person_id AND withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'jurors have no entries' USING ERRCODE = '23514', CONSTRAINT = 'juror_has_no_entry';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER juror_named BEFORE INSERT OR UPDATE ON kundenkreis_juror
  FOR EACH ROW EXECUTE FUNCTION kk_juror_named();

-- Tokens: so many as the contest says, in its days, never on one's own entry. Each has a number, and each number is there once.
CREATE FUNCTION kk_lemon() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  c kundenkreis_ideacontest;
BEGIN
  SELECT * INTO c FROM kundenkreis_ideacontest WHERE id = NEW.contest_id;
  IF NEW.number NOT BETWEEN 1 AND c.tokens THEN
    RAISE EXCEPTION 'no such token' USING ERRCODE = '23514', CONSTRAINT = 'lemons_within_bag';
  END IF;
  IF NEW.at < c.submit_until OR NEW.at >= c.filter_until THEN
    RAISE EXCEPTION 'the weakest are not marked then' USING ERRCODE = '23514', CONSTRAINT = 'lemon_within_its_days';
  END IF;
  IF EXISTS (SELECT FROM kundenkreis_contestentry WHERE id = NEW.entry_id AND author_id = NEW.giver_id) THEN
    RAISE EXCEPTION 'tokens are for entries of others' USING ERRCODE = '23514', CONSTRAINT = 'lemon_for_others';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lemon_given BEFORE INSERT OR UPDATE ON kundenkreis_lemon
  FOR EACH ROW EXECUTE FUNCTION kk_lemon();

-- A verdict is of a juror of this contest, in its days, with one mark from 1 to 5 for each criterion, never on her own idea.
CREATE FUNCTION kk_jury_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e kundenkreis_contestentry;
  c kundenkreis_ideacontest;
  j kundenkreis_juror;
BEGIN
  SELECT * INTO e FROM kundenkreis_contestentry WHERE id = NEW.entry_id;
  SELECT * INTO c FROM kundenkreis_ideacontest WHERE id = e.contest_id;
  SELECT * INTO j FROM kundenkreis_juror WHERE id = NEW.juror_id;
  IF j.contest_id IS DISTINCT FROM e.contest_id THEN
    RAISE EXCEPTION 'no juror of this contest' USING ERRCODE = '23514', CONSTRAINT = 'verdict_by_its_jury';
  END IF;
  IF e.author_id = j.person_id THEN
    RAISE EXCEPTION 'no juror on her own idea' USING ERRCODE = '23514', CONSTRAINT = 'verdict_on_others';
  END IF;
  IF NEW.at < c.filter_until OR NEW.at >= c.jury_until THEN
    RAISE EXCEPTION 'the jury does not judge then' USING ERRCODE = '23514', CONSTRAINT = 'verdict_within_its_days';
  END IF;
  IF cardinality(NEW.marks) <> cardinality(c.criteria) OR NOT (1 <= ALL (NEW.marks) AND 5 >= ALL (NEW.marks)) THEN
    RAISE EXCEPTION 'one mark from 1 to 5 for each criterion' USING ERRCODE = '23514', CONSTRAINT = 'verdict_marks';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER jury_verdict BEFORE INSERT OR UPDATE ON kundenkreis_juryverdict
  FOR EACH ROW EXECUTE FUNCTION kk_jury_verdict();

-- Rules, prize and criteria stay once there is an entry; a result stays.
CREATE FUNCTION kk_contest_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_contestentry WHERE contest_id = OLD.id)
     AND (NEW.title, NEW.body, NEW.rules, NEW.prize, NEW.criteria, NEW.tokens, NEW.submit_from)
         IS DISTINCT FROM (OLD.title, OLD.body, OLD.rules, OLD.prize, OLD.criteria, OLD.tokens, OLD.submit_from) THEN
    RAISE EXCEPTION 'the rules stay' USING ERRCODE = '23514', CONSTRAINT = 'contest_rules_stay';
  END IF;
  IF OLD.result_at IS NOT NULL AND (NEW.result_at, NEW.result_text) IS DISTINCT FROM (OLD.result_at, OLD.result_text) THEN
    RAISE EXCEPTION 'the result stays' USING ERRCODE = '23514', CONSTRAINT = 'contest_result_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contest_kept BEFORE UPDATE ON kundenkreis_ideacontest
  FOR EACH ROW EXECUTE FUNCTION kk_contest_kept();
