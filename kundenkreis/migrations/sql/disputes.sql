-- The life of a dispute is a foreign key, as that of a booking: the same rows stand in disputes/steps.py.
CREATE TABLE kundenkreis_dispute_way (
  name varchar(10) NOT NULL,
  from_state varchar(11) NOT NULL,
  to_state varchar(11) NOT NULL,
  PRIMARY KEY (name, from_state, to_state)
);
INSERT INTO kundenkreis_dispute_way VALUES
  ('object', '-', 'open'),
  ('answer', 'open', 'answered'),
  ('answer', 'unanswered', 'answered'),
  ('lapse', 'open', 'unanswered'),
  ('take_back', 'open', 'withdrawn'),
  ('take_back', 'answered', 'withdrawn'),
  ('take_back', 'unanswered', 'withdrawn'),
  ('decide', 'answered', 'decided'),
  ('decide', 'unanswered', 'decided'),
  ('ask_again', 'decided', 'second_look'),
  ('decide', 'second_look', 'settled'),
  ('settle', 'decided', 'settled');

ALTER TABLE kundenkreis_disputestep
  ADD COLUMN prev_seq integer GENERATED ALWAYS AS (NULLIF(seq - 1, 0)) STORED,
  ADD CONSTRAINT dispute_begins CHECK ((seq = 1) = (from_state = '-') AND seq >= 1),
  ADD CONSTRAINT dispute_on_its_way FOREIGN KEY (name, from_state, to_state)
    REFERENCES kundenkreis_dispute_way (name, from_state, to_state),
  ADD CONSTRAINT dispute_in_one_piece FOREIGN KEY (dispute_id, prev_seq, from_state)
    REFERENCES kundenkreis_disputestep (dispute_id, seq, to_state),
  ADD CONSTRAINT dispute_of_brand FOREIGN KEY (dispute_id, brand_id) REFERENCES kundenkreis_dispute (id, brand_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE kundenkreis_dispute
  ADD CONSTRAINT dispute_in_state FOREIGN KEY (id, seq, state)
    REFERENCES kundenkreis_disputestep (dispute_id, seq, to_state) DEFERRABLE INITIALLY DEFERRED;
CREATE TRIGGER dispute_history_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_disputestep
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();
CREATE TRIGGER dispute_stays BEFORE DELETE OR TRUNCATE ON kundenkreis_dispute
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- The dispute is where its history ends; and one that was decided has its reasons.
CREATE FUNCTION kk_dispute_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_dispute WHERE id = NEW.dispute_id AND seq < NEW.seq) THEN
    RAISE EXCEPTION 'dispute % stays behind its history', NEW.dispute_id
      USING ERRCODE = '23514', CONSTRAINT = 'dispute_moves';
  END IF;
  IF NEW.name = 'decide' AND NOT EXISTS (
       SELECT FROM kundenkreis_disputedecision WHERE dispute_id = NEW.dispute_id AND seq = NEW.seq) THEN
    RAISE EXCEPTION 'dispute % was decided without reasons', NEW.dispute_id
      USING ERRCODE = '23514', CONSTRAINT = 'dispute_reasoned';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER dispute_agrees AFTER INSERT ON kundenkreis_disputestep
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_dispute_agrees();

-- A decision belongs to the step that made it, is made by neither side, the second by somebody else, and stays.
CREATE FUNCTION kk_decision_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM kundenkreis_disputestep s WHERE s.dispute_id = NEW.dispute_id AND s.seq = NEW.seq
                  AND s.name = 'decide' AND s.brand_id = NEW.brand_id AND s.by_id = NEW.by_id
                  AND s.to_state = CASE NEW.number WHEN 1 THEN 'decided' ELSE 'settled' END) THEN
    RAISE EXCEPTION 'a decision on dispute % without its step', NEW.dispute_id
      USING ERRCODE = '23514', CONSTRAINT = 'decision_of_step';
  END IF;
  IF EXISTS (SELECT FROM kundenkreis_dispute d WHERE d.id = NEW.dispute_id AND NEW.by_id IN (d.customer_id, d.helper_id)) THEN
    RAISE EXCEPTION 'nobody decides on her own dispute' USING ERRCODE = '23514', CONSTRAINT = 'decision_of_a_third';
  END IF;
  IF EXISTS (SELECT FROM kundenkreis_disputedecision o
              WHERE o.dispute_id = NEW.dispute_id AND o.number <> NEW.number AND o.by_id = NEW.by_id) THEN
    RAISE EXCEPTION 'somebody else looks again' USING ERRCODE = '23514', CONSTRAINT = 'decision_four_eyes';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_law BEFORE INSERT ON kundenkreis_disputedecision
  FOR EACH ROW EXECUTE FUNCTION kk_decision_law();
CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON kundenkreis_disputedecision
  FOR EACH STATEMENT EXECUTE FUNCTION kk_append_only();

-- What it is about stays; words may go with their author, and never become others.
CREATE FUNCTION kk_dispute_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.brand_id, NEW.reference, NEW.subject, NEW.customer_id, NEW.helper_id, NEW.side, NEW.reason, NEW.opened_at,
      NEW.opened_by_id, NEW.answer_by)
     IS DISTINCT FROM
     (OLD.brand_id, OLD.reference, OLD.subject, OLD.customer_id, OLD.helper_id, OLD.side, OLD.reason, OLD.opened_at,
      OLD.opened_by_id, OLD.answer_by)
     OR (NEW.text <> OLD.text AND NEW.text <> '')
     OR (OLD.answer <> '' AND NEW.answer NOT IN ('', OLD.answer))
     OR (OLD.again <> '' AND NEW.again NOT IN ('', OLD.again)) THEN
    RAISE EXCEPTION 'dispute % stays as it was opened', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'dispute_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dispute_kept BEFORE UPDATE ON kundenkreis_dispute FOR EACH ROW EXECUTE FUNCTION kk_dispute_kept();

-- The money waits as long as the dispute lives: nothing of its subject is frozen once it ended, and what was
-- marked as disputed belongs to a dispute that lives. Asked at commit, from both sides.
CREATE FUNCTION kk_disputed_money() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE which text := NEW.subject;
BEGIN
  IF EXISTS (
    SELECT FROM kundenkreis_fundshold h
     WHERE h.brand_id = NEW.brand_id AND (h.subject = which OR h.subject LIKE which || ':%')
       AND h.captured_at IS NOT NULL
       AND (h.disputed_at IS NOT NULL) <> EXISTS (
         SELECT FROM kundenkreis_dispute d
          WHERE d.brand_id = h.brand_id AND (h.subject = d.subject OR h.subject LIKE d.subject || ':%')
            AND d.state NOT IN ('settled', 'withdrawn'))) THEN
    RAISE EXCEPTION 'the money of % does not agree with its dispute', which
      USING ERRCODE = '23514', CONSTRAINT = 'dispute_holds_money';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER dispute_holds_money AFTER INSERT OR UPDATE ON kundenkreis_dispute
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_disputed_money();
CREATE CONSTRAINT TRIGGER hold_of_dispute AFTER UPDATE OF disputed_at ON kundenkreis_fundshold
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.disputed_at IS NOT NULL AND NEW.disputed_at IS NULL)
  EXECUTE FUNCTION kk_disputed_money();

-- Money is frozen only where its hold says so.
CREATE FUNCTION kk_hold_thawed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM kundenkreis_account a
              JOIN kundenkreis_fundshold h ON h.brand_id = a.brand_id AND h.subject = a.subject
             WHERE a.brand_id = NEW.brand_id AND a.subject = NEW.subject AND a.kind = 'disputed' AND a.balance > 0
               AND h.disputed_at IS NULL) THEN
    RAISE EXCEPTION 'money of % is frozen for no dispute', NEW.subject
      USING ERRCODE = '23514', CONSTRAINT = 'hold_thawed';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER hold_thawed AFTER UPDATE OF disputed_at ON kundenkreis_fundshold
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kk_hold_thawed();
CREATE CONSTRAINT TRIGGER account_thawed AFTER UPDATE ON kundenkreis_account
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'disputed' AND NEW.balance > 0)
  EXECUTE FUNCTION kk_hold_thawed();

-- A visit that somebody objects to is closed, its money taken and frozen. The same rows: stages/marketplace/transitions.py.
INSERT INTO kundenkreis_transition VALUES
  ('dispute', 'completed', 'closed'),
  ('dispute', 'closed', 'closed');
