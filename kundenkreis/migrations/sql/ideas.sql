-- What belongs to an idea is of its brand.
CREATE UNIQUE INDEX idea_in_brand ON kundenkreis_idea (id, brand_id);
ALTER TABLE kundenkreis_idea ADD CONSTRAINT idea_merged_in_brand
  FOREIGN KEY (merged_into_id, brand_id) REFERENCES kundenkreis_idea (id, brand_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_ideastep ADD CONSTRAINT idea_step_of_same_brand
  FOREIGN KEY (idea_id, brand_id) REFERENCES kundenkreis_idea (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_ideacomment ADD CONSTRAINT idea_comment_of_same_brand
  FOREIGN KEY (idea_id, brand_id) REFERENCES kundenkreis_idea (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_ideavote ADD CONSTRAINT idea_vote_of_same_brand
  FOREIGN KEY (idea_id, brand_id) REFERENCES kundenkreis_idea (id, brand_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- A vote lies on an open idea of somebody else, and only while the voter has one left. Order of locks: idea, then budget.
CREATE FUNCTION kk_idea_voted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  i kundenkreis_idea;
BEGIN
  SELECT * INTO i FROM kundenkreis_idea WHERE id = NEW.idea_id FOR SHARE;
  IF i.closed_at IS NOT NULL OR i.hidden_at IS NOT NULL OR NEW.returned_at IS NOT NULL THEN
    RAISE EXCEPTION 'idea % takes no votes', NEW.idea_id USING ERRCODE = '23514', CONSTRAINT = 'vote_on_open_idea';
  END IF;
  IF i.author_id = NEW.voter_id THEN
    RAISE EXCEPTION 'votes are for ideas of others' USING ERRCODE = '23514', CONSTRAINT = 'vote_for_others';
  END IF;
  UPDATE kundenkreis_votebudget SET used = used + 1
    WHERE brand_id = NEW.brand_id AND person_id = NEW.voter_id AND used < size;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no votes left' USING ERRCODE = '23514', CONSTRAINT = 'votes_within_budget';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER idea_voted BEFORE INSERT ON kundenkreis_ideavote
  FOR EACH ROW EXECUTE FUNCTION kk_idea_voted();

-- Whose vote it is stays; it comes back once; it changes its idea only with the word where it came from.
CREATE FUNCTION kk_idea_vote_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND ((NEW.brand_id, NEW.voter_id, NEW.at) IS DISTINCT FROM (OLD.brand_id, OLD.voter_id, OLD.at)
     OR (OLD.returned_at IS NOT NULL AND NEW.returned_at IS DISTINCT FROM OLD.returned_at)
     OR (NEW.idea_id <> OLD.idea_id AND NEW.moved_from_id IS DISTINCT FROM OLD.idea_id AND OLD.moved_from_id IS DISTINCT FROM NEW.idea_id)) THEN
    RAISE EXCEPTION 'vote % stays as it was', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'idea_vote_kept';
  END IF;
  IF OLD.returned_at IS NULL AND (TG_OP = 'DELETE' OR NEW.returned_at IS NOT NULL) THEN
    UPDATE kundenkreis_votebudget SET used = used - 1 WHERE brand_id = OLD.brand_id AND person_id = OLD.voter_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER idea_vote_changed AFTER UPDATE OR DELETE ON kundenkreis_ideavote
  FOR EACH ROW EXECUTE FUNCTION kk_idea_vote_changed();

-- Only votes (a trigger within a trigger) count what is used.
CREATE FUNCTION kk_vote_budget_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 AND NEW.used <> (CASE WHEN TG_OP = 'INSERT' THEN 0 ELSE OLD.used END) THEN
    RAISE EXCEPTION 'used votes are counted by the votes' USING ERRCODE = '23514', CONSTRAINT = 'vote_budget_counted';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vote_budget_counted BEFORE INSERT OR UPDATE ON kundenkreis_votebudget
  FOR EACH ROW EXECUTE FUNCTION kk_vote_budget_kept();

-- A step begins where the idea stands, follows the last one, and moves the idea.
CREATE FUNCTION kk_idea_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  i kundenkreis_idea;
BEGIN
  SELECT * INTO i FROM kundenkreis_idea WHERE id = NEW.idea_id FOR NO KEY UPDATE;
  IF i.status <> NEW.from_status OR i.merged_into_id IS NOT NULL
     OR NEW.seq <> 1 + coalesce((SELECT max(seq) FROM kundenkreis_ideastep WHERE idea_id = NEW.idea_id), 0)
     OR NEW.at < coalesce((SELECT max(at) FROM kundenkreis_ideastep WHERE idea_id = NEW.idea_id), i.written_at) THEN
    RAISE EXCEPTION 'step % of idea % does not follow', NEW.seq, NEW.idea_id USING ERRCODE = '23514', CONSTRAINT = 'idea_step_follows';
  END IF;
  UPDATE kundenkreis_idea SET status = NEW.to_status,
    closed_at = CASE WHEN NEW.to_status IN ('delivered', 'declined') THEN NEW.at END WHERE id = NEW.idea_id;
  RETURN NEW;
END $$;
CREATE TRIGGER idea_step BEFORE INSERT ON kundenkreis_ideastep
  FOR EACH ROW EXECUTE FUNCTION kk_idea_step();
CREATE TRIGGER idea_step_stays BEFORE UPDATE ON kundenkreis_ideastep
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- The status follows the steps; the author and the day stay, so that time to market can be believed.
CREATE FUNCTION kk_idea_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'received' THEN
      RAISE EXCEPTION 'an idea begins as received' USING ERRCODE = '23514', CONSTRAINT = 'idea_status_by_step';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.status <> OLD.status AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'the status follows the steps' USING ERRCODE = '23514', CONSTRAINT = 'idea_status_by_step';
  END IF;
  IF (NEW.author_id, NEW.written_at, NEW.brand_id) IS DISTINCT FROM (OLD.author_id, OLD.written_at, OLD.brand_id) THEN
    RAISE EXCEPTION 'author and day of an idea stay' USING ERRCODE = '23514', CONSTRAINT = 'idea_origin_stays';
  END IF;
  IF NEW.merged_into_id IS NOT NULL AND OLD.merged_into_id IS NULL THEN
    PERFORM 1 FROM kundenkreis_idea WHERE id = NEW.merged_into_id FOR SHARE;
    IF NEW.merged_into_id = NEW.id
       OR EXISTS (SELECT FROM kundenkreis_idea WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL)
       OR EXISTS (SELECT FROM kundenkreis_idea WHERE merged_into_id = NEW.id) THEN
      RAISE EXCEPTION 'no chains of merged ideas' USING ERRCODE = '23514', CONSTRAINT = 'idea_merged_once';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER idea_kept BEFORE INSERT OR UPDATE ON kundenkreis_idea
  FOR EACH ROW EXECUTE FUNCTION kk_idea_kept();

-- When an idea is closed, the votes on it come back to whoever gave them; always locked in one order.
CREATE FUNCTION kk_idea_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM kundenkreis_votebudget WHERE brand_id = NEW.brand_id AND person_id IN
    (SELECT voter_id FROM kundenkreis_ideavote WHERE idea_id = NEW.id AND returned_at IS NULL) ORDER BY person_id FOR NO KEY UPDATE;
  UPDATE kundenkreis_ideavote SET returned_at = NEW.closed_at WHERE idea_id = NEW.id AND returned_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER idea_closed AFTER UPDATE OF closed_at ON kundenkreis_idea
  FOR EACH ROW WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL) EXECUTE FUNCTION kk_idea_closed();
